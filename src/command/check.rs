//! `guitai check`: what is wrong with form definitions, one line a finding.

use super::{Outcome, complain, input, print};
use anyhow::{Result, anyhow};
use clap::Args;
use guitai::config::Config;
use guitai::form::{self, BUILTIN, Form};
use guitai::json::Json;
use std::fs;
use std::path::{Path, PathBuf};

/// Check form definitions: unknown ids, unreachable steps, impossible conditions, missing translations
///
/// Exit code: 0 nothing found, 1 findings, 2 a file could not be read (the others are checked all the same).
#[derive(Args, Debug)]
pub struct Check {
    /// A portal's own texts and lists: checked as well, and applied to the definitions
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
            worst = report(file, config_findings(file, &mut config, &self.forms()?))?;
        }
        for file in &self.files {
            worst = worst.max(report(file, findings(file, &config))?);
        }
        Ok(worst)
    }

    /// The built-in forms, and of the files those that can be read.
    fn forms(&self) -> Result<Vec<Form>> {
        let builtin = BUILTIN.iter().map(|name| Ok(input::form(name)?.content));
        let own = self.files.iter().filter_map(|file| Form::read(&fs::read_to_string(file).ok()?).ok());
        builtin.chain(own.map(Ok)).collect()
    }
}

fn report(file: &Path, findings: Result<Vec<String>>) -> Result<Outcome> {
    let name = file.display();
    let findings = match findings {
        Ok(findings) => findings,
        Err(error) => {
            complain(&error);
            return Ok(Outcome::Unreadable);
        }
    };
    for finding in &findings {
        print(&format!("{name}: {finding}"))?;
    }
    if findings.is_empty() {
        print(&format!("{name}: ok"))?;
        return Ok(Outcome::Fine);
    }
    Ok(Outcome::Problems)
}

/// What is wrong with a config, which is read into `config`; an error only if the file is not JSON at all.
fn config_findings(file: &Path, config: &mut Config, forms: &[Form]) -> Result<Vec<String>> {
    let text = input::text(file)?;
    Json::read(&text)
        .map_err(|error| anyhow!("{}: {error}; a config is one JSON document", file.display()))?;
    *config = match Config::read(&text) {
        Ok(config) => config,
        Err(error) => return Ok(vec![error.to_string()]),
    };
    Ok(config.check(forms))
}

/// What is wrong with a definition; an error only if the file is not JSON at all.
fn findings(file: &Path, config: &Config) -> Result<Vec<String>> {
    let text = input::text(file)?;
    Json::read(&text)
        .map_err(|error| anyhow!("{}: {error}; a definition is one JSON document", file.display()))?;
    Ok(match Form::read(&text) {
        Ok(form) => {
            form::check(&config.hiding_nothing().apply(form)).iter().map(ToString::to_string).collect()
        }
        // A member that the format does not have, or one of the wrong kind: there is no form yet to look into.
        Err(error) => vec![error.to_string()],
    })
}
