//! Installation of Debian packages that the tests need.

use std::process::Command;

use anyhow::{Result, bail};

use crate::run::{find, headline, read, run};

/// Installs the packages of the programs that are missing; `programs` names each with its package.
///
/// # Errors
/// The packages cannot be installed; the message names the command.
pub fn install_missing(programs: &[(&str, &str)], advice: &str) -> Result<()> {
    let missing = programs.iter().filter(|(program, _)| find(program).is_none());
    let (programs, packages): (Vec<_>, Vec<_>) = missing.copied().unzip();
    if packages.is_empty() {
        return Ok(());
    }
    install(&programs.join(" and "), &packages, advice)
}

/// Installs packages that contain the missing program. `advice` is for systems without apt.
///
/// # Errors
/// The packages cannot be installed; the message names the command.
pub fn install(missing: &str, packages: &[&str], advice: &str) -> Result<()> {
    let Some(apt) = find("apt-get") else { bail!("{missing} was not found. {advice}") };
    let command = format!("apt-get install -y --no-install-recommends {}", packages.join(" "));
    if read(Command::new("id").arg("-u"))? != "0" {
        bail!("{missing} was not found. Run: sudo {command}");
    }
    headline(&format!("{missing} was not found: installing the Debian packages {}", packages.join(", ")));
    let noninteractive = ("DEBIAN_FRONTEND", "noninteractive");
    run(Command::new(&apt).args(["update", "--quiet"]).env(noninteractive.0, noninteractive.1))?;
    let install = ["install", "--quiet", "-y", "--no-install-recommends"];
    run(Command::new(&apt).args(install).args(packages).env(noninteractive.0, noninteractive.1))
}
