//! What npm brings: wasm-opt, minification, the browser's driver. `dist` does without them where Node is missing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::run::{find, headline, read, run};

/// The oldest Node that the pinned packages run on.
const OLDEST: u32 = 20;

/// Node, with the packages of the lock file.
pub struct Node<'a> {
    project: &'a Project,
    npm: PathBuf,
}

impl<'a> Node<'a> {
    /// Node, after installing the packages if the lock file is newer than what is there.
    ///
    /// # Errors
    /// Node is missing or too old (the message names the way to get it), or npm failed.
    pub fn ready(project: &'a Project) -> Result<Self> {
        let Some(node) = find("node") else {
            bail!("Node.js is missing. Install version {OLDEST} or newer from https://nodejs.org/");
        };
        let Some(npm) = find("npm") else {
            bail!("npm is missing, although Node.js is there. On Debian: apt-get install npm");
        };
        let version = read(Command::new(node).arg("--version"))?;
        let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok());
        if major.is_none_or(|major: u32| major < OLDEST) {
            bail!("Node.js {version} is too old. Install version {OLDEST} or newer from https://nodejs.org/");
        }
        let node = Self { project, npm };
        node.install(&project.root)?;
        Ok(node)
    }

    /// Installs the packages of the lock file in that folder, unless they are there.
    ///
    /// # Errors
    /// npm failed.
    pub fn install(&self, folder: &Path) -> Result<()> {
        if is_installed(folder) {
            return Ok(());
        }
        headline("npm packages of the lock file");
        run(Command::new(&self.npm).arg("ci").current_dir(folder)).context("`npm ci` failed")
    }

    /// A program of an installed package; never downloads one.
    pub fn tool(&self, name: &str) -> Command {
        let mut command = Command::new(find("npx").unwrap_or_else(|| "npx".into()));
        command.args(["--no", "--", name]).current_dir(&self.project.root);
        command
    }
}

/// npm leaves a copy of the lock file in `node_modules` when it is done.
fn is_installed(folder: &Path) -> bool {
    let changed = |file: &str| fs::metadata(folder.join(file)).and_then(|file| file.modified());
    let wanted = ["package.json", "package-lock.json"].map(changed);
    let Ok(done) = changed("node_modules/.package-lock.json") else { return false };
    wanted.into_iter().flatten().all(|wanted| wanted <= done)
}
