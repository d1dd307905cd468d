//! `cargo xtask interface`: writes the parts of documents and declarations that show the element's manifest.

use std::fs;

use anyhow::{Context, Error, Result};

use self::parts::{Element, FILES, MANIFEST, fill};
use crate::project::Project;

mod parts;

/// Writes the generated parts again. `tests/interface.rs` fails as long as they differ.
///
/// # Errors
/// A file can't be read or written, or its markers are wrong.
pub fn run(project: &Project) -> Result<()> {
    let manifest = fs::read_to_string(project.root.join(MANIFEST)).context(MANIFEST)?;
    let element = Element::read(&manifest).context(MANIFEST)?;
    for file in FILES {
        let path = project.root.join(file);
        let text = fs::read_to_string(&path).context(file)?;
        let filled = fill(&element, &text).map_err(Error::msg).context(file)?;
        if filled != text {
            fs::write(path, filled)?;
            println!("{file} written");
        }
    }
    Ok(())
}
