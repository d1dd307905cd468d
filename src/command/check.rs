//! `guitai check`: checks form definitions and configs, and prints one line per fault.

use super::{Outcome, input, print, print_error};
use anyhow::{Result, anyhow};
use clap::Args;
use guitai::config::Config;
use guitai::form::{self, BUILTIN, Form};
use guitai::json::Json;
use std::fs;
use std::path::{Path, PathBuf};

/// Check form definitions for faults: unknown ids, unreachable steps, impossible conditions, missing
/// translations
///
/// Exit code: 0 without faults, 1 with faults, 2 if a file could not be read (the other files are checked
/// anyway).
#[derive(Args, Debug)]
pub struct Check {
    /// The portal's config; it is checked, and applied to the definitions
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Form definitions; `-` is standard input
    #[arg(required_unless_present = "config", value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl Check {
    /// Checks every file.
    ///
    /// # Errors
    /// The output can't be written.
    pub fn run(&self) -> Result<Outcome> {
        let mut worst = Outcome::Fine;
        let mut config = Config::default();
        if let Some(file) = &self.config {
            worst = report(file, config_faults(file, &mut config, &self.forms()?))?;
        }
        for file in &self.files {
            worst = worst.max(report(file, form_faults(file, &config))?);
        }
        Ok(worst)
    }

    /// Returns the built-in forms, and the forms in the files that can be parsed.
    fn forms(&self) -> Result<Vec<Form>> {
        let builtin = BUILTIN.iter().map(|name| Ok(input::form(name)?.content));
        let own = self.files.iter().filter_map(|file| Form::read(&fs::read_to_string(file).ok()?).ok());
        builtin.chain(own.map(Ok)).collect()
    }
}

fn report(file: &Path, faults: Result<Vec<String>>) -> Result<Outcome> {
    let name = file.display();
    let faults = match faults {
        Ok(faults) => faults,
        Err(error) => {
            print_error(&error);
            return Ok(Outcome::Unreadable);
        }
    };
    for fault in &faults {
        print(&format!("{name}: {fault}"))?;
    }
    if faults.is_empty() {
        print(&format!("{name}: ok"))?;
        return Ok(Outcome::Fine);
    }
    Ok(Outcome::Problems)
}

/// Parses a config into `config` and returns its faults.
///
/// # Errors
/// The file can't be read, or is not JSON.
fn config_faults(file: &Path, config: &mut Config, forms: &[Form]) -> Result<Vec<String>> {
    let text = input::text(file)?;
    Json::read(&text)
        .map_err(|error| anyhow!("{}: {error}; a config is one JSON document", file.display()))?;
    *config = match Config::read(&text) {
        Ok(config) => config,
        Err(error) => return Ok(vec![error.to_string()]),
    };
    Ok(config.check(forms))
}

/// Returns the faults of a definition.
///
/// # Errors
/// The file can't be read, or is not JSON.
fn form_faults(file: &Path, config: &Config) -> Result<Vec<String>> {
    let text = input::text(file)?;
    Json::read(&text)
        .map_err(|error| anyhow!("{}: {error}; a definition is one JSON document", file.display()))?;
    Ok(match Form::read(&text) {
        Ok(form) => {
            form::check(&config.hiding_nothing().apply(form)).iter().map(ToString::to_string).collect()
        }
        // A member is unknown or has the wrong type, so there is no form to check further.
        Err(error) => vec![error.to_string()],
    })
}
