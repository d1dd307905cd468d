//! Form definitions: errors of the reader, faults found by `check`, and their places.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod check;
mod comparison;
mod kinds;
mod reach;
mod reader;
mod schema;
mod words;

use guitai::form::{self, BUILTIN, Form, builtin};
use guitai::problem::Problem::{ChoiceRequired, FilesRequired, Required, SignatureRequired};
use serde_json::Value;

/// A valid definition with an example of every feature.
fn valid() -> Value {
    serde_json::from_str(include_str!("dog.json")).unwrap()
}

/// Returns the definition after edits. Each is a pointer and its new value; `null` removes the value, and a
/// pointer that ends in `/-` appends to an array.
fn edited(edits: &[(&str, Value)]) -> Value {
    let mut definition = valid();
    for (pointer, value) in edits {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let parent = definition.pointer_mut(parent).unwrap_or_else(|| panic!("there is no {parent}"));
        match parent {
            Value::Array(list) if name == "-" => list.push(value.clone()),
            Value::Array(list) if value.is_null() => drop(list.remove(name.parse().unwrap())),
            Value::Object(members) if value.is_null() => assert!(members.remove(name).is_some(), "{pointer}"),
            Value::Array(list) => list[name.parse::<usize>().unwrap()] = value.clone(),
            parent => parent[name] = value.clone(),
        }
    }
    definition
}

#[test]
fn finds_parts_by_id() {
    let form = Form::read(&valid().to_string()).unwrap();
    for (id, step) in
        [("origin", Some(0)), ("seen", Some(0)), ("habits", Some(1)), ("story", Some(1)), ("who", None)]
    {
        assert_eq!(form.step_of(id), step.and_then(|step: usize| form.steps.get(step)), "{id}");
    }
    let message = |id: &str| form.rule(id).map(|rule| rule.message.in_language("en"));
    assert_eq!(["reachable", "muzzle", "none"].map(message), [Some("A phone"), Some("Must"), None]);
    let stop = |id: &str| form.stop(id).map(|stop| stop.at.as_str());
    assert_eq!(["no_dog", "none"].map(stop), [Some("origin"), None]);
    let missing = |id: &str| form.question(id).unwrap().unanswered();
    assert_eq!(
        ["origin", "habits", "muzzled", "photo", "name", "walkers"].map(missing),
        [ChoiceRequired, ChoiceRequired, ChoiceRequired, FilesRequired, Required, Required]
    );
    let signed = edited(&[("/steps/1/questions/3/kind", "signature".into())]);
    let signed = Form::read(&signed.to_string()).unwrap();
    assert_eq!(signed.question("photo").unwrap().unanswered(), SignatureRequired);
}

/// Returns the error of the reader, or the faults found by the check, in the format of the command.
fn faults(definition: &Value) -> Vec<String> {
    match Form::read(&definition.to_string()) {
        Ok(form) => form::check(&form).iter().map(ToString::to_string).collect(),
        Err(error) => vec![error.to_string()],
    }
}

#[test]
fn built_in_definitions_are_valid() {
    assert_eq!(faults(&valid()), [""; 0]);
    for name in BUILTIN {
        let form = Form::read(builtin(name).unwrap()).unwrap();
        assert_eq!(form.id, name);
        assert_eq!(form::check(&form), [], "{name}");
    }
    assert_eq!(builtin("dog"), None);
}

/// Neither the reader nor the check panics on a truncated or shortened definition.
#[test]
fn does_not_panic_on_truncated_definitions() {
    let text = valid().to_string();
    for (end, _) in text.char_indices() {
        assert!(Form::read(&text[..end]).is_err(), "{end}");
    }
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)).step_by(7) {
        for begin in [1, 2, 9, 40] {
            if let Some(rest) = text.get(end + begin..)
                && let Ok(form) = Form::read(&[&text[..end], rest].concat())
            {
                drop(form::check(&form));
            }
        }
    }
}
