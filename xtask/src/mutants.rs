//! `cargo xtask mutants`: mutation tests of the validation code.

use anyhow::{Context, Result};
use clap::Args;

use crate::project::Project;
use crate::run::{headline, run as execute};
use crate::tool::MUTANTS;

/// Options of the command.
#[derive(Args)]
pub struct Options {
    /// Arguments for cargo-mutants, such as `-- --file src/value/ubn.rs`.
    #[arg(last = true)]
    mutants: Vec<String>,
}

/// Tests every mutant that `tests/mutants.toml` does not exclude. Takes hours on one core.
///
/// # Errors
/// No test detects a mutant; `target/mutants.out/missed.txt` lists them.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    let mut cargo = MUTANTS.ready(project)?;
    headline("mutants");
    cargo.args(["--config", "tests/mutants.toml", "--output"]).arg(&project.target).args(&options.mutants);
    execute(&mut cargo).context("no test detects some mutants, see target/mutants.out/missed.txt")
}
