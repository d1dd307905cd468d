//! `cargo xtask fuzz`: runs every fuzz target for some time. Inputs that fail become cases of `cargo xtask
//! test`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use serde_json::Value;

use crate::project::Project;
use crate::run::{headline, run as execute};
use crate::tool::FUZZ;

/// Options of the command.
#[derive(Args)]
pub struct Options {
    /// Time for each target, in seconds.
    #[arg(long, default_value_t = 60)]
    seconds: u32,
    /// Names of targets in `tests/fuzz/targets` [default: all].
    targets: Vec<String>,
}

/// Runs the targets one after the other. Stops at the first failure and stores its input.
///
/// # Errors
/// A prerequisite is missing, or a target fails.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    let folder = project.root.join("tests/fuzz/targets");
    let mut targets = options.targets.clone();
    if targets.is_empty() {
        let files = fs::read_dir(&folder).context("tests/fuzz/targets")?;
        let stems =
            files.map(|file| Ok(file?.path().file_stem().unwrap_or_default().to_string_lossy().into()));
        targets = stems.collect::<Result<_>>()?;
        targets.sort();
    }
    for target in targets {
        headline(&format!("fuzzing {target} for {} seconds", options.seconds));
        fuzz(project, &target, options.seconds)?;
    }
    headline("No failures were found.");
    Ok(())
}

fn fuzz(project: &Project, target: &str, seconds: u32) -> Result<()> {
    let home = project.target.join("fuzz");
    let corpus = home.join("corpus").join(target);
    let failures = home.join("failures").join(target);
    fs::create_dir_all(&corpus)?;
    fs::create_dir_all(&failures)?;
    write_seeds(project, target, &corpus)?;
    let mut cargo = FUZZ.ready(project)?;
    // The code is safe, so no sanitizer is needed, and the stable toolchain is enough.
    cargo.args(["run", "--fuzz-dir", "tests/fuzz", "--sanitizer", "none", "--target-dir"]);
    cargo.arg(&home).arg(target).arg(&corpus).arg("--");
    cargo.args([format!("-max_total_time={seconds}"), "-timeout=10".into(), "-max_len=65536".into()]);
    cargo.arg(format!("-artifact_prefix={}/", failures.display()));
    execute(&mut cargo).with_context(|| format!("{target} failed; the input is in {}", failures.display()))
}

/// Writes the seeds to the corpus: those of `seeds.json`, and documents of the project.
fn write_seeds(project: &Project, target: &str, corpus: &Path) -> Result<()> {
    let documents: &[&str] = match target {
        "definition" => &["www/forms", "examples"],
        "config" => &["examples/sample-county/config.json"],
        "submission" => &["tests/forms"],
        "pdf" => &["tests/pdf"],
        _ => &[],
    };
    let mut seeds = Vec::new();
    for document in documents {
        collect(&project.root.join(document), &mut seeds)?;
    }
    let own: Value = serde_json::from_str(&fs::read_to_string(project.root.join("tests/fuzz/seeds.json"))?)?;
    let own = own.get(target).and_then(Value::as_array).into_iter().flatten();
    seeds.extend(own.filter_map(Value::as_str).map(|seed| seed.as_bytes().to_vec()));
    for (number, seed) in seeds.iter().enumerate() {
        fs::write(corpus.join(format!("seed-{number}")), seed)?;
    }
    Ok(())
}

/// Collects the content of a file, or of the PDFs and JSON objects in a folder. JSON arrays are lists of
/// cases and are skipped.
fn collect(path: &PathBuf, seeds: &mut Vec<Vec<u8>>) -> Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            collect(&entry?.path(), seeds)?;
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
