//! `guitai seal`: the hashes of a delivery, after an intended change.

use super::print;
use anyhow::Result;
use clap::Args;
use std::path::PathBuf;

/// Recompute the hashes of a delivery after an intended change of its files, such as a definition
#[derive(Args, Debug)]
pub struct Seal {
    /// The folder that a web server serves
    #[arg(value_name = "DIST")]
    dist: PathBuf,
}

impl Seal {
    /// Seals the delivery.
    ///
    /// # Errors
    /// A file that can't be read or written, or a folder that is not a delivery.
    pub fn run(&self) -> Result<()> {
        guitai::seal::seal(&self.dist)?;
        print(&format!("{}: sealed", self.dist.display()))
    }
}
