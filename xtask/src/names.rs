//! Shortens the names of imports and exports between the engine and its glue. Both files contain them, and a
//! third of each name is a hash that does not compress.

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};
use walrus::Module;

/// Prefixes of names that wasm-bindgen generates.
const PREFIXES: [&str; 2] = ["__wb", "wasm_bindgen__"];

/// Renames imports and exports in the glue and the module.
///
/// # Errors
/// A file cannot be read or written, or the glue does not contain a name of the module.
pub fn shorten(glue: &Path, wasm: &Path) -> Result<()> {
    let mut module = Module::from_file(wasm)?;
    let mut text = fs::read_to_string(glue)?;
    let imports = module.imports.iter_mut().map(|import| &mut import.name);
    let exports = module.exports.iter_mut().map(|export| &mut export.name);
    let mut names: Vec<&mut String> = imports
        .chain(exports)
        .filter(|name| PREFIXES.iter().any(|prefix| name.starts_with(prefix)))
        .collect();
    // A name may be a prefix of another, so longer names come first.
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    for (number, name) in names.into_iter().enumerate() {
        let short = format!("${number}");
        ensure!(text.contains(name.as_str()), "wasm-bindgen's glue does not contain {name}");
        text = text.replace(name.as_str(), &short);
        *name = short;
    }
    module.emit_wasm_file(wasm)?;
    Ok(fs::write(glue, text)?)
}
