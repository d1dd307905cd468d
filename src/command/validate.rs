//! `guitai validate`: the verdict on submissions, one line of JSON a file.

use super::{Outcome, complain, input, print};
use anyhow::{Result, anyhow};
use chrono::NaiveDate;
use clap::Args;
use guitai::config::Config;
use guitai::form::{self, Form};
use guitai::receive::receive;
use std::path::{Path, PathBuf};

/// Validate submissions; prints one line of JSON a file
///
/// Exit code: 0 all valid, 1 problems, 2 a file could not be read (the others are judged all the same).
#[derive(Args, Debug)]
pub struct Validate {
    /// The form: a built-in workflow's name, or a definition's file [default: the built-in one that is named inside]
    #[arg(long, value_name = "NAME|FILE")]
    form: Option<String>,

    /// The portal's own texts and lists, as its element has them
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// The day that counts as today, such as 2026-11-21 [default: the day of filing]
    #[arg(long, value_name = "DATE", value_parser = day)]
    today: Option<NaiveDate>,

    /// Submissions; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl Validate {
    /// Judges every file.
    ///
    /// # Errors
    /// The form or the config can't be read, or the output can't be written.
    pub fn run(&self) -> Result<Outcome> {
        let config = input::config_or_none(self.config.as_deref())?;
        let forms = self.forms(&config)?;
        let mut worst = Outcome::Fine;
        for file in &self.files {
            worst = worst.max(self.judge(&forms, &config, file)?);
        }
        Ok(worst)
    }

    fn forms(&self, config: &Config) -> Result<Vec<Form>> {
        let names = self.form.as_deref().map_or_else(|| form::BUILTIN.to_vec(), |name| vec![name]);
        names.into_iter().map(|name| Ok(config.apply(input::form(name)?.content))).collect()
    }

    fn judge(&self, forms: &[Form], config: &Config, file: &Path) -> Result<Outcome> {
        let name = file.display().to_string();
        let find = |workflow: &str| forms.iter().find(|form| form.id == workflow);
        let verdict = input::text(file).and_then(|text| {
            receive(&find, config, &text, self.today)
                .map_err(|error| anyhow!("{name}: {error}; a submission is one JSON document"))
        });
        let verdict = match verdict {
            Ok(verdict) => verdict,
            Err(error) => {
                complain(&error);
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
    day.filter(|day| day.to_string() == text).ok_or_else(|| "a day is written as 2026-11-21".to_owned())
}
