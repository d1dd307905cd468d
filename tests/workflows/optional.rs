//! The text of a problem says that the answer may be left empty if and only if a submission without it has no
//! missing answer.

use crate::support::workflows::{WORKFLOWS, Workflow};
use crate::verdict;
use guitai::form::Kind;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const SENTENCE: &str = "You can leave this empty.";

/// Returns an invalid answer of a kind.
fn malformed(kind: Kind) -> Option<Value> {
    Some(match kind {
        Kind::Name => json!("<"),
        Kind::NationalId => json!("A123456788"),
        Kind::Ubn => json!("90316313"),
        Kind::Mobile | Kind::Phone => json!("0912"),
        Kind::Email => json!("x"),
        Kind::Date => json!("2026-02-30"),
        Kind::DateTime => json!("2026-02-30T08:00:00+08:00"),
        Kind::Address => {
            json!({"county": "花蓮縣", "township": "臺東市", "street": "x", "postal_code": "970"})
        }
        _ => return None,
    })
}

/// Returns whether the text of an answer's problem says that it may be left empty.
fn may_be_empty(submission: &Value, id: &str) -> bool {
    let reported = verdict(&submission.to_string()).problems;
    let pointer = format!("#/answers/{id}");
    let own = reported.iter().find(|problem| problem.pointer.starts_with(&pointer));
    own.unwrap_or_else(|| panic!("{pointer}: {reported:?}")).detail.ends_with(SENTENCE)
}

#[test]
fn an_answer_may_be_empty_if_it_is_not_required() {
    let mut tried: BTreeMap<(String, bool), usize> = BTreeMap::new();
    for workflow in &*WORKFLOWS {
        for (submission, id, other) in with_one_invalid(workflow) {
            let without = verdict(&submission.to_string()).problems;
            let is_optional = without.iter().all(|problem| problem.code != "required");
            let invalid = changed(&submission, &id, other);
            assert_eq!(may_be_empty(&invalid, &id), is_optional, "{}: {id}: {without:?}", workflow.form.id);
            *tried.entry((id, is_optional)).or_default() += 1;
        }
    }
    // The same question may be optional in one case and required in another.
    for (id, is_optional) in [
        ("email", true),
        ("email", false),
        ("mobile", true),
        ("mobile", false),
        ("birth_on", true),
        ("national_id", false),
    ] {
        assert!(tried.contains_key(&(id.to_owned(), is_optional)), "{id}, {is_optional}: {tried:?}");
    }
}

/// Returns valid submissions in English without one of their answers, with its id and an invalid replacement.
fn with_one_invalid(workflow: &Workflow) -> Vec<(Value, String, Value)> {
    let mut all = Vec::new();
    for case in workflow.valid() {
        for question in workflow.form.questions() {
            let given = case.submission["answers"].get(&question.id);
            let (Some(_), Some(other)) = (given, malformed(question.kind)) else { continue };
            let mut submission = case.submission.clone();
            submission["locale"] = json!("en");
            submission["answers"].as_object_mut().unwrap().remove(&question.id);
            all.push((submission, question.id.clone(), other));
        }
    }
    all
}

fn changed(submission: &Value, id: &str, value: Value) -> Value {
    let mut submission = submission.clone();
    submission["answers"][id] = value;
    submission
}
