//! Submissions and their verdicts, written down so that the browser's can be compared byte for byte.

use crate::support::generated::{Generated, generated};
use crate::support::workflows::WORKFLOWS;
use crate::verdict;
use serde_json::json;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// How many are generated of each workflow, beside the golden ones.
const GENERATED: usize = 2000;

/// Writes `verdicts.jsonl` into the target folder: a line is an object of strings, `workflow`, `name`, `submission` (the
/// body of the POST) and `verdict` (what `guitai validate` prints of it, without `file`).
#[test]
fn writes_verdicts_for_the_browser() {
    let mut lines = Vec::new();
    let made = generated(GENERATED);
    let texts = |all: &[Generated]| all.iter().map(|one| one.text.clone()).collect::<Vec<_>>();
    assert!(texts(&made) == texts(&generated(GENERATED)), "the generator is the same on every run");
    for workflow in WORKFLOWS.iter() {
        let id = &workflow.form.id;
        let mut codes = BTreeSet::new();
        let mut judge = |name: &str, submission: &str| {
            let verdict = verdict(submission);
            codes.extend(verdict.reported.iter().map(|told| told.code));
            let line = json!({"workflow": id, "name": name, "submission": submission, "verdict": verdict.to_json(None)});
            lines.push(line.to_string());
            verdict.submission.is_some()
        };
        for case in &workflow.cases {
            judge(&case.name, &case.submission.to_string());
        }
        let own = made.iter().filter(|one| one.workflow.form.id == *id);
        let valid = own.filter(|one| judge(&one.name, &one.text)).count();
        assert!((GENERATED * 3 / 10..GENERATED * 8 / 10).contains(&valid), "{id}: {valid} are valid");
        let expected: BTreeSet<&str> =
            workflow.cases.iter().flat_map(|case| &case.expect).map(|(_, code, _)| code.as_str()).collect();
        assert_eq!(codes, expected, "{id}: every problem that it can give occurs, and no other");
    }
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    fs::write(target.join("verdicts.jsonl"), lines.join("\n")).unwrap();
}
