//! The ids of a module's items by their indices, which are the same in each copy of the module.

use anyhow::{Context, Result};
use walrus::{FunctionId, GlobalId, MemoryId, Module, TableId};

/// The ids of a module's items, by index.
pub struct Ids {
    pub functions: Vec<FunctionId>,
    pub memories: Vec<MemoryId>,
    pub tables: Vec<TableId>,
    pub globals: Vec<GlobalId>,
}

impl Ids {
    /// The ids of a module that was not changed yet.
    pub fn of(module: &Module) -> Self {
        Self {
            functions: module.funcs.iter().map(walrus::Function::id).collect(),
            memories: module.memories.iter().map(walrus::Memory::id).collect(),
            tables: module.tables.iter().map(walrus::Table::id).collect(),
            globals: module.globals.iter().map(walrus::Global::id).collect(),
        }
    }

    pub fn function(&self, index: usize) -> Result<FunctionId> {
        self.functions.get(index).copied().context("no such function")
    }

    pub fn memory(&self, index: usize) -> Result<MemoryId> {
        self.memories.get(index).copied().context("no such memory")
    }

    pub fn table(&self, index: usize) -> Result<TableId> {
        self.tables.get(index).copied().context("no such table")
    }

    pub fn global(&self, index: usize) -> Result<GlobalId> {
        self.globals.get(index).copied().context("no such global")
    }
}
