//! Comparison of the JSON Schema of a submission, evaluated by an independent implementation, with the
//! validator.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod any_portal;
mod conditions;
mod envelope;
mod openapi;
#[path = "../support/mod.rs"]
mod support;
mod values;

use guitai::config::Config;
use guitai::form::{BUILTIN, Form, Kind, builtin};
use guitai::receive::receive;
use guitai::schema::{Scope, submission_schema};
use jsonschema::Validator;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use support::generated::{Generated, generated};
use support::workflows::WORKFLOWS;

/// Problems that only the validator can detect: a code, a part of the pointer, the kind of question if
/// relevant, and the reason.
static INEXPRESSIBLE: LazyLock<Vec<Value>> =
    LazyLock::new(|| serde_json::from_str(include_str!("inexpressible.json")).unwrap());

fn is_inexpressible(form: &Form, code: &str, pointer: &str) -> bool {
    let kind = kind_at(form, pointer).and_then(|kind| Kind::NAMES.iter().find(|(_, other)| *other == kind));
    INEXPRESSIBLE.iter().any(|one| {
        let fits = one["kind"].is_null() || kind.is_some_and(|(name, _)| one["kind"] == *name);
        fits && one["code"] == code && pointer.contains(one["at"].as_str().unwrap())
    })
}

/// Returns the kind of the question at a pointer.
fn kind_at(form: &Form, pointer: &str) -> Option<Kind> {
    let mut path = pointer.strip_prefix("#/answers/")?.split('/');
    let question = form.question(path.next()?)?;
    let inner = path.nth(1).and_then(|id| question.questions.iter().find(|inner| inner.id == id));
    Some(inner.unwrap_or(question).kind)
}

fn schema(form: &Form) -> Validator {
    schema_of(form, Scope::OnePortal)
}

fn schema_of(form: &Form, scope: Scope) -> Validator {
    let schema: Value = serde_json::from_str(&submission_schema(form, scope)).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::draft202012::options().should_validate_formats(true).build(&schema).unwrap()
}

/// Returns code and pointer of each problem that the validator finds.
fn problems(form: &Form, submission: &str) -> BTreeSet<(&'static str, String)> {
    let find = |workflow: &str| (workflow == form.id).then_some(form);
    let verdict = receive(&find, &Config::default(), submission, None).unwrap();
    verdict.problems.into_iter().map(|problem| (problem.code, problem.pointer)).collect()
}

/// Checks that the schema accepts a valid submission, and refuses one with a problem that it can express.
/// Returns whether the submission is valid.
fn compare(form: &Form, schema: &Validator, submission: &Value, name: &str) -> bool {
    let problems = problems(form, &submission.to_string());
    let errors: Vec<String> = schema.iter_errors(submission).map(|error| error.to_string()).collect();
    if problems.is_empty() {
        assert!(errors.is_empty(), "{name}: valid, but the schema says {errors:?}");
    } else if errors.is_empty() {
        let expressible: Vec<_> =
            problems.iter().filter(|(code, pointer)| !is_inexpressible(form, code, pointer)).collect();
        assert!(expressible.is_empty(), "{name}: the schema accepts {expressible:?}");
    }
    problems.is_empty()
}

static EVERY_KIND: LazyLock<(Form, Validator)> = LazyLock::new(|| {
    let form = Form::read(include_str!("../support/every_kind.json")).unwrap();
    assert_eq!(guitai::form::check(&form), []);
    let schema = schema(&form);
    (form, schema)
});

/// A form with one question, a text, and without files.
static MINIMAL: LazyLock<Form> = LazyLock::new(|| {
    let question = json!({"id": "comment", "kind": "text", "label": {"en": "Comment"}});
    let step = json!({"id": "only", "title": {"en": "Only"}, "questions": [question]});
    let minimal = json!({
        "id": "minimal", "version": "1.0.0", "languages": ["en"], "title": {"en": "Minimal"}, "notices": [], "steps": [step],
    });
    Form::read(&minimal.to_string()).unwrap()
});

fn filed(answers: &Value) -> Value {
    json!({
        "id": "01a1fbd4-f500-7000-8000-000000000001", "workflow": "every-kind", "version": "1.0.0", "locale": "en",
        "channel": "web", "filed_at": "2026-11-21T10:00:59+08:00", "answers": answers,
        "notices": [{"id": "privacy", "version": "1", "accepted_at": "2026-11-21T10:00:00+08:00"}],
    })
}

fn file(question: &str) -> Value {
    json!({
        "id": "1", "answer": question, "name": "a.png", "media_type": "image/png", "size": 69, "sha256": "0".repeat(64),
        "href": "https://portal.example/files/1",
    })
}

/// Returns files that answer these questions, with different ids.
fn files(questions: &[&str]) -> Value {
    let numbered = questions.iter().zip(1..).map(|(question, number)| {
        let mut file = file(question);
        file["id"] = json!(number.to_string());
        file
    });
    numbered.collect()
}

/// Sets the value at a pointer; `null` removes it.
fn put(submission: &mut Value, pointer: &str, value: &Value) {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let members = submission.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    if value.is_null() {
        members.remove(name);
    } else {
        members.insert(name.to_owned(), value.clone());
    }
}

#[test]
fn agrees_on_every_golden_submission() {
    for workflow in &*WORKFLOWS {
        let schema = schema(&workflow.form);
        for case in &workflow.cases {
            compare(&workflow.form, &schema, &case.submission, &case.name);
        }
    }
}

#[test]
fn agrees_on_generated_submissions() {
    let schemas: Vec<Validator> = WORKFLOWS.iter().map(|workflow| schema(&workflow.form)).collect();
    for generated in generated(400) {
        let Generated { workflow, name, text } = &generated;
        let at = WORKFLOWS.iter().position(|other| std::ptr::eq(other, *workflow)).unwrap();
        let submission = serde_json::from_str(text).unwrap();
        compare(&workflow.form, &schemas[at], &submission, &format!("{name}: {text}"));
    }
}

#[test]
fn creates_a_schema_of_every_form() {
    let built_in = BUILTIN.map(|name| Form::read(builtin(name).unwrap()).unwrap());
    for form in built_in.iter().chain([&*MINIMAL, &EVERY_KIND.0]) {
        schema_of(form, Scope::OnePortal);
        schema_of(form, Scope::AnyPortal);
    }
}
