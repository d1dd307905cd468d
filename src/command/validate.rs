//! `guitai validate`: validates submissions, and prints one line of JSON per file.

use super::{Outcome, input, print, print_error};
use anyhow::{Result, anyhow};
use chrono::NaiveDate;
use clap::Args;
use guitai::config::Config;
use guitai::form::{self, Form};
use guitai::receive::receive;
use std::path::{Path, PathBuf};

/// Validate submissions, and print one line of JSON per file
///
/// Exit code: 0 if all are valid, 1 with problems, 2 if a file could not be read (the other files are
/// validated anyway).
#[derive(Args, Debug)]
pub struct Validate {
    /// The name of a built-in workflow, or the file of a definition [default: the workflow that the
    /// submission names]
    #[arg(long, value_name = "NAME|FILE")]
    form: Option<String>,

    /// The portal's config, the same as on its pages
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// The day to validate for, such as 2026-11-21 [default: the day of filing]
    #[arg(long, value_name = "DATE", value_parser = day)]
    today: Option<NaiveDate>,

    /// Submissions; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl Validate {
    /// Validates every file.
    ///
    /// # Errors
    /// The form or the config can't be read, or the output can't be written.
    pub fn run(&self) -> Result<Outcome> {
        let config = input::config_or_none(self.config.as_deref())?;
        let forms = self.forms(&config)?;
        let mut worst = Outcome::Fine;
        for file in &self.files {
            worst = worst.max(self.validate(&forms, &config, file)?);
        }
        Ok(worst)
    }

    fn forms(&self, config: &Config) -> Result<Vec<Form>> {
        let names = self.form.as_deref().map_or_else(|| form::BUILTIN.to_vec(), |name| vec![name]);
        names.into_iter().map(|name| Ok(config.apply(input::form(name)?.content))).collect()
    }

    fn validate(&self, forms: &[Form], config: &Config, file: &Path) -> Result<Outcome> {
        let name = file.display().to_string();
        let find = |workflow: &str| forms.iter().find(|form| form.id == workflow);
        let verdict = input::text(file).and_then(|text| {
            receive(&find, config, &text, self.today)
                .map_err(|error| anyhow!("{name}: {error}; a submission is one JSON document"))
        });
        let verdict = match verdict {
            Ok(verdict) => verdict,
            Err(error) => {
                print_error(&error);
                return Ok(Outcome::Unreadable);
            }
        };
        print(&verdict.to_json(Some(&name)))?;
        Ok(if verdict.submission.is_some() { Outcome::Fine } else { Outcome::Problems })
    }
}

/// Parses a calendar day in the canonical form of ISO 8601 (`docs/contract.md`, Answers).
fn day(text: &str) -> Result<NaiveDate, String> {
    let day: Option<NaiveDate> = text.parse().ok();
    day.filter(|day| day.to_string() == text).ok_or_else(|| "expected a day such as 2026-11-21".to_owned())
}
