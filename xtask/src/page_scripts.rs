//! Old JavaScript libraries that many portals still use, from Debian packages, for tests of pages with both a
//! library and a form.

use std::path::Path;

use anyhow::{Result, ensure};

use crate::debian;

const PACKAGES: [&str; 2] = ["libjs-mootools", "libjs-prototype"];
const FILES: [&str; 2] =
    ["/usr/share/javascript/mootools/mootools.js", "/usr/share/javascript/prototype/prototype.js"];

/// Installs the libraries if they are missing.
///
/// # Errors
/// They cannot be installed; the message names the command.
pub fn ready() -> Result<()> {
    if !is_installed() {
        let advice = "The browser tests read them from /usr/share/javascript, as on Debian";
        debian::install("MooTools or Prototype.js", &PACKAGES, advice)?;
    }
    ensure!(is_installed(), "the Debian packages do not contain MooTools and Prototype.js");
    Ok(())
}

fn is_installed() -> bool {
    FILES.iter().all(|file| Path::new(file).is_file())
}
