//! Splits the engine into two WebAssembly modules. The first module takes over the first step and continues from it.
//! The second module contains everything else, and is loaded while the form is in use.
//!
//! The second module imports the memory, the tables, the globals and some functions of the first module. The first
//! module calls the second one through slots at the end of its table. The second module fills the slots when it is
//! instantiated. A call before that traps, and the page handles the trap like a panic.

mod calls;
mod data;
mod ids;
mod module;
mod reach;
mod references;

pub use references::References;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use walrus::ir::{Value, dfs_in_order, dfs_pre_order_mut};
use walrus::{
    ConstExpr, DataKind, ElementItems, ElementKind, ExportItem, FunctionId, FunctionKind, GlobalKind,
    ImportedFunction, Module, Table,
};

use calls::IndirectCalls;
use data::DataPlan;
use ids::Ids;
use module::{clear, entries, stub};
use reach::{Reach, Used, callees, name, named};

/// The module name of the imports of the second module.
const FIRST: &str = "0";

/// Splits a module. Functions whose names contain `later` or an entry of `formatting` go to the second module,
/// together with the functions and data that only they use. The first module may use functions that match
/// `formatting` only for messages of panics.
///
/// # Errors
/// No function matches a name, a matching function is exported, the references of a function are unknown, or a
/// function of the first module formats a value.
pub fn split(
    wasm: &[u8],
    references: &References,
    later: &str,
    formatting: &[&str],
) -> Result<(Module, Module)> {
    let (mut first, mut second) = (Module::from_buffer(wasm)?, Module::from_buffer(wasm)?);
    let plan = Plan::new(&first, references, later, formatting)?;
    let imports = plan.reduce_to_second(&mut second)?;
    plan.reduce_to_first(&mut first, imports)?;
    Ok((first, second))
}

/// An item that the second module imports from the first one: the index in the whole module.
#[derive(Clone, Copy)]
enum Item {
    Function(usize),
    Memory(usize),
    Table(usize),
    Global(usize),
}

/// The functions and data of each module, by indices in the whole module. Ids cannot be used, because they differ
/// between two modules that are read from the same bytes.
struct Plan {
    /// The functions of the first module.
    early: BTreeSet<usize>,
    /// The functions of the second module that the first one calls, each with its slot in the table.
    slots: BTreeMap<usize, u64>,
    /// The table for indirect calls.
    table: usize,
    /// Functions of the second module that are in the table of the whole module, by place.
    moved: BTreeMap<u64, usize>,
    data: DataPlan,
}

impl Plan {
    fn new(module: &Module, references: &References, later: &str, formatting: &[&str]) -> Result<Self> {
        let formatting = named(module, formatting)?;
        let mut late = named(module, &[later])?;
        late.extend(&formatting);
        let table = module.tables.main_function_table()?.context("the module has no table of functions")?;
        let entries = entries(module, table)?;
        for (function, _) in module.funcs.iter_local() {
            let name = name(module, function);
            let is_known = references.of(name).is_some() || is_generated(name);
            ensure!(is_known, "the linker has no relocations for {name}");
        }
        let mut early = Reach::new(module, references);
        for export in module.exports.iter() {
            if let ExportItem::Function(function) = export.item {
                ensure!(!late.contains(&function), "{} is exported", name(module, function));
                early.open.push(function);
            }
        }
        early.open.extend(module.start);
        // Functions that wasm-bindgen has added.
        early.open.extend(entries.values().filter(|own| references.of(name(module, **own)).is_none()));
        early.follow(&|function| late.contains(&function));
        for function in &early.functions {
            let name = name(module, *function);
            let formats = !formatting.is_disjoint(&callees(module, *function));
            ensure!(
                !formats || !is_own(name),
                "{name} formats a value, but the second module may be missing"
            );
        }
        let mut all = Reach::new(module, references);
        all.open.extend(late.iter().copied());
        all.follow(&|function| early.functions.contains(&function));

        let end = module.tables.get(table).initial;
        let called = early.left_out.iter().map(FunctionId::index);
        let entries = entries.into_iter().filter(|(_, function)| all.functions.contains(function));
        Ok(Self {
            early: early.functions.iter().map(FunctionId::index).collect(),
            slots: called.zip(end..).collect(),
            table: table.index(),
            moved: entries.map(|(place, function)| (place, function.index())).collect(),
            data: DataPlan::new(references, &early.data, &all.data),
        })
    }

    /// Removes everything else from the first module, and exports what the second one imports.
    fn reduce_to_first(&self, module: &mut Module, exports: Vec<(String, Item)>) -> Result<()> {
        let ids = Ids::of(module);
        let stub = stub(module);
        for element in module.elements.iter_mut() {
            if let ElementItems::Functions(functions) = &mut element.items {
                for function in functions.iter_mut().filter(|own| !self.early.contains(&own.index())) {
                    *function = stub;
                }
            }
        }
        let table = ids.table(self.table)?;
        self.enlarge(module.tables.get_mut(table))?;
        let mut calls = IndirectCalls { table, slots: BTreeMap::new() };
        for (function, slot) in &self.slots {
            let id = ids.function(*function)?;
            calls.slots.insert(id, (i32::try_from(*slot)?, module.funcs.get(id).ty()));
        }
        for (_, function) in module.funcs.iter_local_mut() {
            let entry = function.entry_block();
            dfs_pre_order_mut(&mut calls, function, entry);
        }
        for (name, item) in exports {
            let item = match item {
                Item::Function(index) => ExportItem::Function(ids.function(index)?),
                Item::Memory(index) => ExportItem::Memory(ids.memory(index)?),
                Item::Table(index) => ExportItem::Table(ids.table(index)?),
                Item::Global(index) => ExportItem::Global(ids.global(index)?),
            };
            module.exports.add(&name, item);
        }
        self.data.reduce_to_first(module)?;
        walrus::passes::gc::run(module);
        Ok(())
    }

    /// Removes everything else from the second module. Returns the items that it imports, with their names.
    fn reduce_to_second(&self, module: &mut Module) -> Result<Vec<(String, Item)>> {
        let ids = Ids::of(module);
        let mut used = Used::default();
        for (function, local) in module.funcs.iter_local() {
            if !self.early.contains(&function.index()) {
                dfs_in_order(&mut used, local, local.entry_block());
            }
        }
        used.tables.insert(ids.table(self.table)?);
        let data = self.data.of_second(module)?;
        clear(module);

        let mut imports = Vec::new();
        let mut next = |item: Item| {
            let name = short_name(imports.len());
            imports.push((name.clone(), item));
            name
        };
        for id in used.memories {
            let import = module.imports.add(FIRST, &next(Item::Memory(id.index())), id);
            let memory = module.memories.get_mut(id);
            memory.import = Some(import);
            memory.data_segments.clear();
        }
        for id in used.tables {
            let import = module.imports.add(FIRST, &next(Item::Table(id.index())), id);
            let table = module.tables.get_mut(id);
            table.import = Some(import);
            table.elem_segments.clear();
            if id == ids.table(self.table)? {
                self.enlarge(table)?;
            }
        }
        for id in used.globals {
            let import = module.imports.add(FIRST, &next(Item::Global(id.index())), id);
            module.globals.get_mut(id).kind = GlobalKind::Import(import);
        }
        for id in used.functions.into_iter().filter(|id| self.early.contains(&id.index())) {
            if let FunctionKind::Import(old) = &module.funcs.get(id).kind {
                module.imports.delete(old.import);
            }
            let ty = module.funcs.get(id).ty();
            let import = module.imports.add(FIRST, &next(Item::Function(id.index())), id);
            module.funcs.get_mut(id).kind = FunctionKind::Import(ImportedFunction { import, ty });
        }
        self.fill_table(module, &ids)?;
        let memory = *ids.memories.first().context("the module has no memory")?;
        for (address, value) in data {
            let offset = ConstExpr::Value(Value::I32(address.cast_signed()));
            let id = module.data.add(DataKind::Active { memory, offset }, value);
            module.memories.get_mut(memory).data_segments.insert(id);
        }
        walrus::passes::gc::run(module);
        Ok(imports)
    }

    /// Makes room for the slots.
    fn enlarge(&self, table: &mut Table) -> Result<()> {
        table.initial += u64::try_from(self.slots.len())?;
        table.maximum = table.maximum.map(|maximum| maximum.max(table.initial));
        Ok(())
    }

    /// Adds the segments with which the second module fills its places in the table.
    fn fill_table(&self, module: &mut Module, ids: &Ids) -> Result<()> {
        let slots = self.slots.iter().map(|(function, slot)| (*slot, *function));
        let places: BTreeMap<u64, usize> = slots.chain(self.moved.clone()).collect();
        let mut runs: Vec<(u64, Vec<FunctionId>)> = Vec::new();
        let mut end = None;
        for (place, function) in places {
            let function = ids.function(function)?;
            match runs.last_mut() {
                Some((_, run)) if end == Some(place) => run.push(function),
                _ => runs.push((place, vec![function])),
            }
            end = Some(place + 1);
        }
        let table = ids.table(self.table)?;
        for (start, functions) in runs {
            let offset = ConstExpr::Value(Value::I32(i32::try_from(start)?));
            let id = module
                .elements
                .add(ElementKind::Active { table, offset }, ElementItems::Functions(functions));
            module.tables.get_mut(table).elem_segments.insert(id);
        }
        Ok(())
    }
}

/// Returns whether wasm-bindgen has generated a function.
fn is_generated(name: &str) -> bool {
    name.ends_with(" shim") || name.starts_with("__")
}

/// Returns whether a function, by its mangled name, belongs to this project, or converts a value to a string.
fn is_own(name: &str) -> bool {
    name.contains("6guitai") || name.contains("guitai..") || name.contains("9to_string")
}

/// Returns a short name for each number: `a` to `z`, then longer ones.
fn short_name(number: usize) -> String {
    let letter = u8::try_from(number % 26).map_or('z', |digit| char::from(b'a' + digit));
    match number / 26 {
        0 => letter.into(),
        more => short_name(more - 1) + &letter.to_string(),
    }
}
