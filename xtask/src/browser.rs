//! Chromium for the tests: an installed one, or the Debian package.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::debian;
use crate::run::find;

/// Chromium without its graphical parts, and Chinese fonts, without which pages would show empty boxes.
const PACKAGES: [&str; 2] = ["chromium-headless-shell", "fonts-noto-cjk"];
const NAMES: [&str; 5] =
    ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const ON_MACOS: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// Returns the path of the browser, or of the one that `CHROMIUM` names. Installs the Debian package if there
/// is none.
///
/// # Errors
/// There is no browser, and the package cannot be installed; the message names the command.
pub fn ready() -> Result<PathBuf> {
    if let Some(chosen) = env::var_os("CHROMIUM") {
        return Ok(chosen.into());
    }
    if let Some(found) = search() {
        return Ok(found);
    }
    let advice = "Install one, or name it: CHROMIUM=/path/to/chrome cargo xtask test";
    debian::install("Chrome or Chromium", &PACKAGES, advice)?;
    search().context("the Debian packages contain no Chromium")
}

fn search() -> Option<PathBuf> {
    let on_macos = PathBuf::from(ON_MACOS);
    NAMES.iter().find_map(|name| find(name)).or_else(|| on_macos.exists().then_some(on_macos))
}
