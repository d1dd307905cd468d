//! The names by which the engine and its glue know each other, made short: both files have them, and a third of each
//! is a hash that no compression makes smaller.

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};
use walrus::Module;

/// What wasm-bindgen's own names begin with.
const MADE: [&str; 2] = ["__wb", "wasm_bindgen__"];

/// Renames what passes between the glue and the module, in both.
///
/// # Errors
/// A file can't be read or written, or a name of the module is unknown to the glue.
pub fn shorten(glue: &Path, wasm: &Path) -> Result<()> {
    let mut module = Module::from_file(wasm)?;
    let mut text = fs::read_to_string(glue)?;
    let imports = module.imports.iter_mut().map(|import| &mut import.name);
    let exports = module.exports.iter_mut().map(|export| &mut export.name);
    let mut names: Vec<&mut String> =
        imports.chain(exports).filter(|name| MADE.iter().any(|begin| name.starts_with(begin))).collect();
    // A name may be the beginning of a longer one.
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    for (number, name) in names.into_iter().enumerate() {
        let short = format!("${number}");
        ensure!(text.contains(name.as_str()), "wasm-bindgen's glue does not know {name}");
        text = text.replace(name.as_str(), &short);
        *name = short;
    }
    module.emit_wasm_file(wasm)?;
    Ok(fs::write(glue, text)?)
}
