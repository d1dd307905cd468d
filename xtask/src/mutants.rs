//! `cargo xtask mutants`: the code that decides is changed in one place after the other, and a test has to notice.

use anyhow::{Context, Result};
use clap::Args;

use crate::project::Project;
use crate::run::{headline, run as execute};
use crate::tool::MUTANTS;

/// What can be chosen.
#[derive(Args)]
pub struct Options {
    /// Handed on to cargo-mutants, such as `-- --file src/value/ubn.rs`.
    #[arg(last = true)]
    mutants: Vec<String>,
}

/// Tries every change that `tests/mutants.toml` does not explain; hours of work for one core.
///
/// # Errors
/// A change went unnoticed: `target/mutants.out/missed.txt` lists them.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    let mut cargo = MUTANTS.ready(project)?;
    headline("mutants");
    cargo.args(["--config", "tests/mutants.toml", "--output"]).arg(&project.target).args(&options.mutants);
    execute(&mut cargo).context("a change went unnoticed, see target/mutants.out/missed.txt")
}
