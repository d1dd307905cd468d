//! References in the `OpenAPI` description. Redocly's linter checks the rest.

use crate::support::workflows::WORKFLOWS;
use guitai::schema::{Scope, openapi};
use serde_json::Value;

#[test]
fn references_resolve() {
    let forms: Vec<_> = WORKFLOWS.iter().map(|workflow| workflow.form.clone()).collect();
    let document: Value = serde_json::from_str(&openapi(&forms, Scope::AnyPortal)).unwrap();
    let mut references = Vec::new();
    collect(&document, &mut references);
    assert!(references.len() > 100);
    for reference in references {
        let place = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(place).is_some(), "{reference} does not resolve");
    }
    let offered = document["components"]["schemas"]["submission"]["oneOf"].as_array().unwrap();
    assert_eq!(offered.len(), forms.len());
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
