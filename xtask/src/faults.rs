//! `cargo xtask faults`: every fault of a network, a page and a backend against the bundle in a real browser.

use std::path::Path;

use anyhow::Result;
use clap::Args;

use crate::node::Node;
use crate::project::Project;
use crate::run::{headline, run as execute};
use crate::{browser, dist};

/// What can be chosen.
#[derive(Args)]
pub struct Options {
    /// Tries a build with a mistake in it: `false-receipt`, `new-key` or `draft-cleared`
    #[arg(long)]
    seed: Option<String>,
    /// Handed on to Playwright, such as `-- -g gzip`.
    #[arg(last = true)]
    playwright: Vec<String>,
}

/// Tries every fault, and prints a line for each and the sums.
///
/// # Errors
/// A prerequisite is missing, or something was lost, doubled, or claimed without a row.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    let node = Node::ready(project)?;
    let chromium = browser::ready()?;
    dist::refresh(project)?;
    headline("the reference portal");
    execute(project.cargo().args(["build", "--bin", "guitai"]))?;
    headline("faults");
    let mut playwright = playwright(project, &node, &chromium)?;
    playwright.env("GUITAI_FAULTS", "all").args(["faults.spec.js"]).args(&options.playwright);
    if let Some(seed) = &options.seed {
        playwright.env("GUITAI_SEED", seed);
    }
    execute(&mut playwright)
}

/// The suite of faults, ready to be run.
///
/// # Errors
/// No port is free.
pub fn playwright(project: &Project, node: &Node, chromium: &Path) -> Result<std::process::Command> {
    let mut playwright = node.tool("playwright");
    playwright.args(["test", "--config", "tests/faults", "--forbid-only"]);
    playwright.env("CHROMIUM", chromium).env("GUITAI", project.guitai());
    playwright.env("GUITAI_ENGINE", project.target.join("engine/engine.js"));
    playwright.env("GUITAI_PORT", crate::test::free_port()?.to_string());
    Ok(playwright)
}
