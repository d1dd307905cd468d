//! Mutation tests of the definitions: every removed part makes a golden case fail.

use crate::notes::wrong;
use crate::support::workflows::{Case, WORKFLOWS, changes};
use crate::{sorted, verdict_by};
use guitai::config::Config;
use guitai::form::{BUILTIN, Form, builtin};
use serde_json::Value;
use std::sync::LazyLock;

static CONFIG: LazyLock<Config> =
    LazyLock::new(|| Config::read(include_str!("../../examples/sample-county/config.json")).unwrap());

/// Parts whose removal no case detects: workflow, place, reason.
const UNDETECTED: [(&str, &str, &str); 0] = [];

/// Returns the pointers of all parts to remove. Citations of options, notes and notices have no effect on
/// validation; the module `law` checks them.
fn places(definition: &Value) -> Vec<String> {
    let mut places = Vec::new();
    for (list, members) in
        [("rules", &["when", "cite"][..]), ("stops", &["cite"]), ("notes", &["when"]), ("notices", &[])]
    {
        for (index, part) in definition[list].as_array().into_iter().flatten().enumerate() {
            add(&mut places, &format!("/{list}/{index}"), part, members);
        }
    }
    for (index, step) in definition["steps"].as_array().unwrap().iter().enumerate() {
        let place = format!("/steps/{index}");
        places.extend(step.get("when").map(|_| format!("{place}/when")));
        for (index, question) in step["questions"].as_array().unwrap().iter().enumerate() {
            add_question(&mut places, &format!("{place}/questions/{index}"), question);
        }
    }
    places
}

/// Adds a part, and those of the members that it has.
fn add(places: &mut Vec<String>, place: &str, part: &Value, members: &[&str]) {
    places.push(place.to_owned());
    places.extend(
        members
            .iter()
            .filter(|member| part.get(**member).is_some())
            .map(|member| format!("{place}/{member}")),
    );
}

fn add_question(places: &mut Vec<String>, place: &str, question: &Value) {
    add(
        places,
        place,
        question,
        &["when", "required_when", "optional", "min", "max", "cite", "options_from"],
    );
    for (index, option) in question["options"].as_array().into_iter().flatten().enumerate() {
        let place = format!("{place}/options/{index}");
        add(places, &place, option, &["when", "refused"]);
        places.extend(option["refused"].get("cite").map(|_| format!("{place}/refused/cite")));
    }
    for (index, inner) in question["questions"].as_array().into_iter().flatten().enumerate() {
        add_question(places, &format!("{place}/questions/{index}"), inner);
    }
}

fn without(definition: &Value, place: &str) -> Value {
    let mut rest = definition.clone();
    let (parent, last) = place.rsplit_once('/').unwrap();
    match rest.pointer_mut(parent).unwrap() {
        Value::Array(entries) => drop(entries.remove(last.parse().unwrap())),
        Value::Object(members) => drop(members.remove(last).unwrap()),
        _ => panic!("{place} has no parent"),
    }
    rest
}

/// Returns whether a form gives the expected problems in all cases.
fn passes_all_cases(form: &Form, cases: &[Case]) -> bool {
    let find = |name: &str| (name == form.id).then_some(form);
    cases.iter().all(|case| sorted(verdict_by(&find, &case.submission.to_string())) == case.expect)
}

#[test]
fn every_removed_part_is_detected() {
    let mut undetected = Vec::new();
    let mut count = 0;
    for (name, workflow) in BUILTIN.iter().zip(WORKFLOWS.iter()) {
        let definition: Value = serde_json::from_str(builtin(name).unwrap()).unwrap();
        let notes = changes(name, "notes.json");
        for place in places(&definition) {
            count += 1;
            let Ok(form) = Form::read(&without(&definition, &place).to_string()) else { continue };
            let form = CONFIG.apply(form);
            if passes_all_cases(&form, &workflow.cases)
                && notes.iter().all(|(_, entry, submission)| wrong(&form, entry, submission).is_empty())
            {
                undetected.push((*name, place));
            }
        }
    }
    assert!(count > 500, "only {count} places");
    let expected: Vec<(&str, String)> =
        UNDETECTED.iter().map(|(name, place, _)| (*name, (*place).to_owned())).collect();
    assert_eq!(undetected, expected);
}
