//! `OpenAPI` 3.1 of an intake endpoint: what a host's backend takes, and what it may answer.

use super::logic::merged;
use super::{Scope, submission_schema};
use crate::form::Form;
use crate::value::attachment::Media;
use serde_json::{Map, Value, json};

/// The description of `POST /api/submissions` for these forms, and of `POST /api/attachments`, as indented JSON.
#[must_use]
pub fn openapi(forms: &[Form], scope: Scope) -> String {
    let mut schemas = Map::new();
    let mut mapping = Map::new();
    for form in forms {
        // Ours is valid JSON: it was written a moment ago.
        let mut schema: Value = serde_json::from_str(&submission_schema(form, scope)).unwrap_or_default();
        let place = format!("#/components/schemas/{}", form.id);
        move_references(&mut schema, &place);
        if let Some(members) = schema.as_object_mut() {
            members.remove("$schema");
        }
        schemas.insert(form.id.clone(), schema);
        mapping.insert(form.id.clone(), place.into());
    }
    let choices: Vec<Value> = mapping.values().map(|place| json!({"$ref": place})).collect();
    schemas.insert(
        "submission".to_owned(),
        json!({"oneOf": choices, "discriminator": {"propertyName": "workflow", "mapping": mapping}}),
    );
    schemas.insert("receipt".to_owned(), receipt());
    schemas.insert("file".to_owned(), file());
    schemas.insert("problem".to_owned(), problem());
    let document = json!({
        "openapi": "3.1.1",
        "info": {
            "title": "Guitai intake",
            "summary": "Where the forms send what citizens file",
            "description": "One filing has one id, one body and one key: whoever sends the same bytes again gets the first receipt again.",
            "version": env!("CARGO_PKG_VERSION"),
            "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"},
        },
        "servers": [{"url": "/", "description": "The portal that runs the endpoint"}],
        "security": [],
        "tags": [{"name": "intake", "description": "Taking submissions"}],
        "paths": {"/api/submissions": {"post": submission()}, "/api/attachments": {"post": attachment()}},
        "components": {"schemas": schemas},
    });
    serde_json::to_string_pretty(&document).unwrap_or_default()
}

/// Within a document, `#/$defs/…` of a schema is found below the schema's place.
fn move_references(schema: &mut Value, place: &str) {
    match schema {
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::String(reference) if name == "$ref" && reference.starts_with("#/") => {
                        *reference = format!("{place}{}", &reference.trim_start_matches('#'));
                    }
                    _ => move_references(value, place),
                }
            }
        }
        Value::Array(entries) => entries.iter_mut().for_each(|entry| move_references(entry, place)),
        _ => {}
    }
}

fn submission() -> Value {
    let body = json!({"application/json": {"schema": {"$ref": "#/components/schemas/submission"}}});
    let key = key("The submission's id between quotation marks; the same for every attempt at one filing");
    json!({
        "operationId": "submit",
        "tags": ["intake"],
        "summary": "File a submission",
        "parameters": [key],
        "requestBody": {"required": true, "content": body},
        "responses": merged(refusals(), json!({
            "200": received("Received before: the same receipt again", "receipt"),
            "201": received("Received and stored", "receipt"),
            "202": received("Received, to be stored", "receipt"),
            "413": refused("An attachment is too large"),
            "415": refused("An attachment is of a kind that is not taken"),
            "422": refused("The rules refuse it: `errors` says where and why"),
        })),
    })
}

/// Where `attachments="URL"` sends each file. The address is the portal's to choose.
fn attachment() -> Value {
    let bytes = |media: &Media| (media.as_str().to_owned(), json!({"schema": {}}));
    let content: Map<String, Value> = Media::ALL.iter().map(bytes).collect();
    let name = json!({
        "name": "Content-Disposition",
        "in": "header",
        "description": "The file's name, as RFC 6266 writes it: attachment; filename*=UTF-8''…",
        "schema": {"type": "string"},
    });
    let key = key("The file's id between quotation marks; the same for every attempt at one file");
    json!({
        "operationId": "attach",
        "tags": ["intake"],
        "summary": "Send a file before the submission that names it",
        "parameters": [key, name],
        "requestBody": {"required": true, "description": "The file's bytes as they are", "content": content},
        "responses": merged(refusals(), json!({
            "200": received("Received before: it lies where it lay", "file"),
            "201": received("Received and stored", "file"),
            "413": refused("The file is too large"),
            "415": refused("The file is of a kind that is not taken, or of another than it says"),
            "422": refused("The file can't be opened without a password, or its key belongs to another file"),
        })),
    })
}

fn key(description: &str) -> Value {
    json!({
        "name": "Idempotency-Key",
        "in": "header",
        "required": true,
        "description": description,
        "schema": {"type": "string", "pattern": "^\"[0-9A-Fa-f-]{36}\"$"},
    })
}

/// What either endpoint may answer.
fn refusals() -> Value {
    let wait = json!({"Retry-After": {
        "description": "Seconds, or a date, until the form may ask again; at most two minutes are waited for",
        "schema": {"type": "string"},
    }});
    let waiting = |when: &str| merged(refused(when), json!({"headers": wait}));
    json!({
        "400": refused("Not what it ought to be"),
        "401": refused("The session ended: the form asks the page for fresh headers once"),
        "403": refused("The session ended, or this person may not file"),
        "409": refused("The same key is in progress: the form asks again"),
        "429": waiting("Too many requests, or too much data of one client: the form asks again by itself"),
        "503": waiting("Busy, or no room to store anything: the form asks again by itself"),
    })
}

fn received(when: &str, schema: &str) -> Value {
    answer(when, "application/json", schema)
}

fn refused(when: &str) -> Value {
    answer(when, "application/problem+json", "problem")
}

fn answer(when: &str, media_type: &str, schema: &str) -> Value {
    let reference = format!("#/components/schemas/{schema}");
    json!({"description": when, "content": {media_type: {"schema": {"$ref": reference}}}})
}

fn receipt() -> Value {
    json!({
        "type": "object",
        "description": "It has a reference, or the submission's own id.",
        "properties": {
            "reference": {"type": "string", "minLength": 1, "description": "What the person is given to ask by"},
            "id": {"type": "string", "format": "uuid"},
            "message": {"type": "string"},
            "status_url": {"type": "string", "format": "uri"},
            "expected_by": {"type": "string", "format": "date", "description": "When a reply can be expected"},
        },
        "anyOf": [{"required": ["reference"]}, {"required": ["id"]}],
    })
}

fn file() -> Value {
    json!({
        "type": "object",
        "properties": {
            "href": {
                "type": "string",
                "minLength": 1,
                "description": "Where the file lies: what the submission says of it in place of its content",
            },
        },
        "required": ["href"],
    })
}

fn problem() -> Value {
    let pointer = json!({"type": "string", "description": "A JSON pointer into the submission, such as #/answers/mobile"});
    json!({
        "type": "object",
        "description": "A problem document of RFC 9457.",
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "errors": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "pointer": pointer,
                        "detail": {"type": "string"},
                        "code": {"type": "string"},
                        "cite": {"type": ["string", "null"]},
                    },
                    "required": ["pointer", "detail"],
                },
            },
        },
    })
}
