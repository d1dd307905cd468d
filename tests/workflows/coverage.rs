//! Coverage of the definitions by golden submissions: every rule, stop, question, option and problem code has
//! a case.

use crate::assessed;
use crate::support::workflows::{WORKFLOWS, Workflow};
use guitai::form::{BUILTIN, Question};
use guitai::problem::{Code, Problem};
use serde_json::Value;
use std::collections::BTreeSet;

/// Codes that cannot occur in some workflows, with the reason.
const IMPOSSIBLE: [(&[&str], &[Code], &str); 9] = [
    (&BUILTIN, &[Code::TooFew], "no question requires more than one entry, row or file"),
    (&BUILTIN, &[Code::NotBefore], "no rule requires that one date-time precede another"),
    (
        &["change-report", "cause-ended", "petition", "survey"],
        &[Code::NotATime, Code::NotAfter, Code::NoOverlap, Code::OutsidePeriod],
        "it has no date-times, and no rule compares two answers",
    ),
    (&["change-report", "cause-ended", "survey"], &[Code::NotQualifying], "it has no qualifying conditions"),
    (&["petition", "survey"], &[Code::NotEntitled], "it has no restrictions on the filer"),
    (&["petition", "survey"], &[Code::BadChecksum], "it has no numbers with a check digit"),
    (&["survey"], &[Code::NotAsked], "it has no conditional questions"),
    (&["survey"], &[Code::TooMany, Code::NotADate, Code::InFuture], "it has only choices and a text"),
    (
        &["survey"],
        &[
            Code::FileType,
            Code::FileEmpty,
            Code::FileTooLarge,
            Code::FilesTooLarge,
            Code::FileEncrypted,
            Code::FileDigest,
            Code::NoticeMissing,
        ],
        "it has no files and no notices",
    ),
];

#[test]
fn every_code_occurs_or_is_impossible() {
    let mut wrong = Vec::new();
    for Workflow { form, cases, .. } in &*WORKFLOWS {
        let expected = cases.iter().flat_map(|case| &case.expect);
        let given: BTreeSet<&str> = expected.map(|(_, code, _)| code.as_str()).collect();
        let reasons = IMPOSSIBLE.iter().filter(|(workflows, ..)| workflows.contains(&form.id.as_str()));
        let reasons: Vec<_> =
            reasons.flat_map(|(_, codes, why)| codes.iter().map(move |code| (*code, why))).collect();
        for code in Code::ALL {
            let (id, name) = (&form.id, code.as_str());
            match reasons.iter().find(|(never, _)| *never == code) {
                Some((_, why)) if given.contains(name) => {
                    wrong.push(format!("{id}: {name} occurs, although {why}"));
                }
                None if !given.contains(name) => wrong.push(format!("{id}: no case gives {name}")),
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Returns the keys of all rules, stops and refused options that occur in a case.
fn broken(workflow: &Workflow) -> BTreeSet<String> {
    let assessments = workflow.cases.iter().filter_map(|case| assessed(&workflow.form, &case.submission));
    let problems = assessments.flat_map(|assessment| assessment.problems);
    let keys = problems.filter_map(|located| match located.problem {
        Problem::Rule { rule, .. } => Some(format!("rules.{rule}")),
        Problem::Refused { value, .. } => {
            Some(format!("options.{}.{value}", located.place.question().unwrap()))
        }
        Problem::Stop { stop } => Some(format!("stops.{stop}")),
        _ => None,
    });
    keys.collect()
}

#[test]
fn every_rule_stop_and_refusal_occurs() {
    for workflow in &*WORKFLOWS {
        let form = &workflow.form;
        let rules = form.rules.iter().map(|rule| format!("rules.{}", rule.id));
        let stops = form.stops.iter().map(|stop| format!("stops.{}", stop.id));
        let refusals = form.questions().flat_map(|question| {
            let refused = question.options.iter().filter(|option| option.refused.is_some());
            refused.map(|option| format!("options.{}.{}", question.id, option.value))
        });
        let broken = broken(workflow);
        for key in rules.chain(stops).chain(refusals) {
            assert!(broken.contains(&key), "{}: no case breaks {key}", form.id);
        }
    }
}

/// Returns the answers to a question, or the answers in the rows of its group, or the attachments of a
/// question for files.
fn answers<'a>(submission: &'a Value, group: Option<&Question>, question: &Question) -> Vec<&'a Value> {
    let (answers, id) = (&submission["answers"], &question.id);
    if question.takes_files() {
        let files = submission["attachments"].as_array().into_iter().flatten();
        return files.filter(|file| file["answer"] == **id).collect();
    }
    match group {
        None => answers.get(id).into_iter().collect(),
        Some(group) => {
            let rows = answers[&group.id].as_array().into_iter().flatten();
            rows.filter_map(|row| row.get(id)).collect()
        }
    }
}

#[test]
fn every_question_and_option_occurs() {
    for workflow in &*WORKFLOWS {
        for question in workflow.form.questions() {
            assert_occurs(workflow, None, question);
            for inner in &question.questions {
                assert_occurs(workflow, Some(question), inner);
            }
        }
    }
}

fn assert_occurs(workflow: &Workflow, group: Option<&Question>, question: &Question) {
    let (form, id) = (&workflow.form.id, &question.id);
    let is_answered = workflow.valid().any(|case| !answers(&case.submission, group, question).is_empty());
    assert!(is_answered, "{form}: no valid case answers {id}");
    let given = workflow.cases.iter().flat_map(|case| answers(&case.submission, group, question));
    let given: Vec<&Value> = given.collect();
    for option in &question.options {
        let value = Value::from(option.value.as_str());
        let chosen = given.iter().any(|answer| {
            **answer == value || answer.as_array().is_some_and(|several| several.contains(&value))
        });
        assert!(chosen, "{form}: no case chooses {value} of {id}");
    }
}
