//! `guitai check`: what is wrong with form definitions, one line a finding.

use super::{Outcome, complain, input, print};
use anyhow::{Result, anyhow};
use clap::Args;
use guitai::form::{self, Form};
use guitai::json::Json;
use std::path::{Path, PathBuf};

/// Check form definitions: unknown ids, unreachable steps, impossible conditions, missing translations
///
/// Exit code: 0 nothing found, 1 findings, 2 a file could not be read (the others are checked all the same).
#[derive(Args, Debug)]
pub struct Check {
    /// Form definitions; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl Check {
    /// Checks every file.
    ///
    /// # Errors
    /// The output can't be written.
    pub fn run(&self) -> Result<Outcome> {
        let mut worst = Outcome::Fine;
        for file in &self.files {
            worst = worst.max(check(file)?);
        }
        Ok(worst)
    }
}

fn check(file: &Path) -> Result<Outcome> {
    let name = file.display();
    let findings = match findings(file) {
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

/// What is wrong with a definition; an error only if the file is not JSON at all.
fn findings(file: &Path) -> Result<Vec<String>> {
    let text = input::text(file)?;
    Json::read(&text)
        .map_err(|error| anyhow!("{}: {error}; a definition is one JSON document", file.display()))?;
    Ok(match Form::read(&text) {
        Ok(form) => form::check(&form).iter().map(ToString::to_string).collect(),
        // A member that the format does not have, or one of the wrong kind: there is no form yet to look into.
        Err(error) => vec![error.to_string()],
    })
}
