//! `guitai conformance`: checks a backend's intake endpoint against the requirements in docs/reliability.md.

mod checks;
mod client;

use super::{Outcome, input, print};
use anyhow::{Context, Result, anyhow};
use checks::CHECKS;
use clap::Args;
use client::Client;
use guitai::form::{Form, builtin};
use guitai::json::Json;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Check a backend's intake endpoint against the form's requirements
///
/// The endpoint stores the submissions that the checks send, so use a test system. Exit code: 0 if the
/// endpoint conforms, 1 if it does not, 2 if it can't be reached.
#[derive(Args, Debug)]
pub struct Conformance {
    /// The endpoint, such as `https://portal.example/api/submissions`
    #[arg(value_name = "URL")]
    url: String,

    /// A valid submission, which is sent with new ids and the current time [default: a survey]
    #[arg(long, value_name = "FILE")]
    submission: Option<PathBuf>,

    /// A header sent with each request, such as `Authorization: Bearer …`; can be given several times
    #[arg(long, value_name = "NAME: VALUE", value_parser = header)]
    header: Vec<(String, String)>,
}

impl Conformance {
    /// Runs each check and prints its result.
    ///
    /// # Errors
    /// The submission can't be read, or the endpoint can't be reached.
    pub fn run(&self) -> Result<Outcome> {
        let client = Client::new(&self.url, &self.header, self.template()?);
        client.post(&client.attempt()).with_context(|| format!("{} can't be reached", self.url))?;
        let mut outcome = Outcome::Fine;
        for (name, check) in CHECKS {
            match check(&client) {
                Ok(()) => print(&format!("ok    {name}"))?,
                Err(why) => {
                    print(&format!("FAILS {name}: {why}"))?;
                    outcome = Outcome::Problems;
                }
            }
        }
        Ok(outcome)
    }

    /// Returns the submission to send.
    fn template(&self) -> Result<Value> {
        let Some(file) = &self.submission else { return survey() };
        let text = input::text(file)?;
        Json::read(&text)
            .map_err(|error| anyhow!("{}: {error}; a submission is one JSON document", file.display()))?;
        Ok(serde_json::from_str(&text)?)
    }
}

/// Returns a survey, which has no personal data.
fn survey() -> Result<Value> {
    let form = Form::read(builtin("survey").context("there is no survey")?)?;
    let ratings = ["expertise", "attitude", "efficiency", "fairness", "expectation", "overall"];
    let mut answers: serde_json::Map<String, Value> =
        ratings.into_iter().map(|rating| (rating.to_owned(), json!("na"))).collect();
    answers.insert("comment".to_owned(), json!("guitai conformance"));
    Ok(json!({
        "workflow": form.id, "version": form.version, "locale": "zh-Hant", "channel": "web",
        "answers": answers, "attachments": [], "notices": [],
    }))
}

fn header(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once(':').ok_or("expected a header such as NAME: VALUE")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}
