//! Third-party cargo subcommands, installed in the target directory.

use std::env;
use std::process::Command;

use anyhow::{Context, Result};

use crate::project::Project;
use crate::run::{headline, run};

/// `cargo fuzz`, for libFuzzer.
pub const FUZZ: Tool = Tool { name: "fuzz", version: "0.13.2" };
/// `cargo mutants`, for mutation tests.
pub const MUTANTS: Tool = Tool { name: "mutants", version: "27.1.0" };

/// A subcommand of the package `cargo-NAME`.
pub struct Tool {
    name: &'static str,
    version: &'static str,
}

impl Tool {
    /// Installs the subcommand if this version is missing, and returns a command that runs it in the root of
    /// the repository.
    ///
    /// # Errors
    /// It cannot be installed.
    pub fn ready(&self, project: &Project) -> Result<Command> {
        let home = project.target.join("tools").join(format!("{}-{}", self.name, self.version));
        let binaries = home.join("bin");
        let program = binaries.join(format!("cargo-{}{}", self.name, env::consts::EXE_SUFFIX));
        if !program.is_file() {
            headline(&format!("installing cargo-{} {}", self.name, self.version));
            let mut install = project.cargo();
            install.args(["install", "--locked", "--version", self.version, "--root"]).arg(&home);
            run(install.arg(format!("cargo-{}", self.name)))?;
        }
        let mut cargo = project.cargo();
        let paths = env::var_os("PATH").unwrap_or_default();
        let paths = env::join_paths([binaries].into_iter().chain(env::split_paths(&paths)));
        cargo.env("PATH", paths.context("the PATH can't be extended")?).arg(self.name);
        Ok(cargo)
    }
}
