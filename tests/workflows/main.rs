//! Every built-in workflow, by its golden submissions: `tests/forms`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod asked;
mod coverage;
mod edits;
mod golden;
mod law;
mod mutants;
mod notes;
mod optional;
mod spellings;
#[path = "../support/mod.rs"]
mod support;
mod verdicts;

use guitai::config::Config;
use guitai::draft::Draft;
use guitai::form::Form;
use guitai::json::Json;
use guitai::receive::{Verdict, receive};
use guitai::validate::{Assessment, Channel, Circumstances, Mode, assess};
use guitai::value::attachment::Attachment;
use serde_json::Value;
use support::workflows::{Told, WORKFLOWS};

/// What the validator says; today is the day of filing.
fn verdict(submission: &str) -> Verdict {
    judged(&|name| WORKFLOWS.iter().map(|workflow| &workflow.form).find(|form| form.id == name), submission)
}

/// What it says by the forms that are found.
fn judged<'a>(find: &dyn Fn(&str) -> Option<&'a Form>, submission: &str) -> Verdict {
    let verdict = receive(find, &Config::default(), submission, None).unwrap();
    assert_eq!(verdict.reported.is_empty(), verdict.submission.is_some(), "{submission}");
    verdict
}

/// The problems of a submission, sorted, without their words.
fn told(submission: &Value) -> Vec<Told> {
    sorted(verdict(&submission.to_string()))
}

fn sorted(verdict: Verdict) -> Vec<Told> {
    let problems = verdict.reported.into_iter();
    let mut told: Vec<Told> = problems.map(|told| (told.pointer, told.code.to_owned(), told.cite)).collect();
    told.sort();
    told
}

/// Whether there is a problem of that code at that pointer.
fn is_told(submission: &Value, pointer: &str, code: &str) -> bool {
    told(submission).iter().any(|(other, found, _)| other == pointer && found == code)
}

/// A submission seen through its form, unless its envelope is too broken for that.
fn assessed<'a>(form: &'a Form, submission: &Value) -> Option<Assessment<'a>> {
    let json = Json::read(&submission.to_string()).unwrap();
    let (mut draft, _) = Draft::from_answers(form, json.get("answers")?);
    draft.files = json.get("attachments")?.entries()?.iter().filter_map(Attachment::from_json).collect();
    let channel = Channel::from_name(submission["channel"].as_str()?)?;
    let mode = match channel {
        _ if submission.get("staff").is_some() => Mode::Assisted,
        Channel::Kiosk => Mode::Kiosk,
        _ => Mode::Web,
    };
    let today = submission["filed_at"].as_str()?.get(..10)?.parse().ok()?;
    Some(assess(form, &draft, Circumstances { today, mode, channel }))
}
