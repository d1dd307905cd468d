//! `guitai openapi`: prints a description of the intake endpoint.

use super::{input, print};
use anyhow::Result;
use clap::Args;
use guitai::form::{BUILTIN, Form};
use guitai::schema::{Scope, openapi};
use std::path::PathBuf;

/// Print `OpenAPI` 3.1 of the intake endpoint, for the built-in workflows and other forms
#[derive(Args, Debug)]
pub struct OpenApi {
    /// Form definitions in addition to the built-in ones
    #[arg(long, value_name = "FILE")]
    form: Vec<String>,

    /// The portal's config; without it, the description applies to every portal
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl OpenApi {
    /// Prints the document.
    ///
    /// # Errors
    /// A form or the config can't be read, or the output can't be written.
    pub fn run(&self) -> Result<()> {
        let names = BUILTIN.into_iter().chain(self.form.iter().map(String::as_str));
        let mut forms: Vec<Form> = names.map(|name| Ok(input::form(name)?.content)).collect::<Result<_>>()?;
        let mut scope = Scope::AnyPortal;
        if let Some(config) = &self.config {
            let config = input::config(config)?.content;
            forms = forms.into_iter().map(|form| config.apply(form)).collect();
            scope = Scope::OnePortal;
        }
        print(openapi(&forms, scope).trim_end())
    }
}
