//! Comparison of `www/schema/form-definition.json`, which editors use, with the reader.

use crate::{edited, reader, valid};
use guitai::form::{BUILTIN, builtin};
use jsonschema::Validator;
use serde_json::{Value, json};

fn schema() -> Validator {
    let schema = serde_json::from_str(include_str!("../../www/schema/form-definition.json")).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

#[test]
fn accepts_valid_definitions() {
    let schema = schema();
    let built_in = BUILTIN.into_iter().map(|name| serde_json::from_str(builtin(name).unwrap()).unwrap());
    for definition in
        built_in.chain([valid(), serde_json::from_str(include_str!("../support/every_kind.json")).unwrap()])
    {
        let errors: Vec<String> =
            schema.iter_errors(&definition).map(|e| format!("{} {e}", e.instance_path())).collect();
        assert_eq!(errors, [""; 0], "{}", definition["id"]);
    }
}

#[test]
fn refuses_what_the_reader_refuses() {
    let schema = schema();
    for (pointer, value, _, _) in reader::cases() {
        assert!(!schema.is_valid(&edited(&[(&pointer, value.clone())])), "{pointer} = {value}");
    }
}

/// Faults found by the check that a schema can express.
#[test]
fn refuses_faults_of_the_check() {
    let schema = schema();
    for (pointer, value) in [
        ("/id", json!("")),
        ("/id", json!("Dog")),
        ("/version", json!("1")),
        ("/languages", json!([])),
        ("/languages", json!(["en", "en"])),
        ("/steps", json!([])),
        ("/steps/0/questions", json!([])),
        ("/title", json!({"en": ""})),
        ("/steps/0/questions/0/options", Value::Null),
        ("/steps/0/questions/0/options", json!([])),
        ("/steps/0/questions/1/options", json!([{"value": "x", "label": {"en": "x"}}])),
        ("/steps/0/questions/1/options_from", json!("topics")),
        ("/steps/0/questions/0/options_from", json!("topics")),
        ("/steps/0/questions/1/suggest_from", json!("countries")),
        ("/steps/0/questions/2/min", json!(1)),
        ("/steps/0/questions/1/max", json!(0)),
        ("/steps/0/questions/1/id", json!("born.year")),
        ("/steps/0/questions/1/id", json!("pet-name")),
        ("/steps/0/questions/0/options/0/value", json!("")),
        ("/steps/0/questions/3/optional", json!(true)),
        ("/notes/0/at", json!([])),
    ] {
        assert!(!schema.is_valid(&edited(&[(pointer, value.clone())])), "{pointer} = {value}");
    }
}
