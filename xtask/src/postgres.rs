//! `PostgreSQL` for the native tests, which start a throw-away server of their own: the one that is there, or Debian's.

use std::fs;

use anyhow::{Result, ensure};

use crate::debian;
use crate::run::find;

const PACKAGES: [&str; 1] = ["postgresql"];
/// Debian keeps each version's programs out of the path.
const ON_DEBIAN: &str = "/usr/lib/postgresql";

/// Installs Debian's `PostgreSQL` where there is none. The tests look for its programs themselves.
///
/// # Errors
/// There is none, and it can't be installed here; the message names the command.
pub fn ready() -> Result<()> {
    if !is_there() {
        debian::install("PostgreSQL", &PACKAGES, "Install it, with initdb and pg_ctl on the path")?;
    }
    ensure!(is_there(), "Debian's package brought no PostgreSQL");
    Ok(())
}

fn is_there() -> bool {
    let mut versions = fs::read_dir(ON_DEBIAN).into_iter().flatten().flatten();
    find("initdb").is_some() || versions.any(|version| version.path().join("bin/initdb").is_file())
}
