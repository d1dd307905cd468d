//! `cargo xtask faults`: tests of the bundle in a real browser with every fault of a network, a page and a
//! backend.

use std::path::Path;

use anyhow::Result;
use clap::Args;

use crate::node::Node;
use crate::project::Project;
use crate::run::{headline, run as execute};
use crate::{browser, dist};

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
    let node = Node::ready(project)?;
    let chromium = browser::ready()?;
    dist::refresh(project, &project.build_guitai()?)?;
    headline("faults");
    let mut playwright = playwright(project, &node, &chromium)?;
    playwright.env("GUITAI_FAULTS", "all").args(["faults.spec.js"]).args(&options.playwright);
    if let Some(seed) = &options.seed {
        playwright.env("GUITAI_SEED", seed);
    }
    execute(&mut playwright)
}

/// Returns the command that runs the fault tests.
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
