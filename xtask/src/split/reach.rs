//! The functions and data that are reachable from some functions, by calls and references.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, ensure};
use walrus::ir::{Visitor, dfs_in_order};
use walrus::{FunctionId, FunctionKind, GlobalId, MemoryId, Module, TableId};

use super::references::{References, Uses};

/// A search for reachable functions and data.
pub struct Reach<'a> {
    module: &'a Module,
    references: &'a References,
    by_name: BTreeMap<&'a str, FunctionId>,
    /// Functions that were found and not followed yet.
    pub open: Vec<FunctionId>,
    pub functions: BTreeSet<FunctionId>,
    pub data: BTreeSet<usize>,
    /// Functions that are called, but that the search did not follow.
    pub left_out: BTreeSet<FunctionId>,
}

impl<'a> Reach<'a> {
    /// Creates a search that has found nothing.
    pub fn new(module: &'a Module, references: &'a References) -> Self {
        let by_name =
            module.funcs.iter().filter_map(|function| Some((function.name.as_deref()?, function.id())));
        Self {
            module,
            references,
            by_name: by_name.collect(),
            open: Vec::new(),
            functions: BTreeSet::new(),
            data: BTreeSet::new(),
            left_out: BTreeSet::new(),
        }
    }

    /// Follows calls and references, except those to functions that are left out.
    pub fn follow(&mut self, is_left_out: &dyn Fn(FunctionId) -> bool) {
        while let Some(function) = self.open.pop() {
            if is_left_out(function) || !self.functions.insert(function) {
                continue;
            }
            let callees = callees(self.module, function);
            self.left_out.extend(callees.iter().filter(|callee| is_left_out(**callee)));
            self.open.extend(callees);
            if let Some(uses) = self.references.of(name(self.module, function)) {
                self.follow_uses(uses);
            }
        }
    }

    fn follow_uses(&mut self, uses: &Uses) {
        let mut open = vec![uses];
        while let Some(uses) = open.pop() {
            self.open.extend(uses.functions.iter().filter_map(|name| self.by_name.get(name.as_str())));
            for index in &uses.data {
                if self.data.insert(*index) {
                    open.extend(self.references.data.get(*index).map(|(_, uses)| uses));
                }
            }
        }
    }
}

/// Returns the functions that a function calls.
pub fn callees(module: &Module, function: FunctionId) -> BTreeSet<FunctionId> {
    let mut used = Used::default();
    if let FunctionKind::Local(local) = &module.funcs.get(function).kind {
        dfs_in_order(&mut used, local, local.entry_block());
    }
    used.functions
}

/// Returns the functions whose names contain one of the parts.
pub fn named(module: &Module, parts: &[&str]) -> Result<BTreeSet<FunctionId>> {
    let mut found = BTreeSet::new();
    for part in parts {
        let before = found.len();
        found.extend(
            module.funcs.iter_local().map(|(id, _)| id).filter(|id| name(module, *id).contains(part)),
        );
        ensure!(found.len() > before, "no further function has {part} in its name");
    }
    Ok(found)
}

/// Returns the mangled name of a function.
pub fn name(module: &Module, function: FunctionId) -> &str {
    module.funcs.get(function).name.as_deref().unwrap_or_default()
}

/// Collects what functions use.
#[derive(Default)]
pub struct Used {
    pub functions: BTreeSet<FunctionId>,
    pub memories: BTreeSet<MemoryId>,
    pub tables: BTreeSet<TableId>,
    pub globals: BTreeSet<GlobalId>,
}

impl Visitor<'_> for Used {
    fn visit_function_id(&mut self, function: &FunctionId) {
        self.functions.insert(*function);
    }

    fn visit_memory_id(&mut self, memory: &MemoryId) {
        self.memories.insert(*memory);
    }

    fn visit_table_id(&mut self, table: &TableId) {
        self.tables.insert(*table);
    }

    fn visit_global_id(&mut self, global: &GlobalId) {
        self.globals.insert(*global);
    }
}
