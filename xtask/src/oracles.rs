//! Independent programs with which the tests compare this project's results.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::debian;
use crate::project::Project;
use crate::run::{headline, read, run};

/// Programs that detect PDF passwords, each with its Debian package.
const FOR_PDFS: [(&str, &str); 2] = [("qpdf", "qpdf"), ("pdfinfo", "poppler-utils")];
/// Debian's Python, which may not be the first on the path.
const ON_DEBIAN: &str = "/usr/bin/python3";

/// Installs missing programs for PDFs.
///
/// # Errors
/// They cannot be installed; the message names the command.
pub fn for_pdfs() -> Result<()> {
    debian::install_missing(&FOR_PDFS, "Install qpdf and poppler-utils.")
}

/// Creates a Python environment with the packages of `tests/browser/requirements.txt`, and returns its
/// interpreter.
///
/// # Errors
/// Python is missing, or pip fails.
pub fn python(project: &Project) -> Result<PathBuf> {
    let home = project.target.join("tools/python");
    let python = home.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let wanted = fs::read(project.root.join("tests/browser/requirements.txt"))?;
    let installed_list = home.join("requirements.txt");
    if fs::read(&installed_list).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    headline("Python packages of the requirements");
    create(&home)?;
    fs::write(home.join("wanted.txt"), wanted)?;
    let install = ["-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps", "-r"];
    run(Command::new(&python).args(install).arg(home.join("wanted.txt"))).context("pip failed")?;
    fs::rename(home.join("wanted.txt"), installed_list)?;
    Ok(python)
}

/// Creates an empty environment. On Debian, the module venv is in a separate package.
fn create(home: &Path) -> Result<()> {
    let venv = |python: &str| read(Command::new(python).args(["-m", "venv", "--clear"]).arg(home));
    if venv("python3").is_ok() {
        return Ok(());
    }
    debian::install("Python with venv", &["python3-venv"], "Install Python 3 with its module venv.")?;
    venv(ON_DEBIAN).map(drop)
}
