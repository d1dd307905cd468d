//! `cargo xtask serve`: runs the reference portal locally.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;
use clap::Args;

use crate::dist;
use crate::project::Project;
use crate::run::run as execute;

/// Options of the command.
#[derive(Args)]
pub struct Options {
    /// Local port.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Database file, created if it does not exist.
    #[arg(long, default_value = "guitai.sqlite")]
    database: PathBuf,
}

/// Builds the delivery and the command, then serves until it is stopped.
///
/// # Errors
/// A prerequisite is missing, the build fails, or the port is in use.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    let guitai = project.build_guitai()?;
    dist::refresh(project, &guitai)?;

    let mut guitai = Command::new(guitai);
    guitai.arg("serve").arg("--dist").arg(project.dist());
    guitai.args(["--port", &options.port.to_string()]).arg("--database").arg(&options.database);
    // The portal listens locally only, so the inbox needs no sign-in.
    guitai.arg("--open-inbox");
    // The demo portal has its own config, like any portal.
    guitai.args(["--config", "examples/sample-county/config.json"]);
    execute(guitai.current_dir(&project.root))
}
