//! Operations on a module that do not depend on the split.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};
use walrus::ir::Value;
use walrus::{ConstExpr, ElementItems, ElementKind, FunctionBuilder, FunctionId, Module, TableId};

/// Removes exports, segments and the start function.
pub fn clear(module: &mut Module) {
    let exports: Vec<_> = module.exports.iter().map(walrus::Export::id).collect();
    let elements: Vec<_> = module.elements.iter().map(walrus::Element::id).collect();
    let data: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    for id in exports {
        module.exports.delete(id);
    }
    for id in elements {
        module.elements.delete(id);
    }
    for id in data {
        module.data.delete(id);
    }
    module.start = None;
}

/// Returns the functions in the table, by index.
pub fn entries(module: &Module, table: TableId) -> Result<BTreeMap<u64, FunctionId>> {
    let mut entries = BTreeMap::new();
    for element in module.elements.iter() {
        let ElementKind::Active { table: own, offset: ConstExpr::Value(Value::I32(start)) } = &element.kind
        else {
            continue;
        };
        if let (true, ElementItems::Functions(functions)) = (*own == table, &element.items) {
            entries.extend((u64::try_from(*start)?..).zip(functions.iter().copied()));
        }
    }
    ensure!(!entries.is_empty(), "the table of functions is empty");
    Ok(entries)
}

/// Adds a function that traps.
pub fn stub(module: &mut Module) -> FunctionId {
    let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
    builder.func_body().unreachable();
    builder.finish(Vec::new(), &mut module.funcs)
}
