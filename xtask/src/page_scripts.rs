//! Old JavaScript libraries that many portals still use, for tests of a form beside them: Debian's packages.

use std::path::Path;

use anyhow::{Result, ensure};

use crate::debian;

const PACKAGES: [&str; 2] = ["libjs-mootools", "libjs-prototype"];
const FILES: [&str; 2] =
    ["/usr/share/javascript/mootools/mootools.js", "/usr/share/javascript/prototype/prototype.js"];

/// Installs the libraries where they are missing.
///
/// # Errors
/// They can't be installed here; the message names the command.
pub fn ready() -> Result<()> {
    if !is_there() {
        let otherwise = "The browser tests read them from /usr/share/javascript, as on Debian";
        debian::install("MooTools or Prototype.js", &PACKAGES, otherwise)?;
    }
    ensure!(is_there(), "Debian's packages brought neither MooTools nor Prototype.js");
    Ok(())
}

fn is_there() -> bool {
    FILES.iter().all(|file| Path::new(file).is_file())
}
