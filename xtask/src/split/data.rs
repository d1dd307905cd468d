//! Distributes the data of a split module. The first module keeps the data that it uses. The second module writes the
//! data that only it uses when it is instantiated. Unused data are removed from both.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use walrus::ir::Value;
use walrus::{ConstExpr, DataId, DataKind, Module};

use super::references::References;

/// Gaps between data of the second module up to this length are filled, because each segment has a header.
const MAX_GAP: u32 = 8;

/// The owner of each byte, by address. Bytes without a known owner stay in the first module.
#[derive(Default)]
pub struct DataPlan(BTreeMap<u32, Owner>);

#[derive(Clone, Copy, PartialEq)]
enum Owner {
    First,
    Second,
    /// Nothing refers to the byte.
    Nobody,
}

impl DataPlan {
    /// `early` and `later` are the data that each module uses, as indices of `References::data`.
    pub fn new(references: &References, early: &BTreeSet<usize>, later: &BTreeSet<usize>) -> Self {
        let mut owners = BTreeMap::new();
        let mut set = |chosen: &dyn Fn(usize) -> bool, owner| {
            for (index, (range, _)) in references.data.iter().enumerate() {
                if chosen(index) {
                    owners.extend(range.clone().map(|address| (address, owner)));
                }
            }
        };
        set(&|_| true, Owner::Nobody);
        set(&|index| later.contains(&index), Owner::Second);
        set(&|index| early.contains(&index), Owner::First);
        Self(owners)
    }

    fn owner(&self, address: u32) -> Owner {
        self.0.get(&address).copied().unwrap_or(Owner::First)
    }

    /// Clears the bytes that do not belong to the first module.
    pub fn reduce_to_first(&self, module: &mut Module) -> Result<()> {
        for (id, start) in segments(module)? {
            for (address, byte) in (start..).zip(&mut module.data.get_mut(id).value) {
                if self.owner(address) != Owner::First {
                    *byte = 0;
                }
            }
        }
        Ok(())
    }

    /// Returns the bytes of the second module, with their addresses.
    pub fn of_second(&self, module: &Module) -> Result<Vec<(u32, Vec<u8>)>> {
        let mut runs: Vec<(u32, Vec<u8>)> = Vec::new();
        for (id, start) in segments(module)? {
            for (address, byte) in (start..).zip(&module.data.get(id).value) {
                if self.owner(address) != Owner::Second {
                    continue;
                }
                match runs
                    .last_mut()
                    .map(|(start, run)| (*start + u32::try_from(run.len()).unwrap_or(0), run))
                {
                    Some((end, run)) if self.is_free(end, address) => {
                        run.extend((end..address).map(|_| 0));
                        run.push(*byte);
                    }
                    _ => runs.push((address, vec![*byte])),
                }
            }
        }
        Ok(runs)
    }

    /// Returns whether a gap is short, and contains nothing of the first module.
    fn is_free(&self, start: u32, end: u32) -> bool {
        end - start <= MAX_GAP && (start..end).all(|address| self.owner(address) == Owner::Nobody)
    }
}

/// Returns the data segments of a module with their addresses.
fn segments(module: &Module) -> Result<Vec<(DataId, u32)>> {
    let address = |data: &walrus::Data| match &data.kind {
        DataKind::Active { offset: ConstExpr::Value(Value::I32(address)), .. } => {
            Some(address.cast_unsigned())
        }
        _ => None,
    };
    let all = module.data.iter().map(|data| Some((data.id(), address(data)?)));
    all.collect::<Option<_>>().context("the address of a data segment is not constant")
}
