//! What any valid submission becomes by one edit: an answer taken away, added, or spelled otherwise.
//!
//! What is asked and needed is read from the definition once more, by an evaluator of its own.

use crate::support::cases::{Case, cases};
use crate::{DEFINITION, is_told, told};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

fn valid() -> impl Iterator<Item = Case> {
    cases().into_iter().filter(Case::is_valid)
}

fn questions() -> impl Iterator<Item = (&'static Value, &'static str)> {
    let steps = DEFINITION["steps"].as_array().unwrap().iter();
    let questions = steps.flat_map(|step| {
        assert!(step.get("when").is_none(), "the evaluator below knows no condition on steps");
        step["questions"].as_array().unwrap()
    });
    questions.map(|question| (question, question["id"].as_str().unwrap()))
}

fn takes_files(question: &Value) -> bool {
    matches!(question["kind"].as_str(), Some("files" | "signature"))
}

/// The few conditions that stand in this definition, over plain JSON.
fn holds(condition: &Value, submission: &Value) -> bool {
    let (name, body) = condition.as_object().unwrap().iter().next().unwrap();
    let answer = |id: &str| match id {
        "@mode" if submission.get("staff").is_some() => json!("assisted"),
        "@mode" => json!("web"),
        id => submission["answers"].get(id).cloned().unwrap_or_default(),
    };
    let given = answer(body[0].as_str().unwrap());
    match name.as_str() {
        "is" => given == body[1],
        "in" => body[1].as_array().unwrap().contains(&given),
        "includes" => given.as_array().is_some_and(|list| list.contains(&body[1])),
        _ => panic!("the evaluator does not know {name}"),
    }
}

fn is_asked(question: &Value, submission: &Value) -> bool {
    question.get("when").is_none_or(|when| holds(when, submission))
}

fn is_needed(question: &Value, submission: &Value) -> bool {
    let optional = question["optional"] == true;
    is_asked(question, submission)
        && question.get("required_when").map_or(!optional, |when| holds(when, submission))
}

/// A valid answer to each question, from the first valid case that has one.
fn samples() -> BTreeMap<String, Value> {
    let mut samples = BTreeMap::new();
    for case in valid() {
        for (id, value) in case.submission["answers"].as_object().unwrap() {
            samples.entry(id.clone()).or_insert_with(|| value.clone());
        }
        for file in case.submission["attachments"].as_array().unwrap() {
            samples.entry(file["answer"].as_str().unwrap().to_owned()).or_insert_with(|| file.clone());
        }
    }
    samples
}

fn without(submission: &Value, id: &str) -> Value {
    let mut rest = submission.clone();
    rest["answers"].as_object_mut().unwrap().remove(id);
    rest["attachments"].as_array_mut().unwrap().retain(|file| file["answer"] != id);
    rest
}

fn with(submission: &Value, id: &str, value: &Value) -> Value {
    let mut more = submission.clone();
    more["answers"][id] = value.clone();
    more
}

#[test]
fn an_answer_left_out_is_missed_exactly_where_it_is_needed() {
    // Wanted by a rule, not by the question: any contact.
    let by_rule = |id: &str| id == "mobile";
    for case in valid() {
        for (question, id) in questions().filter(|(_, id)| !by_rule(id)) {
            let rest = without(&case.submission, id);
            let missed = is_told(&rest, &format!("#/answers/{id}"), "required");
            assert_eq!(missed, is_needed(question, &rest), "{} without {id}: {:?}", case.name, told(&rest));
        }
    }
}

#[test]
fn an_answer_to_what_was_not_asked_is_refused() {
    let samples = samples();
    for case in valid() {
        for (question, id) in questions().filter(|(question, _)| !is_asked(question, &case.submission)) {
            let (more, pointer) = if takes_files(question) {
                let mut more = case.submission.clone();
                let files = more["attachments"].as_array_mut().unwrap();
                files.push(samples[id].clone());
                let pointer = format!("#/attachments/{}", files.len() - 1);
                (more, pointer)
            } else {
                (with(&case.submission, id, &samples[id]), format!("#/answers/{id}"))
            };
            assert!(is_told(&more, &pointer, "not_asked"), "{} with {id}: {:?}", case.name, told(&more));
        }
    }
}

#[test]
fn an_answer_to_what_the_form_does_not_have_is_refused() {
    for case in valid() {
        for (id, pointer) in [
            ("age", "#/answers/age"),
            ("", "#/answers/"),
            ("__proto__", "#/answers/__proto__"),
            ("extra.pet", "#/answers/extra.pet"),
            ("a/b~c", "#/answers/a~1b~0c"),
            ("Name", "#/answers/Name"),
        ] {
            let more = with(&case.submission, id, &json!("x"));
            assert!(
                is_told(&more, pointer, "unknown_question"),
                "{} with {id}: {:?}",
                case.name,
                told(&more)
            );
        }
    }
}

/// Spellings that a person may type, but that no form ever sends.
fn other_spellings(kind: &str, value: &Value) -> Vec<Value> {
    let Some(text) = value.as_str() else {
        let mut twice = value.clone();
        match &mut twice {
            Value::Array(list) => list.push(list[0].clone()),
            address => address["county"] = json!(address["county"].as_str().unwrap().replace('縣', "縣 ")),
        }
        return vec![twice];
    };
    let wide: String = text
        .chars()
        .map(|c| char::from_u32(u32::from(c) + 0xFEE0).filter(|_| c.is_ascii_graphic()).unwrap_or(c))
        .collect();
    let roc = || {
        let year: i32 = text[..4].parse().unwrap();
        format!("{}{}", year - 1911, &text[4..])
    };
    let mut spellings = vec![format!(" {text}"), format!("{text}\u{200B}"), format!("{text}\n")];
    match kind {
        "date" => spellings.extend([
            wide,
            roc(),
            text.replace('-', "/"),
            text.replace('-', ""),
            format!("{text}T00:00:00+08:00"),
        ]),
        "date_time" => spellings.extend([
            wide,
            roc(),
            text.replace("+08:00", ""),
            text.replace("+08:00", "Z"),
            text.replace('T', " "),
            text.replace(":00+08:00", "+08:00"),
            text.replace(":00+", ":30+"),
        ]),
        "national_id" => {
            spellings.extend([wide, text.to_ascii_lowercase(), format!("{}-{}", &text[..1], &text[1..])]);
        }
        "mobile" | "phone" => {
            spellings.extend([wide, text.replace('-', ""), format!("{} {}", &text[..4], &text[4..])]);
        }
        "email" => spellings.push(wide),
        "choice" | "yes_no" => spellings.extend([wide, text.to_uppercase()]),
        _ => {}
    }
    spellings.into_iter().filter(|spelling| spelling != text).map(|spelling| json!(spelling)).collect()
}

#[test]
fn another_spelling_of_an_answer_is_refused() {
    let mut tried = BTreeSet::new();
    for case in valid() {
        for (question, id) in questions() {
            let Some(value) = case.submission["answers"].get(id) else { continue };
            if !tried.insert((id, value.to_string())) {
                continue;
            }
            for spelling in other_spellings(question["kind"].as_str().unwrap(), value) {
                let other = with(&case.submission, id, &spelling);
                let pointer = format!("#/answers/{id}");
                let refused = told(&other).into_iter().any(|(at, code, _)| {
                    at.starts_with(&pointer)
                        && ["bad_format", "not_offered", "not_a_date"].contains(&code.as_str())
                });
                assert!(refused, "{} with {id} {spelling}: {:?}", case.name, told(&other));
            }
        }
    }
}

#[test]
fn another_type_of_an_answer_is_refused() {
    let mut tried = BTreeSet::new();
    for case in valid() {
        for (id, value) in case.submission["answers"].as_object().unwrap() {
            if !tried.insert(id.clone()) {
                continue;
            }
            for odd in [
                json!(null),
                json!(true),
                json!(5),
                json!([]),
                json!({}),
                json!([value]),
                json!({"value": value}),
            ] {
                let other = with(&case.submission, id, &odd);
                let found = told(&other);
                let pointer = format!("#/answers/{id}");
                // Nothing chosen at all is the same as no answer.
                let codes: &[&str] =
                    if value.is_array() && odd == json!([]) { &["required"] } else { &["bad_format"] };
                let refused =
                    found.iter().any(|(at, code, _)| *at == pointer && codes.contains(&code.as_str()));
                assert!(refused, "{} with {id} {odd}: {found:?}", case.name);
            }
        }
    }
}
