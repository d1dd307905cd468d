//! Programs from npm packages: wasm-opt, minifiers, Playwright. `dist` works without them if Node is missing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::run::{find, headline, read, run};

/// Minimum major version of Node for the pinned packages.
const MIN_VERSION: u32 = 20;

/// Node with the packages of the lock file.
pub struct Node<'a> {
    project: &'a Project,
    npm: PathBuf,
}

impl<'a> Node<'a> {
    /// Installs the packages if they are missing or older than the lock file.
    ///
    /// # Errors
    /// Node is missing or too old (the message says how to install it), or npm fails.
    pub fn ready(project: &'a Project) -> Result<Self> {
        let Some(node) = find("node") else {
            bail!("Node.js is missing. Install version {MIN_VERSION} or newer from https://nodejs.org/");
        };
        let Some(npm) = find("npm") else {
            bail!("npm is missing, although Node.js is installed. On Debian: apt-get install npm");
        };
        let version = read(Command::new(node).arg("--version"))?;
        let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok());
        if major.is_none_or(|major: u32| major < MIN_VERSION) {
            bail!(
                "Node.js {version} is too old. Install version {MIN_VERSION} or newer from https://nodejs.org/"
            );
        }
        let node = Self { project, npm };
        node.install(&project.root)?;
        Ok(node)
    }

    /// Installs the packages of a folder's lock file, unless they are up to date.
    ///
    /// # Errors
    /// npm fails.
    pub fn install(&self, folder: &Path) -> Result<()> {
        if is_installed(folder) {
            return Ok(());
        }
        headline("npm packages of the lock file");
        run(Command::new(&self.npm).arg("ci").current_dir(folder)).context("`npm ci` failed")
    }

    /// Returns a command that runs a program of an installed package. It downloads nothing.
    pub fn tool(&self, name: &str) -> Command {
        let mut command = Command::new(find("npx").unwrap_or_else(|| "npx".into()));
        command.args(["--no", "--", name]).current_dir(&self.project.root);
        command
    }
}

/// Returns whether the packages are up to date. npm writes a copy of the lock file to `node_modules` when it
/// completes.
fn is_installed(folder: &Path) -> bool {
    let changed = |file: &str| fs::metadata(folder.join(file)).and_then(|file| file.modified());
    let wanted = ["package.json", "package-lock.json"].map(changed);
    let Ok(installed) = changed("node_modules/.package-lock.json") else { return false };
    wanted.into_iter().flatten().all(|wanted| wanted <= installed)
}
