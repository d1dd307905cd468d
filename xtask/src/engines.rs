//! `cargo xtask engines`: the main flow of each workflow in Chromium, Firefox and WebKitGTK.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;

use crate::debian;
use crate::playwright::Playwright;
use crate::project::Project;
use crate::run::{find, headline, run as execute};
use crate::test::free_port;

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
    let mut flows = flows(&Playwright::with_build(project)?)?;
    headline("flows in three engines");
    execute(flows.env("GUITAI_ENGINES", "all").args(&options.playwright))
}

/// Returns the command that runs a selection of the flows. Installs missing browsers.
///
/// # Errors
/// A browser is missing and cannot be installed, or no port is free.
pub fn flows(playwright: &Playwright) -> Result<Command> {
    let firefox = firefox()?;
    debian::install_missing(&FOR_WEBKIT, ADVICE)?;
    let mut flows = playwright.command("tests/engines")?;
    flows.env("FIREFOX", firefox).env("WEBKIT_DRIVER_PORT", free_port()?.to_string());
    Ok(flows)
}

fn firefox() -> Result<PathBuf> {
    let search = || FIREFOX.iter().find_map(|name| find(name));
    if let Some(found) = search() {
        return Ok(found);
    }
    debian::install("Firefox", &["firefox-esr"], ADVICE)?;
    search().context("the Debian package contains no Firefox")
}
