//! Submissions and their verdicts, written down so that the browser's can be compared byte for byte.

use crate::support::generated::generated;
use crate::support::workflows::WORKFLOWS;
use crate::verdict;
use serde_json::json;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// How many are generated; the golden ones come first.
const GENERATED: usize = 2000;

/// Writes `verdicts.jsonl` into the target folder: a line is an object of strings, `workflow`, `name`, `submission` (the
/// body of the POST) and `verdict` (what `guitai validate` prints of it, without `file`).
#[test]
fn writes_verdicts_for_the_browser() {
    let golden = WORKFLOWS.iter().flat_map(|workflow| {
        let cases = workflow.cases.iter();
        cases.map(|case| (&workflow.form.id, case.name.clone(), case.submission.to_string()))
    });
    let more = || generated(GENERATED).into_iter().map(|made| (&made.workflow.form.id, made.name, made.text));
    assert!(more().eq(more()), "the generator is the same on every run");
    let (mut lines, mut codes, mut valid) = (Vec::new(), BTreeSet::new(), Vec::new());
    for (workflow, name, submission) in golden.chain(more()) {
        let verdict = verdict(&submission);
        valid.push(verdict.submission.is_some());
        codes.extend(verdict.reported.iter().map(|told| told.code));
        let verdict = verdict.to_json(None);
        let line = json!({"workflow": workflow, "name": name, "submission": submission, "verdict": verdict});
        lines.push(line.to_string());
    }
    let valid = valid.iter().rev().take(GENERATED).filter(|valid| **valid).count();
    assert!((GENERATED * 3 / 10..GENERATED * 8 / 10).contains(&valid), "{valid} of {GENERATED} are valid");
    let expected = WORKFLOWS.iter().flat_map(|workflow| &workflow.cases).flat_map(|case| &case.expect);
    assert_eq!(codes, expected.map(|(_, code, _)| code.as_str()).collect());
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    fs::write(target.join("verdicts.jsonl"), lines.join("\n")).unwrap();
}
