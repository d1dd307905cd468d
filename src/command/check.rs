//! `guitai check`: what is wrong with form definitions, one line a finding.

use super::{Outcome, complain, input, print};
use anyhow::{Result, anyhow};
use clap::Args;
use guitai::config::{Config, Pack};
use guitai::form::{self, Form};
use guitai::json::Json;
use guitai::text::{Lang, Word, placeholders};
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
            worst = report(file, config_findings(file, &mut config))?;
        }
        for file in &self.files {
            worst = worst.max(report(file, findings(file, &config))?);
        }
        Ok(worst)
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
fn config_findings(file: &Path, config: &mut Config) -> Result<Vec<String>> {
    let text = input::text(file)?;
    Json::read(&text)
        .map_err(|error| anyhow!("{}: {error}; a config is one JSON document", file.display()))?;
    *config = match Config::read(&text) {
        Ok(config) => config,
        Err(error) => return Ok(vec![error.to_string()]),
    };
    let lacks = [
        (config.version.trim().is_empty(), "/version: is empty, so no submission could name it"),
        (config.agency.is_none(), "/agency: is missing, and 個人資料保護法第8條 asks for it"),
        (config.privacy.is_none(), "/privacy: is missing, and 個人資料保護法第8條 asks for it"),
    ];
    let lacks = lacks.iter().filter(|(lacks, _)| *lacks).map(|(_, finding)| (*finding).to_owned());
    Ok(lacks.chain(config.languages.iter().flat_map(pack_findings)).collect())
}

/// Words that the engine does not have, and words whose placeholders are not those of the engine's own.
fn pack_findings(pack: &Pack) -> Vec<String> {
    let wrong = pack.words.iter().filter_map(|(key, words)| {
        let why = match Word::ALL.iter().find(|word| word.key() == key) {
            None => "the engine has no such word",
            Some(word) if placeholders(word.say(Lang::ZhHant)) != placeholders(words) => {
                "the placeholders are not those of the engine’s own words"
            }
            Some(_) => return None,
        };
        Some(format!("/languages/{}/words/{key}: {why}", pack.tag))
    });
    wrong.collect()
}

/// What is wrong with a definition; an error only if the file is not JSON at all.
fn findings(file: &Path, config: &Config) -> Result<Vec<String>> {
    let text = input::text(file)?;
    Json::read(&text)
        .map_err(|error| anyhow!("{}: {error}; a definition is one JSON document", file.display()))?;
    Ok(match Form::read(&text) {
        Ok(form) => form::check(&config.apply(form)).iter().map(ToString::to_string).collect(),
        // A member that the format does not have, or one of the wrong kind: there is no form yet to look into.
        Err(error) => vec![error.to_string()],
    })
}
