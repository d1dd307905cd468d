//! `guitai openapi`: the intake endpoint, described for programs.

use super::{input, print};
use anyhow::Result;
use clap::Args;
use guitai::form::BUILTIN;
use guitai::schema::openapi;
use std::path::PathBuf;

/// Print `OpenAPI` 3.1 of the intake endpoint, for the built-in workflows and other forms
#[derive(Args, Debug)]
pub struct OpenApi {
    /// Form definitions beside the built-in ones
    #[arg(long, value_name = "FILE")]
    form: Vec<String>,

    /// A portal's own texts and lists, applied to the forms first
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl OpenApi {
    /// Prints the document.
    ///
    /// # Errors
    /// A form or the config can't be read, or the output can't be written.
    pub fn run(&self) -> Result<()> {
        let config = input::config_or_none(self.config.as_deref())?;
        let names = BUILTIN.into_iter().chain(self.form.iter().map(String::as_str));
        let forms: Vec<_> =
            names.map(|name| Ok(config.apply(input::form(name)?.content))).collect::<Result<_>>()?;
        print(openapi(&forms).trim_end())
    }
}
