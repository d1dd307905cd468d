//! `cargo xtask serve`: the reference portal on this machine.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;
use clap::Args;

use crate::dist;
use crate::project::Project;
use crate::run::{headline, run as execute};

/// What can be chosen.
#[derive(Args)]
pub struct Options {
    /// The port on this machine.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The file that keeps what was filed; made if it is not there.
    #[arg(long, default_value = "guitai.sqlite")]
    database: PathBuf,
}

/// Builds what is missing, then serves until it is stopped.
///
/// # Errors
/// A prerequisite is missing, something does not compile, or the port is taken.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    dist::refresh(project)?;
    headline("the reference portal");
    execute(project.cargo().args(["build", "--bin", "guitai"]))?;

    let mut guitai = Command::new(project.guitai());
    guitai.arg("serve").arg("--dist").arg(project.dist());
    guitai.args(["--port", &options.port.to_string()]).arg("--database").arg(&options.database);
    // What is tried here stays on this machine.
    guitai.arg("--open-inbox");
    // The demonstration county has texts of its own, as every portal will.
    guitai.args(["--config", "www/demo/config.json"]);
    execute(guitai.current_dir(&project.root))
}
