//! `cargo xtask mutants`: mutation tests of the validation and of the journey.

use std::fs;

use anyhow::{Result, ensure};
use clap::Args;

use crate::project::Project;
use crate::run::{headline, run as execute};
use crate::tool::MUTANTS;

/// The parts of the code, each with a configuration in `tests/mutants`: the files to mutate, and their tests.
const PARTS: [&str; 2] = ["validation", "journey"];
/// Walks of the journey for each mutant; they take half a second.
const WALKS: &str = "300";
/// Requests of each tab in the explorations.
const ATTEMPTS: &str = "1";

/// Options of the command.
#[derive(Args)]
pub struct Options {
    /// One part only: `validation` or `journey`.
    #[arg(long, value_parser = PARTS)]
    only: Option<String>,
    /// Arguments for cargo-mutants, such as `-- --re src/value/ubn.rs`.
    #[arg(last = true)]
    mutants: Vec<String>,
}

/// Tests every mutant that the configuration does not exclude. Takes hours on one core.
///
/// # Errors
/// No test detects a mutant; `missed.txt` in the folder of the part lists them.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    let mut failed = Vec::new();
    for part in PARTS {
        if options.only.as_ref().is_some_and(|only| only != part) {
            continue;
        }
        let output = project.target.join("mutants").join(part);
        fs::create_dir_all(&output)?;
        let mut cargo = MUTANTS.ready(project)?;
        headline(&format!("mutants of the {part}"));
        cargo.args(["--config", &format!("tests/mutants/{part}.toml"), "--output"]).arg(&output);
        cargo.env("GUITAI_WALKS", WALKS).env("GUITAI_ATTEMPTS", ATTEMPTS).args(&options.mutants);
        let missed = output.join("mutants.out/missed.txt");
        // cargo-mutants also fails after a time-out. Tests that do not end detect a mutant as well.
        if execute(&mut cargo).is_err() && fs::read_to_string(&missed).map_or(true, |list| !list.is_empty()) {
            failed.push(missed.display().to_string());
        }
    }
    ensure!(failed.is_empty(), "no test detects some mutants, see {}", failed.join(" and "));
    Ok(())
}
