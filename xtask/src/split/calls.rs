//! Calls from the first module to the second one.

use std::collections::BTreeMap;

use walrus::ir::{Call, CallIndirect, Const, Instr, InstrSeq, Value, VisitorMut};
use walrus::{FunctionId, TableId, TypeId};

/// Replaces calls of functions of the second module by indirect calls.
pub struct IndirectCalls {
    pub table: TableId,
    /// Slot and type by function.
    pub slots: BTreeMap<FunctionId, (i32, TypeId)>,
}

impl VisitorMut for IndirectCalls {
    fn start_instr_seq_mut(&mut self, sequence: &mut InstrSeq) {
        let mut instructions = Vec::with_capacity(sequence.instrs.len());
        for (instruction, location) in sequence.instrs.drain(..) {
            let slot = match &instruction {
                Instr::Call(Call { func }) => self.slots.get(func),
                _ => None,
            };
            match slot {
                Some((slot, ty)) => {
                    instructions.push((Instr::Const(Const { value: Value::I32(*slot) }), location));
                    let call = CallIndirect { ty: *ty, table: self.table };
                    instructions.push((Instr::CallIndirect(call), location));
                }
                None => instructions.push((instruction, location)),
            }
        }
        sequence.instrs = instructions;
    }
}
