//! `cargo xtask screenshots`: pictures of every state of every workflow, and one page that shows all of them.

use std::fs;
use std::process::Command;

use anyhow::Result;
use clap::Args;

use crate::playwright::Playwright;
use crate::project::Project;
use crate::run::{headline, run as execute};

/// The folder in the target directory for the pictures and their page.
const FOLDER: &str = "look/screenshots";

/// Options of the command.
#[derive(Args, Default)]
pub struct Options {
    /// Arguments for Playwright, such as `-- -g petition`. Pictures of other states are kept.
    #[arg(last = true)]
    playwright: Vec<String>,
}

/// Takes the pictures, and prints the path of their page.
///
/// # Errors
/// A prerequisite is missing, or a state cannot be reached.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    let folder = project.target.join(FOLDER);
    if options.playwright.is_empty() && folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let mut playwright = playwright(project, "screenshots.config.js")?;
    headline("screenshots");
    execute(playwright.args(&options.playwright))
}

/// Builds what is missing, and returns the command that runs Playwright with a configuration in
/// `tests/browser`.
///
/// # Errors
/// A prerequisite is missing, or the build fails.
pub fn playwright(project: &Project, config: &str) -> Result<Command> {
    let mut command = Playwright::with_build(project)?.command(&format!("tests/browser/{config}"))?;
    command.env("GUITAI_BROWSER", "all");
    Ok(command)
}
