//! Schemas without a portal's config, compared with validation that uses one.

use crate::{EVERY_KIND, MINIMAL, compare, file, filed, files, put, schema, schema_of};
use guitai::config::Config;
use guitai::form::Form;
use guitai::schema::Scope;
use serde_json::{Value, json};

/// Returns a submission with answers and files.
fn with_files(form: &Form, answers: &Value, files: &Value) -> Value {
    let mut submission = filed(answers);
    put(&mut submission, "/workflow", &json!(form.id));
    put(&mut submission, "/attachments", files);
    if form.notices.is_empty() {
        put(&mut submission, "/notices", &Value::Null);
    }
    submission
}

#[test]
fn accepts_what_a_config_may_allow() {
    let mut large = file("f");
    large["size"] = json!(6 * 1024 * 1024);
    let photo = json!({"id": "photo", "kind": "files", "label": {"en": "Photo"}});
    let asking = |step: &str| json!({"version": "1", "questions": [{"step": step, "question": photo}]});
    let (minimal, every) = ((&*MINIMAL, json!({"comment": "甲"})), (&EVERY_KIND.0, json!({"a": "y"})));
    for ((form, answers), config, files) in [
        (&every, json!({"version": "1", "attachments": {"files": 7}}), files(&["two_files"; 7])),
        (&every, json!({"version": "1", "attachments": {"each_bytes": 7_000_000}}), json!([large])),
        (&every, asking("kinds"), files(&["extra.photo"])),
        (&minimal, asking("only"), files(&["extra.photo", "extra.photo"])),
    ] {
        let submission = with_files(form, answers, &files);
        let configured = Config::read(&config.to_string()).unwrap().apply((*form).clone());
        let of_any = schema_of(form, Scope::AnyPortal);
        assert!(compare(&configured, &of_any, &submission, &config.to_string()), "{config} allows it");
        assert!(!schema(form).is_valid(&submission), "{config} is needed for it");
    }
}

#[test]
fn refuses_what_no_config_allows() {
    let (form, of_any) = (&EVERY_KIND.0, schema_of(&EVERY_KIND.0, Scope::AnyPortal));
    let (mut empty, mut other) = (file("f"), file("extra.photo"));
    empty["size"] = json!(0);
    other["media_type"] = json!("image/gif");
    for (files, is_refused) in [
        (files(&["f", "f", "s", "extra.photo"]), false),
        (files(&["s", "s"]), true),
        (files(&["f", "f", "f"]), true),
        (files(&["a"]), true),
        (files(&["none"]), true),
        (files(&["my.extra.photo"]), true),
        (json!([empty]), true),
        (json!([other]), true),
    ] {
        let mut submission = with_files(form, &json!({"a": "z", "t": "甲"}), &files);
        put(&mut submission, "/staff", &json!({"id": "測試員01"}));
        assert_eq!(of_any.is_valid(&submission), !is_refused, "{files}");
    }
}
