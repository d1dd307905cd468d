//! Where the project and its build output are.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::run;

/// The repository, seen from its own commands.
pub struct Project {
    /// The repository.
    pub root: PathBuf,
    /// Cargo's target directory.
    pub target: PathBuf,
    /// The version of the package `guitai`.
    pub version: String,
    /// Its licence, as an SPDX expression.
    pub license: String,
    /// Its description.
    pub description: String,
}

impl Project {
    /// Asks cargo.
    ///
    /// # Errors
    /// Cargo could not be run, or knows no package `guitai`.
    pub fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask has no parent")?;
        let question = ["metadata", "--no-deps", "--format-version", "1"];
        let answer = run::read(cargo().args(question).current_dir(root))?;
        let answer: Value = serde_json::from_str(&answer)?;
        let target = answer.get("target_directory").and_then(Value::as_str).context("no target directory")?;
        let package = answer
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

    /// The folder that a web server serves.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// Cargo, to be run in the repository.
    pub fn cargo(&self) -> Command {
        let mut cargo = cargo();
        cargo.current_dir(&self.root);
        cargo
    }

    /// The command `guitai`, once it has been built for development.
    pub fn guitai(&self) -> PathBuf {
        self.target.join("debug").join(format!("guitai{}", env::consts::EXE_SUFFIX))
    }
}

/// Cargo without what it has told these commands of themselves: build scripts would run again for that.
fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let own = |name: &str| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_");
    for (name, _) in env::vars_os().filter(|(name, _)| name.to_str().is_some_and(own)) {
        cargo.env_remove(name);
    }
    cargo
}
