//! Tests of the built-in workflows with their golden submissions in `tests/forms`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod asked;
mod coverage;
mod edits;
mod golden;
mod law;
mod mutants;
mod note_places;
mod notes;
mod older_drafts;
mod optional;
mod screens;
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
use support::workflows::{ExpectedProblem, WORKFLOWS};

/// Validates a submission on its day of filing.
fn verdict(submission: &str) -> Verdict {
    verdict_by(
        &|name| WORKFLOWS.iter().map(|workflow| &workflow.form).find(|form| form.id == name),
        submission,
    )
}

/// Validates a submission with the forms that `find` returns.
fn verdict_by<'a>(find: &dyn Fn(&str) -> Option<&'a Form>, submission: &str) -> Verdict {
    let verdict = receive(find, &Config::default(), submission, None).unwrap();
    assert_eq!(verdict.problems.is_empty(), verdict.submission.is_some(), "{submission}");
    verdict
}

/// Returns the problems of a submission, sorted, without their texts.
fn problems(submission: &Value) -> Vec<ExpectedProblem> {
    sorted(verdict(&submission.to_string()))
}

fn sorted(verdict: Verdict) -> Vec<ExpectedProblem> {
    let reported = verdict.problems.into_iter();
    let problems = reported.map(|problem| (problem.pointer, problem.code.to_owned(), problem.cite));
    let mut problems: Vec<ExpectedProblem> = problems.collect();
    problems.sort();
    problems
}

/// Returns whether a submission has a problem with this code at this pointer.
fn has_problem(submission: &Value, pointer: &str, code: &str) -> bool {
    problems(submission).iter().any(|(other, found, _)| other == pointer && found == code)
}

/// Evaluates a submission, unless its envelope is invalid.
fn assessed(form: &Form, submission: &Value) -> Option<Assessment> {
    assessed_after(form, submission, |_| ())
}

/// Like `assessed`, after a change of the draft.
fn assessed_after(form: &Form, submission: &Value, change: impl FnOnce(&mut Draft)) -> Option<Assessment> {
    let json = Json::read(&submission.to_string()).unwrap();
    let (mut draft, _) = Draft::from_answers(form, json.get("answers")?);
    draft.files = json.get("attachments")?.entries()?.iter().filter_map(Attachment::from_json).collect();
    change(&mut draft);
    let channel = Channel::from_name(submission["channel"].as_str()?)?;
    let mode = match channel {
        _ if submission.get("staff").is_some() => Mode::Assisted,
        Channel::Kiosk => Mode::Kiosk,
        _ => Mode::Web,
    };
    let today = submission["filed_at"].as_str()?.get(..10)?.parse().ok()?;
    Some(assess(form, &draft, Circumstances { today, mode, channel }))
}
