//! What the check of a portal's config finds before anybody fills in a form with it.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use guitai::config::Config;
use guitai::form::{BUILTIN, Form, builtin};
use serde_json::{Value, json};

const README: &str = include_str!("../README.md");
const OWN_FORM: &str = include_str!("../docs/own-form.md");

/// The demo portal's config, in which these members stand.
fn demo_with(members: &Value) -> Value {
    let mut config: Value = serde_json::from_str(include_str!("../www/demo/config.json")).unwrap();
    let own = members.as_object().unwrap().iter().map(|(name, value)| (name.clone(), value.clone()));
    config.as_object_mut().unwrap().extend(own);
    config
}

fn faults(config: &Value) -> Vec<String> {
    let forms = BUILTIN.map(|name| Form::read(builtin(name).unwrap()).unwrap());
    Config::read(&config.to_string()).unwrap().check(&forms)
}

#[test]
fn finds_what_the_notice_of_the_law_lacks() {
    let asked = "is empty, and 個人資料保護法第8條 asks for it";
    let demo = demo_with(&json!({}));
    for (pointer, value, fault) in [
        ("/agency/name", json!(""), format!("/agency/name: {asked}")),
        ("/agency/name", json!({"zh-Hant": "縣政府", "en": " "}), format!("/agency/name: {asked}")),
        ("/privacy/holder", json!(" "), format!("/privacy/holder: {asked}")),
        ("/privacy/refusal", json!({"zh-Hant": "", "en": ""}), format!("/privacy/refusal: {asked}")),
        ("/privacy/version", json!(""), "/privacy/version: is empty, so no submission could name it".into()),
    ] {
        let mut config = demo.clone();
        *config.pointer_mut(pointer).unwrap() = value;
        assert_eq!(faults(&config), [fault], "{pointer}");
    }
    let nobody = json!({"name": "", "phone": "", "address": "", "hours": "", "url": ""});
    assert_eq!(faults(&demo_with(&json!({"agency": nobody}))), [format!("/agency/name: {asked}")]);
}

#[test]
fn finds_options_that_can_not_be_spared() {
    let ends = "whatever is left ends the workflow";
    let offered = "\"other\" is hidden, but rules offer it in place of another option";
    for (options, expected) in [
        (
            json!({"exemption:notice_kind": ["civil_defence"]}),
            format!("/options/exemption:notice_kind: {ends}"),
        ),
        (json!({"notice_kind": ["civil_defence", "reserve"]}), format!("/options/notice_kind: {ends}")),
        (json!({"reservist": ["no"]}), format!("/options/reservist: {ends}")),
        (json!({"basis": ["disability", "health", "public_duty"]}), format!("/options/basis: {ends}")),
        (json!({"exemption:grounds": ["other"]}), format!("/options/exemption:grounds: {offered}")),
        (json!({"grounds": ["illness", "other"]}), format!("/options/grounds: {offered}")),
    ] {
        assert_eq!(faults(&demo_with(&json!({"options": options}))), [expected], "{options}");
    }
}

/// The controls of a date are named after it, so that nothing else may be.
#[test]
fn finds_ids_of_questions_that_are_none() {
    let question = |id: &str, kind: &str| {
        let question = json!({"id": id, "kind": kind, "label": {"zh-Hant": "證", "en": "Card"}});
        json!({"workflow": "survey", "step": "ratings", "question": question})
    };
    for id in ["card.year", "my-card", "Card"] {
        let config = demo_with(&json!({"questions": [question("card", "date"), question(id, "text")]}));
        let said = format!("the id \"{id}\" may have a-z, 0-9 and _ only");
        let found = faults(&config);
        assert!(
            found.len() == 1 && found[0].starts_with("survey: ") && found[0].ends_with(&said),
            "{found:?}"
        );
    }
    let apart = demo_with(&json!({"questions": [question("card", "date"), question("card_year", "text")]}));
    assert_eq!(faults(&apart), [""; 0]);
}

#[test]
fn finds_nothing_where_nothing_is() {
    let grounds = ["illness", "family", "disaster", "marriage", "at_sea", "training", "exam", "other"];
    for options in [
        json!({}),
        json!({"notice_kind": ["reserve", "substitute_service"]}),
        json!({"notice_kind": ["civil_defence", "reserve", "substitute_service"]}),
        json!({"reservist": ["unsure"]}),
        json!({"exemption:grounds": ["illness", "at_sea"]}),
        json!({"exemption:grounds": grounds}),
        json!({"grounds": ["other"], "exemption:grounds": grounds}),
        json!({"anonymous": ["no"], "needs_rest": ["yes"]}),
        json!({"topic": ["other"], "receiver": []}),
    ] {
        assert_eq!(faults(&demo_with(&json!({"options": options}))), [""; 0], "{options}");
    }
    let bare = json!({"agency": {"name": "縣政府"}});
    assert_eq!(faults(&demo_with(&bare)), [""; 0], "a name is enough");
}

/// What is shown to integrators does not fail the check that they are told to run.
#[test]
fn takes_the_examples_of_the_documents() {
    for (name, text) in [("README.md", README), ("docs/own-form.md", OWN_FORM)] {
        let blocks = text.split("```json\n").skip(1).filter_map(|rest| rest.split("```").next());
        let configs: Vec<Value> = blocks
            .filter_map(|block| serde_json::from_str(block).ok())
            .filter(|block: &Value| block["version"].is_string() && block["steps"].is_null())
            .collect();
        assert_eq!(configs.len(), 1, "{name}");
        assert_eq!(faults(&demo_with(&configs[0])), [""; 0], "{name}");
    }
}
