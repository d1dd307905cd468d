//! `PostgreSQL` for the native tests, which start a temporary server: an installed one, or the Debian
//! package.

use std::fs;

use anyhow::{Result, ensure};

use crate::debian;
use crate::run::find;

const PACKAGES: [&str; 1] = ["postgresql"];
/// Folder of the programs on Debian, which are not on the path.
const ON_DEBIAN: &str = "/usr/lib/postgresql";

/// Installs `PostgreSQL` if it is missing. The tests search for its programs themselves.
///
/// # Errors
/// It is missing and cannot be installed; the message names the command.
pub fn ready() -> Result<()> {
    if !is_installed() {
        debian::install("PostgreSQL", &PACKAGES, "Install it, with initdb and pg_ctl on the path")?;
    }
    ensure!(is_installed(), "the Debian package contains no PostgreSQL");
    Ok(())
}

fn is_installed() -> bool {
    let mut versions = fs::read_dir(ON_DEBIAN).into_iter().flatten().flatten();
    find("initdb").is_some() || versions.any(|version| version.path().join("bin/initdb").is_file())
}
