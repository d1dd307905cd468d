//! Writes submissions and their verdicts to a file, for a byte-for-byte comparison with the verdicts of the
//! browser.

use crate::support::generated::{Generated, generated};
use crate::support::workflows::WORKFLOWS;
use crate::verdict;
use serde_json::json;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Number of generated submissions per workflow, in addition to the golden ones.
const GENERATED: usize = 2000;

/// Writes `verdicts.jsonl` to the target folder. Each line is an object of strings: `workflow`, `name`,
/// `submission` (the body of the POST) and `verdict` (the output of `guitai validate` without `file`).
#[test]
fn writes_verdicts_for_the_browser() {
    let mut lines = Vec::new();
    let submissions = generated(GENERATED);
    let texts = |all: &[Generated]| all.iter().map(|one| one.text.clone()).collect::<Vec<_>>();
    assert!(texts(&submissions) == texts(&generated(GENERATED)), "the generator is deterministic");
    for workflow in WORKFLOWS.iter() {
        let id = &workflow.form.id;
        let mut codes = BTreeSet::new();
        let mut write = |name: &str, submission: &str| {
            let verdict = verdict(submission);
            codes.extend(verdict.problems.iter().map(|problem| problem.code));
            let line = json!({"workflow": id, "name": name, "submission": submission, "verdict": verdict.to_json(None)});
            lines.push(line.to_string());
            verdict.submission.is_some()
        };
        for case in &workflow.cases {
            write(&case.name, &case.submission.to_string());
        }
        let own = submissions.iter().filter(|one| one.workflow.form.id == *id);
        let valid = own.filter(|one| write(&one.name, &one.text)).count();
        assert!((GENERATED * 3 / 10..GENERATED * 8 / 10).contains(&valid), "{id}: {valid} are valid");
        let expected: BTreeSet<&str> =
            workflow.cases.iter().flat_map(|case| &case.expect).map(|(_, code, _)| code.as_str()).collect();
        assert_eq!(codes, expected, "{id}: the codes differ from those of the golden submissions");
    }
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    fs::write(target.join("verdicts.jsonl"), lines.join("\n")).unwrap();
}
