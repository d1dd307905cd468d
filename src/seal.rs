//! The seal of a delivery: the hashes by which `guitai.js` knows its own files, and `integrity.json` for everybody.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256, Sha384};

/// The string in `guitai.js` that starts with this word holds the table; the loader reads it at run time.
const MARK: &str = "guitai:sealed";

/// Writes the hashes of a delivery's files, as they are now, into its `guitai.js` and its `integrity.json`.
///
/// To be run again after an intended change, such as a county's own wording in a definition.
///
/// # Errors
/// A file that can't be read or written, a name that the table can't hold, or a `guitai.js` without a table.
pub fn seal(dist: &Path) -> Result<()> {
    let module = dist.join("guitai.js");
    let script = fs::read_to_string(&module).with_context(|| module.display().to_string())?;
    let table = table(&files(dist)?)?;
    let sealed = inscribe(&script, &table).context("guitai.js has no place for the seal")?;
    fs::write(&module, sealed)?;

    let hash = |content: &[u8]| format!("sha384-{}", Base64::encode_string(&Sha384::digest(content)));
    let integrity: BTreeMap<_, _> =
        files(dist)?.into_iter().map(|(file, content)| (file, hash(&content))).collect();
    fs::write(dist.join("integrity.json"), serde_json::to_string_pretty(&integrity)? + "\n")?;
    Ok(())
}

/// The content of every file by its path below `dist`, `integrity.json` excepted.
fn files(dist: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    walk(dist, "", &mut found)?;
    found.remove("integrity.json");
    Ok(found)
}

fn walk(dir: &Path, prefix: &str, found: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    for entry in fs::read_dir(dir).with_context(|| dir.display().to_string())? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            bail!("{}: not a name that can be served", path.display());
        };
        let name = format!("{prefix}{name}");
        if path.is_dir() {
            walk(&path, &format!("{name}/"), found)?;
        } else {
            found.insert(name, fs::read(&path)?);
        }
    }
    Ok(())
}

/// What the loader fetches, and therefore checks: WebAssembly, the style, definitions, and the lists of `src/ui/lists.rs`.
/// Scripts are not among them, as they are all in `guitai.js`.
fn is_fetched(file: &str) -> bool {
    const ALONE: [&str; 6] = [
        "data/law.json",
        "data/units.json",
        "data/villages.json",
        "guitai.css",
        "guitai.wasm",
        "password.wasm",
    ];
    ALONE.contains(&file) || file.starts_with("forms/")
}

/// ` file@hash file@hash`, the part of the string that follows the mark. Hashes are SHA-256 in base64: every page
/// downloads the table.
fn table(files: &BTreeMap<String, Vec<u8>>) -> Result<String> {
    let mut table = String::new();
    for (file, content) in files.iter().filter(|(file, _)| is_fetched(file)) {
        ensure!(!file.contains([' ', '@', '\\', '"', '\'', '`']), "{file}: not a name that can be sealed");
        table.extend([" ", file, "@", &Base64::encode_string(&Sha256::digest(content))]);
    }
    Ok(table)
}

/// Replaces the table in a script, minified or not, sealed before or not.
fn inscribe(script: &str, table: &str) -> Option<String> {
    let (before, rest) = script.split_once(MARK)?;
    let quote = before.chars().next_back()?;
    let (_, after) = rest.split_once(quote)?;
    Some(format!("{before}{MARK}{table}{quote}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_replaced_whatever_the_quotes() {
        let cases = [
            (r#"trust("guitai:sealed");"#, Some(r#"trust("guitai:sealed a@1");"#)),
            ("t('guitai:sealed b@2 c@3'),d()", Some("t('guitai:sealed a@1'),d()")),
            ("t(`guitai:sealed`)", Some("t(`guitai:sealed a@1`)")),
            ("t(`guitai:sealed", None),
            ("t()", None),
        ];
        for (script, expected) in cases {
            assert_eq!(inscribe(script, " a@1").as_deref(), expected, "{script}");
        }
    }

    #[test]
    fn the_table_names_what_the_loader_fetches() {
        let files = |names: &[&str]| names.iter().map(|name| ((*name).to_owned(), b"abc".to_vec())).collect();
        let all = files(&["guitai.js", "guitai.wasm", "forms/a.json", "schema/a.json", "package.json"]);
        let hash = "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
        let expected = format!(" forms/a.json@{hash} guitai.wasm@{hash}");
        assert_eq!(table(&all).ok(), Some(expected));
        assert!(table(&files(&["forms/a b.json"])).is_err());
    }
}
