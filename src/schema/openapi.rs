//! `OpenAPI` 3.1 description of an intake endpoint: its requests and responses.

use super::logic::merged;
use super::{Scope, submission_schema};
use crate::form::Form;
use crate::value::attachment::Media;
use serde_json::{Map, Value, json};

/// Returns the description of `POST /api/submissions` for these forms, and of `POST /api/attachments`, as
/// indented JSON.
#[must_use]
pub fn openapi(forms: &[Form], scope: Scope) -> String {
    let mut schemas = Map::new();
    let mut mapping = Map::new();
    for form in forms {
        // The schema was serialized just now, so it is valid JSON.
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
            "summary": "Endpoints to which forms send submissions and files",
            "description": "A submission has one id, one body and one idempotency key. A repeated request with the same bytes returns the first receipt.",
            "version": env!("CARGO_PKG_VERSION"),
            "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"},
        },
        "servers": [{"url": "/", "description": "The portal with the endpoint"}],
        "security": [],
        "tags": [{"name": "intake", "description": "Receiving submissions"}],
        "paths": {"/api/submissions": {"post": submission()}, "/api/attachments": {"post": attachment()}},
        "components": {"schemas": schemas},
    });
    serde_json::to_string_pretty(&document).unwrap_or_default()
}

/// Changes references `#/$defs/…` of a schema to its place in the document.
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
    let key =
        key("The submission's id in quotation marks; the same for every attempt to send one submission");
    json!({
        "operationId": "submit",
        "tags": ["intake"],
        "summary": "File a submission",
        "parameters": [key],
        "requestBody": {"required": true, "content": body},
        "responses": merged(refusals(), json!({
            "200": received("Received before; the same receipt is returned", "receipt"),
            "201": received("Received and stored", "receipt"),
            "202": received("Received; storing is not complete", "receipt"),
            "413": refused("An attachment is too large"),
            "415": refused("An attachment is of a type that is not accepted"),
            "422": refused("The submission is invalid; `errors` lists the problems and their places"),
        })),
    })
}

/// The endpoint to which `attachments="URL"` sends each file. The portal chooses its URL.
fn attachment() -> Value {
    let bytes = |media: &Media| (media.as_str().to_owned(), json!({"schema": {}}));
    let content: Map<String, Value> = Media::ALL.iter().map(bytes).collect();
    let name = json!({
        "name": "Content-Disposition",
        "in": "header",
        "description": "The file name (RFC 6266): attachment; filename*=UTF-8''…",
        "schema": {"type": "string"},
    });
    let key = key("The file's id in quotation marks; the same for every attempt to send one file");
    json!({
        "operationId": "attach",
        "tags": ["intake"],
        "summary": "Send a file before the submission that names it",
        "parameters": [key, name],
        "requestBody": {"required": true, "description": "The bytes of the file, unencoded", "content": content},
        "responses": merged(refusals(), json!({
            "200": received("Received before; the same URL is returned", "file"),
            "201": received("Received and stored", "file"),
            "413": refused("The file is too large"),
            "415": refused("The file's type is not accepted, or differs from its Content-Type"),
            "422": refused("The file requires a password, or its key belongs to another file"),
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

/// Responses of both endpoints.
fn refusals() -> Value {
    let wait = json!({"Retry-After": {
        "description": "Seconds or a date after which the form may retry; the form waits at most two minutes",
        "schema": {"type": "string"},
    }});
    let waiting = |when: &str| merged(refused(when), json!({"headers": wait}));
    json!({
        "400": refused("The request is malformed"),
        "401": refused("The session ended; the form requests new headers from the page once"),
        "403": refused("The session ended, or this person is not allowed to file"),
        "409": refused("A request with the same key is in progress; the form retries"),
        "429": waiting("Too many requests, or too much data from one client; the form retries"),
        "503": waiting("Busy, or no space left; the form retries"),
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
        "description": "A receipt has a reference, or the submission's id.",
        "properties": {
            "reference": {"type": "string", "minLength": 1, "description": "Reference number for the person"},
            "id": {"type": "string", "format": "uuid"},
            "message": {"type": "string"},
            "status_url": {"type": "string", "format": "uri"},
            "expected_by": {"type": "string", "format": "date", "description": "Day by which a reply can be expected"},
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
                "description": "URL of the file, which the submission contains in place of the content",
            },
        },
        "required": ["href"],
    })
}

fn problem() -> Value {
    let pointer = json!({"type": "string", "description": "A JSON pointer into the submission, such as #/answers/mobile"});
    json!({
        "type": "object",
        "description": "A problem document (RFC 9457).",
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
