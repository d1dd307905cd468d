//! Submissions: one that is accepted is accepted again as it is written, and written the same; any is judged with
//! memory for each of its bytes, and refused in few words.
#![no_main]

use std::sync::LazyLock;

use allocation_counter::measure;
use guitai::config::Config;
use guitai::form::Form;
use guitai::receive::{MAX_REPORTED, Verdict, receive};

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(guitai_fuzz::forms);

/// Bytes that are allocated for each byte of a submission, and besides.
const FOR_EACH: u64 = 500;
const BESIDES: u64 = 4_000_000;

fn judged(text: &str) -> Option<Verdict> {
    let find = |name: &str| FORMS.iter().find(|form| form.id == name);
    receive(&find, &Config::default(), text, None).ok()
}

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut verdict = None;
    let info = measure(|| verdict = judged(text));
    assert!(info.bytes_total <= FOR_EACH * text.len() as u64 + BESIDES, "{} bytes", info.bytes_total);
    let Some(verdict) = verdict else { return };
    assert!(verdict.reported.len() <= MAX_REPORTED + 1, "{} problems", verdict.reported.len());
    let Some(submission) = verdict.submission else { return };
    let written = submission.to_json();
    let again = judged(&written).and_then(|verdict| verdict.submission);
    assert_eq!(again.expect("what was accepted is refused").to_json(), written);
});
