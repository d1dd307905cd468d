//! `guitai schema`: prints the JSON Schema of a form's submission.

use super::{input, print};
use anyhow::Result;
use clap::Args;
use guitai::schema::{Scope, submission_schema};
use std::path::PathBuf;

/// Print the JSON Schema (2020-12) of a form's submission
#[derive(Args, Debug)]
pub struct Schema {
    /// The name of a built-in workflow, or the file of a form definition
    #[arg(value_name = "WORKFLOW|FILE")]
    form: String,

    /// The portal's config; without it, the schema applies to every portal
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl Schema {
    /// Prints the schema.
    ///
    /// # Errors
    /// The form or the config can't be read, or the output can't be written.
    pub fn run(&self) -> Result<()> {
        let form = input::form(&self.form)?.content;
        let schema = match &self.config {
            Some(config) => submission_schema(&input::config(config)?.content.apply(form), Scope::OnePortal),
            None => submission_schema(&form, Scope::AnyPortal),
        };
        print(schema.trim_end())
    }
}
