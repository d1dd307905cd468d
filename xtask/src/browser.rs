//! A Chromium for the tests: the one that is there, or Debian's.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::debian;
use crate::run::find;

/// Chromium without the parts that show windows, which the tests would wait for; and fonts: a page of empty boxes passes
/// many a test.
const PACKAGES: [&str; 2] = ["chromium-headless-shell", "fonts-noto-cjk"];
const NAMES: [&str; 5] =
    ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const ON_MACOS: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// The browser's program; `CHROMIUM` names another one. Installs Debian's where there is none.
///
/// # Errors
/// There is none, and it can't be installed here; the message names the command.
pub fn ready() -> Result<PathBuf> {
    if let Some(chosen) = env::var_os("CHROMIUM") {
        return Ok(chosen.into());
    }
    if let Some(found) = search() {
        return Ok(found);
    }
    let otherwise = "Install one, or name it: CHROMIUM=/path/to/chrome cargo xtask test";
    debian::install("Chrome or Chromium", &PACKAGES, otherwise)?;
    search().context("Debian's packages brought no Chromium")
}

fn search() -> Option<PathBuf> {
    let on_macos = PathBuf::from(ON_MACOS);
    NAMES.iter().find_map(|name| find(name)).or_else(|| on_macos.exists().then_some(on_macos))
}
