//! `guitai seal`: recomputes the hashes of a delivery after an intended change.

use super::print;
use anyhow::Result;
use clap::Args;
use std::path::PathBuf;

/// Recompute the hashes of a delivery after an intended change of a file, such as a form definition
#[derive(Args, Debug)]
pub struct Seal {
    /// The folder of the delivery
    #[arg(value_name = "DIST")]
    dist: PathBuf,
}

impl Seal {
    /// Writes the hashes.
    ///
    /// # Errors
    /// A file can't be read or written, or the folder is not a delivery.
    pub fn run(&self) -> Result<()> {
        guitai::seal::seal(&self.dist)?;
        print(&format!("{}: sealed", self.dist.display()))
    }
}
