//! Submissions: an accepted one is written in a form that is accepted and written identically; memory is
//! limited by the length of the input, and the number of listed problems is limited.
#![no_main]

use std::sync::LazyLock;

use allocation_counter::measure;
use guitai::config::Config;
use guitai::form::Form;
use guitai::receive::{MAX_PROBLEMS, Verdict, receive};

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(guitai_fuzz::forms);

/// Limit of allocated bytes: per byte of a submission, and a constant.
const BYTES_PER_BYTE: u64 = 500;
const CONSTANT_BYTES: u64 = 4_000_000;

fn validate(text: &str) -> Option<Verdict> {
    let find = |name: &str| FORMS.iter().find(|form| form.id == name);
    receive(&find, &Config::default(), text, None).ok()
}

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut verdict = None;
    let info = measure(|| verdict = validate(text));
    assert!(info.bytes_total <= BYTES_PER_BYTE * text.len() as u64 + CONSTANT_BYTES, "{} bytes", info.bytes_total);
    let Some(verdict) = verdict else { return };
    assert!(verdict.problems.len() <= MAX_PROBLEMS + 1, "{} problems", verdict.problems.len());
    let Some(submission) = verdict.submission else { return };
    let written = submission.to_json();
    let again = validate(&written).and_then(|verdict| verdict.submission);
    assert_eq!(again.expect("an accepted submission is accepted again").to_json(), written);
});
