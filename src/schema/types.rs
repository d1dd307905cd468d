//! Says of every part of a schema which type it speaks of, and which members, as strict validators want it.
//!
//! A keyword such as `required` says nothing of an instance of another type. Where the whole submission is judged this
//! makes no difference: each place has its type by its own definition.

use serde_json::{Map, Value};

const OF: [(&str, &[&str]); 4] = [
    ("object", &["required", "properties", "additionalProperties", "minProperties"]),
    ("array", &["items", "contains", "minItems", "maxItems", "minContains", "maxContains", "uniqueItems"]),
    ("string", &["minLength", "maxLength", "pattern", "format"]),
    ("integer", &["minimum", "maximum"]),
];

/// Adds `type` to the schema and to every schema in it, where a keyword tells it.
pub(super) fn add_types(schema: &mut Value) {
    let Value::Object(members) = schema else { return };
    let told = OF.iter().find(|(_, words)| words.iter().any(|word| members.contains_key(*word)));
    if let Some((name, _)) = told.filter(|_| !members.contains_key("type")) {
        members.insert("type".to_owned(), (*name).into());
    }
    name_members(members);
    for (keyword, value) in members {
        match keyword.as_str() {
            "properties" | "$defs" => {
                value.as_object_mut().into_iter().flat_map(Map::values_mut).for_each(add_types);
            }
            "allOf" | "anyOf" | "oneOf" | "prefixItems" => {
                value.as_array_mut().into_iter().flatten().for_each(add_types);
            }
            "items" | "contains" | "not" | "if" | "then" | "else" | "additionalProperties" => {
                add_types(value);
            }
            _ => {}
        }
    }
}

/// What is required is also named among the properties, where anything may stand for it.
fn name_members(members: &mut Map<String, Value>) {
    let Some(required) = members.get("required").and_then(Value::as_array).cloned() else { return };
    let properties = members.entry("properties").or_insert_with(|| Map::new().into());
    if let Value::Object(properties) = properties {
        for name in required.iter().filter_map(Value::as_str) {
            properties.entry(name).or_insert(true.into());
        }
    }
}
