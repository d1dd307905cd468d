//! `guitai schema`: JSON Schema of a form's submission.

use super::{input, print};
use anyhow::Result;
use clap::Args;
use guitai::schema::submission_schema;
use std::path::PathBuf;

/// Print the JSON Schema (2020-12) of a form's submission
#[derive(Args, Debug)]
pub struct Schema {
    /// A built-in workflow's name, or a form definition's file
    #[arg(value_name = "WORKFLOW|FILE")]
    form: String,

    /// A portal's own texts and lists, applied to the form first
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl Schema {
    /// Prints the schema.
    ///
    /// # Errors
    /// The form or the config can't be read, or the output can't be written.
    pub fn run(&self) -> Result<()> {
        let form = input::config_or_none(self.config.as_deref())?.apply(input::form(&self.form)?.content);
        print(submission_schema(&form).trim_end())
    }
}
