//! `cargo xtask faults`: tests of the bundle in a real browser with every fault of a network, a page and a
//! backend.

use std::process::Command;

use anyhow::Result;
use clap::Args;

use crate::playwright::Playwright;
use crate::project::Project;
use crate::run::{headline, run as execute};

/// Options of the command.
#[derive(Args)]
pub struct Options {
    /// Tests a build with a seeded mistake: `false-receipt`, `new-key` or `draft-cleared`
    #[arg(long)]
    seed: Option<String>,
    /// Arguments for Playwright, such as `-- -g gzip`.
    #[arg(last = true)]
    playwright: Vec<String>,
}

/// Tests every fault, and prints one line per fault and the totals.
///
/// # Errors
/// A prerequisite is missing, or a submission was lost, duplicated, or confirmed without being stored.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    let mut tests = tests(project, &Playwright::with_build(project)?)?;
    headline("faults");
    tests.env("GUITAI_FAULTS", "all").args(["faults.spec.js"]).args(&options.playwright);
    if let Some(seed) = &options.seed {
        tests.env("GUITAI_SEED", seed);
    }
    execute(&mut tests)
}

/// Returns the command that runs the fault tests.
///
/// # Errors
/// No port is free.
pub fn tests(project: &Project, playwright: &Playwright) -> Result<Command> {
    let mut tests = playwright.command("tests/faults")?;
    tests.env("GUITAI_ENGINE", project.target.join("engine/engine.js"));
    Ok(tests)
}
