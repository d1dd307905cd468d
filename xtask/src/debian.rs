//! Debian's packages, for what the tests need and the machine lacks.

use std::process::Command;

use anyhow::{Result, bail};

use crate::run::{find, headline, read, run};

/// Installs packages in place of what is `missing`, and says so; `otherwise` is the advice where there is no apt.
///
/// # Errors
/// They can't be installed here; the message names the command.
pub fn install(missing: &str, packages: &[&str], otherwise: &str) -> Result<()> {
    let Some(apt) = find("apt-get") else { bail!("{missing} was not found. {otherwise}") };
    let command = format!("apt-get install -y --no-install-recommends {}", packages.join(" "));
    if read(Command::new("id").arg("-u"))? != "0" {
        bail!("{missing} was not found. Run: sudo {command}");
    }
    headline(&format!("{missing} was not found: installing Debian's {}", packages.join(", ")));
    let quiet = ("DEBIAN_FRONTEND", "noninteractive");
    run(Command::new(&apt).args(["update", "--quiet"]).env(quiet.0, quiet.1))?;
    let install = ["install", "--quiet", "-y", "--no-install-recommends"];
    run(Command::new(&apt).args(install).args(packages).env(quiet.0, quiet.1))
}
