//! Programs that others wrote, by which the tests judge this project's own code.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::debian;
use crate::project::Project;
use crate::run::{find, headline, read, run};

/// What says whether a PDF asks for a password: the program, and Debian's package.
const FOR_PDFS: [(&str, &str); 2] = [("qpdf", "qpdf"), ("pdfinfo", "poppler-utils")];
/// Debian's Python, where another one comes first in the path.
const ON_DEBIAN: &str = "/usr/bin/python3";

/// Installs Debian's programs that read PDFs, where they are missing.
///
/// # Errors
/// They can't be installed here; the message names the command.
pub fn for_pdfs() -> Result<()> {
    let missing = FOR_PDFS.iter().filter(|(program, _)| find(program).is_none());
    let (programs, packages): (Vec<_>, Vec<_>) = missing.copied().unzip();
    if packages.is_empty() {
        return Ok(());
    }
    debian::install(&programs.join(" and "), &packages, "Install qpdf and Poppler's programs.")
}

/// A Python with the packages of `tests/browser/requirements.txt`, in an environment of its own.
///
/// # Errors
/// Python is missing, or pip failed.
pub fn python(project: &Project) -> Result<PathBuf> {
    let home = project.target.join("tools/python");
    let python = home.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let wanted = fs::read(project.root.join("tests/browser/requirements.txt"))?;
    let done = home.join("requirements.txt");
    if fs::read(&done).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    headline("Python packages of the requirements");
    make(&home)?;
    fs::write(home.join("wanted.txt"), wanted)?;
    let install = ["-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps", "-r"];
    run(Command::new(&python).args(install).arg(home.join("wanted.txt"))).context("pip failed")?;
    fs::rename(home.join("wanted.txt"), done)?;
    Ok(python)
}

/// Makes the environment. Debian keeps a part of Python that this needs in a package of its own.
fn make(home: &Path) -> Result<()> {
    let venv = |python: &str| read(Command::new(python).args(["-m", "venv", "--clear"]).arg(home));
    if venv("python3").is_ok() {
        return Ok(());
    }
    debian::install("Python with venv", &["python3-venv"], "Install Python 3 with its module venv.")?;
    venv(ON_DEBIAN).map(drop)
}
