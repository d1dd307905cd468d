//! Generated submissions and their verdicts, written down so that the browser's can be compared byte for byte.

use crate::support::generated::generated;
use crate::verdict;
use serde_json::json;
use std::fs;
use std::path::Path;

/// Writes `verdicts.jsonl` into the target folder: a line is an object with two strings, `submission` (the body of
/// the POST) and `verdict` (what `guitai validate` prints of it, without `file`).
#[test]
fn writes_verdicts_for_the_browser() {
    let submissions = generated(2000);
    assert_eq!(submissions, generated(2000), "the generator is the same on every run");
    let mut lines = String::new();
    let mut valid = 0;
    for submission in &submissions {
        let verdict = verdict(submission);
        valid += usize::from(verdict.submission.is_some());
        lines.push_str(&json!({"submission": submission, "verdict": verdict.to_json(None)}).to_string());
        lines.push('\n');
    }
    assert!((600..1600).contains(&valid), "{valid} of 2000 are valid");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    fs::write(target.join("verdicts.jsonl"), lines).unwrap();
}
