//! `cargo xtask zhuyin`: writes `www/data/zhuyin.txt`, the dictionary of the on-screen keyboard, from the
//! Unihan database of the Debian package `unicode-data`.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::debian;
use crate::project::Project;
use crate::run::read;

use self::dictionary::{Unihan, add, dictionary};

mod dictionary;

const FOLDER: &str = "/usr/share/unicode";
const OUTPUT: &str = "www/data/zhuyin.txt";

/// Writes the dictionary.
///
/// # Errors
/// The database cannot be installed or read.
pub fn run(project: &Project) -> Result<()> {
    if !Path::new(FOLDER).join("Unihan_Readings.txt.bz2").exists() {
        debian::install(
            "Unihan",
            &["unicode-data", "bzip2"],
            "Install the package `unicode-data` of Debian.",
        )?;
    }
    let mut unihan = Unihan::new();
    for file in ["Readings", "DictionaryLikeData", "OtherMappings", "IRGSources"] {
        let path = format!("{FOLDER}/Unihan_{file}.txt.bz2");
        add(&mut unihan, &read(Command::new("bzcat").arg(&path)).context(path)?);
    }
    let lines = dictionary(&unihan);
    ensure!(lines.len() > 1000, "only {} syllables were found", lines.len());
    fs::write(project.root.join(OUTPUT), lines.join("\n") + "\n")?;
    println!("{OUTPUT}: {} syllables", lines.len());
    Ok(())
}
