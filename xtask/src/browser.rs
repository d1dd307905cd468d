//! A Chromium for the tests: the one that is there, or Debian's.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::run::{find, headline, read, run};

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
    let command = format!("apt-get install -y --no-install-recommends {}", PACKAGES.join(" "));
    let Some(apt) = find("apt-get") else {
        bail!(
            "No Chrome or Chromium was found. Install one, or name it: CHROMIUM=/path/to/chrome cargo xtask test"
        );
    };
    if read(Command::new("id").arg("-u"))? != "0" {
        bail!("No Chrome or Chromium was found. Run: sudo {command}");
    }
    headline("No Chrome or Chromium was found: installing Debian's, with fonts for Chinese");
    let quiet = ("DEBIAN_FRONTEND", "noninteractive");
    run(Command::new(&apt).args(["update", "--quiet"]).env(quiet.0, quiet.1))?;
    let install = ["install", "--quiet", "-y", "--no-install-recommends"];
    run(Command::new(&apt).args(install).args(PACKAGES).env(quiet.0, quiet.1))?;
    let Some(found) = search() else { bail!("`{command}` brought no Chromium") };
    Ok(found)
}

fn search() -> Option<PathBuf> {
    let on_macos = PathBuf::from(ON_MACOS);
    NAMES.iter().find_map(|name| find(name)).or_else(|| on_macos.exists().then_some(on_macos))
}
