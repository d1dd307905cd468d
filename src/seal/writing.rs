//! Seals a delivery: writes the hashes that `guitai.js` checks, `integrity.json`, and compressed files.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use base64ct::{Base64, Encoding};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256, Sha384};

use super::{CONFIG, TABLE_PREFIX};

/// Suffixes of the compressed files beside the originals.
const COMPRESSED: [&str; 2] = [".br", ".gz"];

/// Smaller files are not compressed, because the headers would outweigh the savings.
const SMALLEST_COMPRESSED: usize = 256;

/// Writes the current hashes of a delivery's files to its `guitai.js` and `integrity.json`, and compressed
/// versions of all files.
///
/// `config` is the checksum of the config with which the first steps and the contents were written, or 0. Must be
/// repeated after an intended change, such as new wording in a form definition.
///
/// # Errors
/// A file cannot be read or written, a file name contains a delimiter of the table, or `guitai.js` has no
/// table.
pub fn seal(dist: &Path, config: u32) -> Result<()> {
    let module = dist.join("guitai.js");
    let script = fs::read_to_string(&module).with_context(|| module.display().to_string())?;
    let table = table(&files(dist)?, config)?;
    let sealed = replace_table(&script, &table).context("guitai.js has no table of hashes")?;
    fs::write(&module, sealed)?;

    let hash = |content: &[u8]| format!("sha384-{}", Base64::encode_string(&Sha384::digest(content)));
    let integrity: BTreeMap<_, _> =
        files(dist)?.into_iter().map(|(file, content)| (file, hash(&content))).collect();
    fs::write(dist.join("integrity.json"), serde_json::to_string_pretty(&integrity)? + "\n")?;
    files(dist)?.iter().try_for_each(|(file, content)| compress(&dist.join(file), content))
}

/// Writes a brotli and a gzip version of a file, which web servers can send as they are. Replaces older ones.
fn compress(file: &Path, content: &[u8]) -> Result<()> {
    let [brotli, gzip] = COMPRESSED.map(|suffix| {
        let mut name = file.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    });
    for old in [&brotli, &gzip] {
        if old.exists() {
            fs::remove_file(old).with_context(|| old.display().to_string())?;
        }
    }
    if content.len() < SMALLEST_COMPRESSED {
        return Ok(());
    }
    let best = BrotliEncoderParams { quality: 11, lgwin: 24, ..BrotliEncoderParams::default() };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut small, &best)?;
    fs::write(&brotli, small).with_context(|| brotli.display().to_string())?;
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    fs::write(&gzip, encoder.finish()?).with_context(|| gzip.display().to_string())
}

/// Reads all files except `integrity.json` and compressed ones, by their paths relative to `dist`.
fn files(dist: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    walk(dist, "", &mut found)?;
    found.retain(|file, _| {
        file != "integrity.json" && !COMPRESSED.iter().any(|suffix| file.ends_with(suffix))
    });
    Ok(found)
}

fn walk(dir: &Path, prefix: &str, found: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    for entry in fs::read_dir(dir).with_context(|| dir.display().to_string())? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            bail!("{}: the file name is not UTF-8", path.display());
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

/// Returns whether the loader fetches a file, and therefore checks its hash: WebAssembly, the style sheet, forms in
/// all formats, words, the lists of `src/journey/lists.rs`, and the modules that are loaded on demand. All other
/// scripts are bundled in `guitai.js`.
fn is_fetched(file: &str) -> bool {
    const FOLDERS: [&str; 4] = ["compiled/", "first/", "forms/", "words/"];
    const FILES: [&str; 13] = [
        "data/keyboard.json",
        "data/law.json",
        "data/units.json",
        "data/villages.json",
        "data/zhuyin.txt",
        "guitai.css",
        "guitai.wasm",
        "keyboard.js",
        "later.js",
        "later.wasm",
        "password.wasm",
        "photo.js",
        "signature.js",
    ];
    FILES.contains(&file) || FOLDERS.iter().any(|folder| file.starts_with(folder))
}

/// Formats the table as ` file@hash file@hash`. With a config, ` config@checksum` precedes the files. The hashes are
/// SHA-256 in base64, which is shorter than SHA-384, because every page downloads the table.
fn table(files: &BTreeMap<String, Vec<u8>>, config: u32) -> Result<String> {
    let mut table = if config == 0 { String::new() } else { format!(" {CONFIG}@{config}") };
    for (file, content) in files.iter().filter(|(file, _)| is_fetched(file)) {
        ensure!(
            !file.contains([' ', '@', '\\', '"', '\'', '`']),
            "{file}: the file name contains a space, @, a backslash or a quotation mark"
        );
        table.extend([" ", file, "@", &Base64::encode_string(&Sha256::digest(content))]);
    }
    Ok(table)
}

/// Replaces the table in a script, which may be minified or sealed already.
fn replace_table(script: &str, table: &str) -> Option<String> {
    let (before, rest) = script.split_once(TABLE_PREFIX)?;
    let quote = before.chars().next_back()?;
    let (_, after) = rest.split_once(quote)?;
    Some(format!("{before}{TABLE_PREFIX}{table}{quote}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaces_the_table_between_any_quotation_marks() {
        let cases = [
            (r#"trust("guitai:sealed");"#, Some(r#"trust("guitai:sealed a@1");"#)),
            ("t('guitai:sealed b@2 c@3'),d()", Some("t('guitai:sealed a@1'),d()")),
            ("t(`guitai:sealed`)", Some("t(`guitai:sealed a@1`)")),
            ("t(`guitai:sealed", None),
            ("t()", None),
        ];
        for (script, expected) in cases {
            assert_eq!(replace_table(script, " a@1").as_deref(), expected, "{script}");
        }
    }

    #[test]
    fn the_table_lists_the_files_that_the_loader_fetches() {
        let files = |names: &[&str]| names.iter().map(|name| ((*name).to_owned(), b"abc".to_vec())).collect();
        let all = files(&["compiled/a.en.txt", "guitai.js", "guitai.wasm", "forms/a.json", "schema/a.json"]);
        let hash = "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
        let expected = format!(" compiled/a.en.txt@{hash} forms/a.json@{hash} guitai.wasm@{hash}");
        assert_eq!(table(&all, 0).ok(), Some(expected.clone()));
        assert_eq!(table(&all, 7).ok(), Some(format!(" config@7{expected}")));
        assert!(table(&files(&["forms/a b.json"]), 0).is_err());
    }
}
