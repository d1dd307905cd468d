//! The workflow `exemption`, by its golden submissions: `tests/forms/exemption`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod coverage;
mod edits;
mod golden;
mod notes;
#[path = "../support/mod.rs"]
mod support;
mod verdicts;

use guitai::form::builtin;
use guitai::receive::{Verdict, receive};
use serde_json::Value;
use std::sync::LazyLock;
use support::cases::{FORM, Told};

/// The form's definition.
static DEFINITION: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(builtin("exemption").unwrap()).unwrap());

/// What the validator says; today is the day of filing.
fn verdict(submission: &str) -> Verdict {
    let verdict = receive(&|workflow| (workflow == FORM.id).then_some(&FORM), submission, None).unwrap();
    assert_eq!(verdict.reported.is_empty(), verdict.submission.is_some(), "{submission}");
    verdict
}

/// The problems of a submission, sorted, without their words.
fn told(submission: &Value) -> Vec<Told> {
    let problems = verdict(&submission.to_string()).reported.into_iter();
    let mut told: Vec<Told> = problems.map(|told| (told.pointer, told.code.to_owned(), told.cite)).collect();
    told.sort();
    told
}

/// Whether there is a problem of that code at that pointer.
fn is_told(submission: &Value, pointer: &str, code: &str) -> bool {
    told(submission).iter().any(|(other, found, _)| other == pointer && found == code)
}
