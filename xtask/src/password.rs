//! Build of `password.wasm`, the module that detects PDFs requiring a password. Its functions have only
//! numeric parameters and results, so it needs no glue.

use std::path::Path;

use anyhow::{Result, ensure};
use walrus::{ImportKind, Module};
use wasm_bindgen_cli_support::Bindgen;

use crate::engine::{compile, optimise};
use crate::node::Node;
use crate::project::Project;
use crate::run::headline;

/// Builds the module into a folder.
///
/// # Errors
/// It does not compile, a program fails, or it would need glue.
pub fn build(project: &Project, node: Option<&Node>, dist: &Path) -> Result<()> {
    let compiled = compile(project, &["password"], &[])?;
    headline("wasm-bindgen");
    let bound = project.target.join("password");
    Bindgen::new()
        .input_path(compiled)
        .out_name("password")
        .web(true)?
        .typescript(false)
        .remove_producers_section(true)
        .remove_name_section(true)
        .generate(&bound)?;
    let wasm = bound.join("password_bg.wasm");
    strip(&wasm)?;
    optimise(node, &wasm, &dist.join("password.wasm"))
}

/// Exports that `www/password.js` uses.
const EXPORTS: [&str; 3] = ["asks", "memory", "room"];
/// Import that initialises a table of JavaScript values, which this module does not use.
const TABLE: &str = "__wbindgen_init_externref_table";

/// Removes imports and exports that wasm-bindgen adds for non-numeric values.
fn strip(wasm: &Path) -> Result<()> {
    let mut module = Module::from_file(wasm)?;
    let table = module.imports.iter().find_map(|import| match import.kind {
        ImportKind::Function(function) if import.name == TABLE => Some(function),
        _ => None,
    });
    if let Some(table) = table {
        module.replace_imported_func(table, |_| {})?;
    }
    let others = module.exports.iter().filter(|export| !EXPORTS.contains(&export.name.as_str()));
    for export in others.map(walrus::Export::id).collect::<Vec<_>>() {
        module.exports.delete(export);
    }
    walrus::passes::gc::run(&mut module);
    let imports: Vec<_> = module.imports.iter().map(|import| import.name.as_str()).collect();
    ensure!(imports.is_empty(), "password.wasm would need glue for {}", imports.join(", "));
    module.emit_wasm_file(wasm)
}
