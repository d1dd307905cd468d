//! Valid submissions after one edit: an answer removed, added, or changed to another type.

use crate::asked::{Definition, Given};
use crate::support::workflows::{Case, WORKFLOWS};
use crate::{has_problem, problems};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Iterates over the definitions of all workflows, with their valid cases.
pub fn workflows() -> impl Iterator<Item = (Definition, Vec<&'static Case>)> {
    WORKFLOWS.iter().map(|workflow| (Definition::new(&workflow.form.id), workflow.valid().collect()))
}

/// Returns the submission with the value at a pointer replaced or removed.
pub fn edited(submission: &Value, pointer: &str, value: Option<Value>) -> Value {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let mut edited = submission.clone();
    let members = edited.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    match value {
        Some(value) => members.insert(name.replace("~1", "/").replace("~0", "~"), value),
        None => members.remove(name),
    };
    edited
}

fn files(submission: &mut Value) -> &mut Vec<Value> {
    submission["attachments"].as_array_mut().unwrap()
}

/// Returns a valid answer or file for each question, from the first case that has one.
fn samples(cases: &[&Case]) -> BTreeMap<String, Value> {
    let mut samples = BTreeMap::new();
    for case in cases {
        for (id, value) in case.submission["answers"].as_object().unwrap() {
            samples.entry(id.clone()).or_insert_with(|| value.clone());
        }
        for file in case.submission["attachments"].as_array().unwrap() {
            samples.entry(file["answer"].as_str().unwrap().to_owned()).or_insert_with(|| file.clone());
        }
    }
    samples
}

#[test]
fn a_missing_answer_is_a_problem_if_it_is_required() {
    for (definition, cases) in workflows() {
        for case in cases {
            for (_, id) in definition.questions() {
                let pointer = format!("/answers/{id}");
                let mut rest = edited(&case.submission, &pointer, None);
                files(&mut rest).retain(|file| file["answer"] != id);
                let is_problem = has_problem(&rest, &format!("#{pointer}"), "required");
                let required = definition.is_required(id, &rest);
                assert_eq!(is_problem, required, "{} without {id}: {:?}", case.name, problems(&rest));
            }
        }
    }
}

#[test]
fn a_missing_answer_in_a_row_is_a_problem_if_it_is_required() {
    for (definition, cases) in workflows() {
        for case in cases {
            for given in definition.given(&case.submission).iter().filter(|given| given.row.is_some()) {
                let rest = edited(&case.submission, &given.pointer, None);
                let is_problem = has_problem(&rest, &format!("#{}", given.pointer), "required");
                let required = given.question["optional"] != true;
                assert_eq!(
                    is_problem,
                    required,
                    "{} without {}: {:?}",
                    case.name,
                    given.pointer,
                    problems(&rest)
                );
            }
        }
    }
}

#[test]
fn an_answer_to_a_question_not_asked_is_refused() {
    for (definition, cases) in workflows() {
        let samples = samples(&cases);
        for case in cases {
            for (question, id) in definition.questions() {
                if definition.is_asked(id, &case.submission) {
                    continue;
                }
                let sample = samples[id].clone();
                let mut pointer = format!("/answers/{id}");
                let more = if matches!(question["kind"].as_str(), Some("files" | "signature")) {
                    let mut more = case.submission.clone();
                    pointer = format!("/attachments/{}", files(&mut more).len());
                    files(&mut more).push(sample);
                    more
                } else {
                    edited(&case.submission, &pointer, Some(sample))
                };
                let refused = has_problem(&more, &format!("#{pointer}"), "not_asked");
                assert!(refused, "{} with {id}: {:?}", case.name, problems(&more));
            }
        }
    }
}

#[test]
fn an_answer_to_an_unknown_question_is_refused() {
    for (definition, cases) in workflows() {
        for case in cases {
            let rows = definition.given(&case.submission).into_iter().filter_map(|given| given.row);
            let objects: BTreeSet<String> = rows.chain(["/answers".to_owned()]).collect();
            for object in objects {
                for id in ["age", "", "__proto__", "extra.pet", "a~1b~0c", "Name"] {
                    let pointer = format!("{object}/{id}");
                    let more = edited(&case.submission, &pointer, Some(json!("x")));
                    let refused = has_problem(&more, &format!("#{pointer}"), "unknown_question");
                    assert!(refused, "{} with {pointer}: {:?}", case.name, problems(&more));
                }
            }
        }
    }
}

#[test]
fn an_answer_of_another_type_is_refused() {
    for (definition, cases) in workflows() {
        let mut tried = BTreeSet::new();
        for case in cases {
            for Given { pointer, value, row, .. } in definition.given(&case.submission) {
                if !tried.insert(pointer.clone()) {
                    continue;
                }
                let odds = [json!(null), json!(true), json!(5), json!([]), json!({}), json!([value])];
                for odd in odds.into_iter().chain([json!({"value": value})]) {
                    let other = edited(&case.submission, &pointer, Some(odd.clone()));
                    // An empty list equals no answer.
                    let is_missing = odd == json!([])
                        && value.is_array()
                        && row.is_none()
                        && definition.is_required(pointer.trim_start_matches("/answers/"), &other);
                    let code = if is_missing { "required" } else { "bad_format" };
                    // In a group, the problem may be at a row.
                    let refused = problems(&other)
                        .iter()
                        .any(|(at, found, _)| at.starts_with(&format!("#{pointer}")) && found == code);
                    assert!(refused, "{} with {pointer} {odd}: {:?}", case.name, problems(&other));
                }
            }
        }
    }
}
