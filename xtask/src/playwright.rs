//! Playwright, which runs the tests in browsers.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::node::Node;
use crate::project::Project;
use crate::test::free_port;
use crate::{browser, dist};

/// Playwright from the npm packages, with Chromium.
pub struct Playwright<'a> {
    project: &'a Project,
    node: Node<'a>,
    chromium: PathBuf,
}

impl<'a> Playwright<'a> {
    /// Installs the npm packages and Chromium if they are missing.
    ///
    /// # Errors
    /// Node or Chromium is missing and cannot be installed.
    pub fn ready(project: &'a Project) -> Result<Self> {
        Ok(Self { project, node: Node::ready(project)?, chromium: browser::ready()? })
    }

    /// Builds the command `guitai` and `dist/` as well.
    ///
    /// # Errors
    /// A prerequisite is missing, or the build fails.
    pub fn with_build(project: &'a Project) -> Result<Self> {
        let playwright = Self::ready(project)?;
        dist::refresh(project, &project.build_guitai()?)?;
        Ok(playwright)
    }

    /// Returns the command that runs the tests of a configuration.
    ///
    /// # Errors
    /// No port is free.
    pub fn command(&self, config: &str) -> Result<Command> {
        let mut command = self.node.tool("playwright");
        command.args(["test", "--forbid-only", "--config", config]);
        command.env("CHROMIUM", &self.chromium).env("GUITAI", self.project.guitai());
        command.env("GUITAI_PORT", free_port()?.to_string());
        Ok(command)
    }
}
