//! Adds `type` and `properties` to subschemas, as the strict mode of some validators requires.
//!
//! A keyword such as `required` ignores instances of other types. The addition does not change which
//! submissions are valid, because every value has its type in its own definition.

use serde_json::{Map, Value};

/// Types, each with the keywords that imply it.
const TYPES: [(&str, &[&str]); 4] = [
    ("object", &["required", "properties", "additionalProperties", "minProperties"]),
    ("array", &["items", "contains", "minItems", "maxItems", "minContains", "maxContains", "uniqueItems"]),
    ("string", &["minLength", "maxLength", "pattern", "format"]),
    ("integer", &["minimum", "maximum"]),
];

/// Adds `type` to a schema and its subschemas, where a keyword implies it.
pub(super) fn add_types(schema: &mut Value) {
    let Value::Object(members) = schema else { return };
    let implied =
        TYPES.iter().find(|(_, keywords)| keywords.iter().any(|keyword| members.contains_key(*keyword)));
    if let Some((name, _)) = implied.filter(|_| !members.contains_key("type")) {
        members.insert("type".to_owned(), (*name).into());
    }
    add_properties(members);
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

/// Adds required members to `properties`, with the schema `true`.
fn add_properties(members: &mut Map<String, Value>) {
    let Some(required) = members.get("required").and_then(Value::as_array).cloned() else { return };
    let properties = members.entry("properties").or_insert_with(|| Map::new().into());
    if let Value::Object(properties) = properties {
        for name in required.iter().filter_map(Value::as_str) {
            properties.entry(name).or_insert(true.into());
        }
    }
}
