//! `guitai paper`: prints a form as an A4 page in HTML, empty or with the answers of a submission.

use super::{Outcome, input, print, print_error};
use anyhow::{Result, anyhow};
use clap::Args;
use guitai::config::Config;
use guitai::form::Form;
use guitai::json::Json;
use guitai::paper::{Paper, template};
use guitai::receive::receive;
use std::path::{Path, PathBuf};

/// Print a form as an A4 page in HTML, empty or with the answers of a submission
///
/// The form is a reference format (參考格式). Identification numbers of a submission are masked. Exit code: 0 if
/// the form was printed, 1 if the submission has problems, 2 if a file could not be read or printed.
#[derive(Args, Debug)]
pub struct PaperForm {
    /// The name of a built-in workflow, the file of a form definition, `mandate` (委任書) or `declaration`
    /// (聲明書)
    #[arg(value_name = "WORKFLOW|FILE")]
    form: String,

    /// The language, such as zh-Hant or en [default: the submission's, or zh-Hant]
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,

    /// The config of the portal
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// The reference that the backend gave the submission, printed with a QR code
    #[arg(long, value_name = "TEXT", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    reference: Option<String>,

    /// The submission whose answers are printed; `-` is standard input
    #[arg(value_name = "SUBMISSION")]
    submission: Option<PathBuf>,
}

impl PaperForm {
    /// Prints the form.
    ///
    /// # Errors
    /// Fails if the form, the config or the submission cannot be read, the reference does not fit into a QR
    /// code, or the output cannot be written.
    pub fn run(&self) -> Result<Outcome> {
        let form = match template(&self.form) {
            Some(form) => form,
            None => input::form(&self.form)?.content,
        };
        let config = input::config_or_none(self.config.as_deref())?.for_workflow(&form.id);
        let form = config.apply(form);
        let submission = match &self.submission {
            Some(file) => match valid(&form, &config, file)? {
                Some(submission) => Some(submission),
                None => return Ok(Outcome::Problems),
            },
            None => None,
        };
        let locale = submission.as_ref().and_then(|json| json.get("locale")).and_then(Json::text);
        let paper = Paper {
            form: &form,
            config: &config,
            lang: self.lang.as_deref().or(locale).unwrap_or("zh-Hant"),
            reference: self.reference.as_deref(),
            submission: submission.as_ref(),
        };
        print(paper.render()?.trim_end())?;
        Ok(Outcome::Fine)
    }
}

/// Reads a submission. Prints its problems and returns `None` if it is not valid.
fn valid(form: &Form, config: &Config, file: &Path) -> Result<Option<Json>> {
    let name = file.display();
    let text = input::text(file)?;
    let unreadable = |error| anyhow!("{name}: {error}; a submission is one JSON document");
    let find = |workflow: &str| (workflow == form.id).then_some(form);
    let verdict = receive(&find, config, &text, None).map_err(unreadable)?;
    for problem in &verdict.problems {
        print_error(&anyhow!("{name}: {}: {} ({})", problem.pointer, problem.detail, problem.code));
    }
    if verdict.submission.is_none() {
        return Ok(None);
    }
    Json::read(&text).map(Some).map_err(unreadable)
}
