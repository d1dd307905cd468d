//! What is delivered for backends is what the library says: JSON Schema of each workflow, the endpoint for programs.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use guitai::config::Config;
use guitai::form::{BUILTIN, Form, builtin};
use guitai::schema::{openapi, submission_schema};
use serde_json::Value;
use std::fs;

fn forms() -> Vec<Form> {
    let config = Config::default();
    BUILTIN.map(|name| config.apply(Form::read(builtin(name).unwrap()).unwrap())).into()
}

/// With `UPDATE_DELIVERED=1` in the environment the file is written first.
fn check(file: &str, text: &str) {
    let path = format!("{}/www/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = text.trim_end().to_owned() + "\n";
    if std::env::var_os("UPDATE_DELIVERED").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let is_current = fs::read_to_string(&path).is_ok_and(|delivered| delivered == text);
    assert!(is_current, "www/{file} is not up to date: run UPDATE_DELIVERED=1 cargo test --test delivered");
}

#[test]
fn schemas_are_up_to_date() {
    for form in forms() {
        check(&format!("schema/{}.json", form.id), &submission_schema(&form));
    }
}

#[test]
fn openapi_is_up_to_date_and_finds_all_that_it_names() {
    let text = openapi(&forms());
    check("openapi.json", &text);
    let document: Value = serde_json::from_str(&text).unwrap();
    let mut references = Vec::new();
    collect(&document, &mut references);
    assert!(references.len() > 20);
    for reference in references {
        let place = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(place).is_some(), "{reference} leads nowhere");
    }
}

fn collect<'a>(value: &'a Value, references: &mut Vec<&'a str>) {
    match value {
        Value::Object(members) => {
            references.extend(members.get("$ref").and_then(Value::as_str));
            members.values().for_each(|value| collect(value, references));
        }
        Value::Array(entries) => entries.iter().for_each(|entry| collect(entry, references)),
        _ => {}
    }
}
