//! Paths and metadata of the project.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::run;

/// The project.
pub struct Project {
    /// Root of the repository.
    pub root: PathBuf,
    /// Cargo's target directory.
    pub target: PathBuf,
    /// Version of the package `guitai`.
    pub version: String,
    /// Licence of the package, an SPDX expression.
    pub license: String,
    /// Description of the package.
    pub description: String,
}

impl Project {
    /// Reads the metadata from cargo.
    ///
    /// # Errors
    /// Cargo cannot be run, or finds no package `guitai`.
    pub fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask has no parent")?;
        let command = ["metadata", "--no-deps", "--format-version", "1"];
        let metadata = run::read(cargo().args(command).current_dir(root))?;
        let metadata: Value = serde_json::from_str(&metadata)?;
        let target =
            metadata.get("target_directory").and_then(Value::as_str).context("no target directory")?;
        let package = metadata
            .get("packages")
            .and_then(Value::as_array)
            .and_then(|packages| {
                packages.iter().find(|package| package.get("name") == Some(&"guitai".into()))
            })
            .context("no package `guitai`")?;
        let text = |name| package.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        Ok(Self {
            root: root.into(),
            target: target.into(),
            version: text("version"),
            license: text("license"),
            description: text("description"),
        })
    }

    /// The folder of the delivery.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// Returns a cargo command that runs in the root of the repository.
    pub fn cargo(&self) -> Command {
        let mut cargo = cargo();
        cargo.current_dir(&self.root);
        cargo
    }

    /// Builds the command `guitai`, for development, and returns its path.
    ///
    /// # Errors
    /// It does not compile.
    pub fn build_guitai(&self) -> Result<PathBuf> {
        run::headline("the command guitai");
        run::run(self.cargo().args(["build", "--bin", "guitai"]))?;
        Ok(self.guitai())
    }

    /// Path of the development build of the command `guitai`.
    pub fn guitai(&self) -> PathBuf {
        self.target.join("debug").join(format!("guitai{}", env::consts::EXE_SUFFIX))
    }
}

/// Returns a cargo command without the package variables that cargo set for xtask. They would cause build
/// scripts to run again.
fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let own = |name: &str| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_");
    for (name, _) in env::vars_os().filter(|(name, _)| name.to_str().is_some_and(own)) {
        cargo.env_remove(name);
    }
    cargo
}
