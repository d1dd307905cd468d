//! `cargo xtask engines`: the main flow of each workflow in Chromium, Firefox and WebKitGTK.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;

use crate::node::Node;
use crate::project::Project;
use crate::run::{find, headline, run as execute};
use crate::test::free_port;
use crate::{browser, debian, dist};

const FIREFOX: [&str; 2] = ["firefox-esr", "firefox"];
/// The programs for WebKitGTK, each with its Debian package.
const FOR_WEBKIT: [(&str, &str); 2] = [("WebKitWebDriver", "webkit2gtk-driver"), ("Xvfb", "xvfb")];
const ADVICE: &str = "The flows need Firefox ESR, WebKitGTK with its driver, and Xvfb, as on Debian.";

/// Options of the command.
#[derive(Args, Default)]
pub struct Options {
    /// Arguments for Playwright, such as `-- --project firefox` or `-- -g petition`.
    #[arg(last = true)]
    playwright: Vec<String>,
}

/// Runs all flows, prints a table, and writes `target/look/engines.json`.
///
/// # Errors
/// A prerequisite is missing, or a flow fails.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    let node = Node::ready(project)?;
    let chromium = browser::ready()?;
    dist::refresh(project, &project.build_guitai()?)?;
    let mut playwright = playwright(project, &node, &chromium)?;
    headline("flows in three engines");
    execute(playwright.env("GUITAI_ENGINES", "all").args(&options.playwright))
}

/// Returns the command that runs a selection of the flows. Installs missing browsers.
///
/// # Errors
/// A browser is missing and cannot be installed, or no port is free.
pub fn playwright(project: &Project, node: &Node, chromium: &Path) -> Result<Command> {
    let firefox = firefox()?;
    debian::install_missing(&FOR_WEBKIT, ADVICE)?;
    let mut playwright = node.tool("playwright");
    playwright.args(["test", "--config", "tests/engines", "--forbid-only"]);
    playwright.env("CHROMIUM", chromium).env("FIREFOX", firefox).env("GUITAI", project.guitai());
    playwright.env("GUITAI_PORT", free_port()?.to_string());
    playwright.env("WEBKIT_DRIVER_PORT", free_port()?.to_string());
    Ok(playwright)
}

fn firefox() -> Result<PathBuf> {
    let search = || FIREFOX.iter().find_map(|name| find(name));
    if let Some(found) = search() {
        return Ok(found);
    }
    debian::install("Firefox", &["firefox-esr"], ADVICE)?;
    search().context("the Debian package contains no Firefox")
}
