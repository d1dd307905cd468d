//! `cargo xtask fuzz`: every reader under libFuzzer for a while. What it finds becomes a case of `cargo xtask test`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use serde_json::Value;

use crate::project::Project;
use crate::run::{headline, run as execute};
use crate::tool::FUZZ;

/// What can be chosen.
#[derive(Args)]
pub struct Options {
    /// How long each reader is tried, in seconds.
    #[arg(long, default_value_t = 60)]
    seconds: u32,
    /// The readers, by the names of `tests/fuzz/targets` [default: all].
    readers: Vec<String>,
}

/// Fuzzes one reader after the other, and ends at the first that fails, with the input that did it.
///
/// # Errors
/// A prerequisite is missing, or a reader failed.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    let targets = project.root.join("tests/fuzz/targets");
    let mut readers = options.readers.clone();
    if readers.is_empty() {
        let files = fs::read_dir(&targets).context("tests/fuzz/targets")?;
        let stems =
            files.map(|file| Ok(file?.path().file_stem().unwrap_or_default().to_string_lossy().into()));
        readers = stems.collect::<Result<_>>()?;
        readers.sort();
    }
    for reader in readers {
        headline(&format!("fuzzing {reader} for {} seconds", options.seconds));
        fuzz(project, &reader, options.seconds)?;
    }
    headline("Nothing was found.");
    Ok(())
}

fn fuzz(project: &Project, reader: &str, seconds: u32) -> Result<()> {
    let home = project.target.join("fuzz");
    let corpus = home.join("corpus").join(reader);
    let found = home.join("found").join(reader);
    fs::create_dir_all(&corpus)?;
    fs::create_dir_all(&found)?;
    sow(project, reader, &corpus)?;
    let mut cargo = FUZZ.ready(project)?;
    // Safe code has nothing for a sanitizer to see, and without one the stable toolchain will do.
    cargo.args(["run", "--fuzz-dir", "tests/fuzz", "--sanitizer", "none", "--target-dir"]);
    cargo.arg(&home).arg(reader).arg(&corpus).arg("--");
    cargo.args([format!("-max_total_time={seconds}"), "-timeout=10".into(), "-max_len=65536".into()]);
    cargo.arg(format!("-artifact_prefix={}/", found.display()));
    execute(&mut cargo).with_context(|| format!("{reader} failed; the input is in {}", found.display()))
}

/// Puts the seeds where libFuzzer starts from: those of `seeds.json`, or the project's own documents.
fn sow(project: &Project, reader: &str, corpus: &Path) -> Result<()> {
    let documents: &[&str] = match reader {
        "definition" => &["www/forms", "examples"],
        "config" => &["www/demo/config.json"],
        "submission" => &["tests/forms"],
        "pdf" => &["tests/pdf"],
        _ => &[],
    };
    let mut seeds = Vec::new();
    for document in documents {
        gather(&project.root.join(document), &mut seeds)?;
    }
    let own: Value = serde_json::from_str(&fs::read_to_string(project.root.join("tests/fuzz/seeds.json"))?)?;
    let own = own.get(reader).and_then(Value::as_array).into_iter().flatten();
    seeds.extend(own.filter_map(Value::as_str).map(|seed| seed.as_bytes().to_vec()));
    for (number, seed) in seeds.iter().enumerate() {
        fs::write(corpus.join(format!("seed-{number}")), seed)?;
    }
    Ok(())
}

/// The content of a file, or of the PDFs and JSON objects in a folder. JSON arrays are lists of cases, and left out.
fn gather(path: &PathBuf, seeds: &mut Vec<Vec<u8>>) -> Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            gather(&entry?.path(), seeds)?;
        }
        return Ok(());
    }
    let content = fs::read(path)?;
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("pdf") => seeds.push(content),
        Some("json") if content.starts_with(b"{") => seeds.push(content),
        _ => {}
    }
    Ok(())
}
