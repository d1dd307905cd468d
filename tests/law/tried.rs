//! Which golden cases try a part of a definition.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::sync::{LazyLock, Mutex};

/// Base, cases and remarks of a workflow, read once.
type Golden = (Value, Vec<Value>, Vec<Value>);
static READ: LazyLock<Mutex<BTreeMap<String, Golden>>> = LazyLock::new(Mutex::default);

fn golden(workflow: &str) -> Golden {
    let read = |name: &str| -> Value {
        let path = format!("{}/tests/forms/{workflow}/{name}.json", env!("CARGO_MANIFEST_DIR"));
        serde_json::from_str(&fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}")))
            .unwrap()
    };
    let list = |name: &str| read(name).as_array().unwrap().clone();
    let fresh = || (read("base"), list("cases"), list("notes"));
    READ.lock().unwrap().entry(workflow.to_owned()).or_insert_with(fresh).clone()
}

/// The answer of a case to that question.
fn answer<'a>(base: &'a Value, case: &'a Value, id: &str) -> Option<&'a Value> {
    let is_unset = case["unset"].as_array().is_some_and(|unset| unset.iter().any(|name| name == id));
    case["set"].get(id).or_else(|| base["answers"].get(id).filter(|_| !is_unset))
}

fn files<'a>(base: &'a Value, case: &'a Value) -> impl Iterator<Item = &'a Value> {
    case.get("attachments").unwrap_or(&base["attachments"]).as_array().into_iter().flatten()
}

/// The names of the cases, each behind its workflow.
pub fn tried(workflow: &str, what: &str, id: &str, part: &Value) -> Vec<String> {
    let (base, cases, notes) = golden(workflow);
    if what == "note" {
        let shows = |entry: &&Value| {
            entry["shown"].as_array().is_some_and(|shown| shown.iter().any(|note| note == id))
        };
        return notes.iter().filter(shows).map(|entry| name(workflow, entry)).collect();
    }
    cases.iter().filter(|case| tries(&base, case, what, id, part)).map(|case| name(workflow, case)).collect()
}

fn name(workflow: &str, case: &Value) -> String {
    format!("{workflow}: {}", case["name"].as_str().unwrap())
}

fn tries(base: &Value, case: &Value, what: &str, id: &str, part: &Value) -> bool {
    let expected = case["expect"].as_array().unwrap();
    let is_told = |pointer: &str, code: Option<&str>| {
        expected.iter().any(|problem| {
            problem["pointer"] == pointer
                && code.is_none_or(|code| problem["code"] == code)
                && problem["cite"] == part["cite"]
        })
    };
    match what {
        "question" => {
            let is_answered =
                answer(base, case, id).is_some() || files(base, case).any(|file| file["answer"] == id);
            expected.is_empty() && is_answered
        }
        "option" => {
            let (question, value) = id.split_once('=').unwrap();
            answer(base, case, question).is_some_and(|given| {
                *given == value || given.as_array().is_some_and(|list| list.iter().any(|one| one == value))
            })
        }
        "refusal" => {
            let (question, value) = id.split_once('=').unwrap();
            answer(base, case, question).is_some_and(|given| *given == value)
                && is_told(&format!("#/answers/{question}"), part["code"].as_str())
        }
        "rule" => is_told(&format!("#/answers/{}", part["at"].as_str().unwrap()), part["code"].as_str()),
        "stop" => is_told(&format!("#/answers/{}", part["at"].as_str().unwrap()), Some("not_entitled")),
        _ => expected.iter().any(|problem| problem["code"] == "notice_missing"),
    }
}
