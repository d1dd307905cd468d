//! `guitai schema`: JSON Schema of a form's submission.

use super::{input, print};
use anyhow::Result;
use clap::Args;
use guitai::schema::submission_schema;

/// Print the JSON Schema (2020-12) of a form's submission
#[derive(Args, Debug)]
pub struct Schema {
    /// A built-in workflow's name, or a form definition's file
    #[arg(value_name = "WORKFLOW|FILE")]
    form: String,
}

impl Schema {
    /// Prints the schema.
    ///
    /// # Errors
    /// The form can't be read, or the output can't be written.
    pub fn run(&self) -> Result<()> {
        let form = input::form(&self.form)?.content;
        print(submission_schema(&form).trim_end())
    }
}
