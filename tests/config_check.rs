//! Faults that the check of a portal's config finds.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use guitai::config::Config;
use guitai::form::{BUILTIN, Form, builtin};
use serde_json::{Value, json};

const README: &str = include_str!("../README.md");
const OWN_FORM: &str = include_str!("../docs/own-form.md");

/// Returns the demo portal's config with some members replaced.
fn demo_with(members: &Value) -> Value {
    let mut config: Value =
        serde_json::from_str(include_str!("../examples/sample-county/config.json")).unwrap();
    let own = members.as_object().unwrap().iter().map(|(name, value)| (name.clone(), value.clone()));
    config.as_object_mut().unwrap().extend(own);
    config
}

fn faults(config: &Value) -> Vec<String> {
    let forms = BUILTIN.map(|name| Form::read(builtin(name).unwrap()).unwrap());
    Config::read(&config.to_string()).unwrap().check(&forms)
}

#[test]
fn finds_missing_items_of_the_privacy_notice() {
    let empty = "is empty, but required by 個人資料保護法第8條";
    let demo = demo_with(&json!({}));
    for (pointer, value, fault) in [
        ("/agency/name", json!(""), format!("/agency/name: {empty}")),
        ("/agency/name", json!({"zh-Hant": "縣政府", "en": " "}), format!("/agency/name: {empty}")),
        ("/privacy/holder", json!(" "), format!("/privacy/holder: {empty}")),
        ("/privacy/refusal", json!({"zh-Hant": "", "en": ""}), format!("/privacy/refusal: {empty}")),
        (
            "/privacy/version",
            json!(""),
            "/privacy/version: must not be empty, because submissions record it".into(),
        ),
    ] {
        let mut config = demo.clone();
        *config.pointer_mut(pointer).unwrap() = value;
        assert_eq!(faults(&config), [fault], "{pointer}");
    }
    let empty_agency = json!({"name": "", "phone": "", "address": "", "hours": "", "url": ""});
    assert_eq!(faults(&demo_with(&json!({"agency": empty_agency}))), [format!("/agency/name: {empty}")]);
}

#[test]
fn finds_faults_of_workflows() {
    let empty = "is empty, but required by 個人資料保護法第8條";
    let demo = demo_with(&json!({}));
    let blank = json!({"version": "", "holder": "", "purpose": "x", "categories": "x", "use": "x", "rights": "x", "refusal": "x"});
    for (workflows, expected) in [
        (json!({"nope": {}}), vec!["/workflows/nope: there is no such form".to_owned()]),
        (
            json!({"petition": {"agency": {"name": " "}}}),
            vec![format!("/workflows/petition/agency/name: {empty}")],
        ),
        (
            json!({"petition": {"privacy": blank}}),
            vec![
                "/workflows/petition/privacy/version: must not be empty, because submissions record it"
                    .to_owned(),
                format!("/workflows/petition/privacy/holder: {empty}"),
            ],
        ),
        (
            json!({"petition": {"reply_within": "30 日"}}),
            vec!["/workflows/petition/reply_period: is missing, so the one of the portal applies".to_owned()],
        ),
        (
            json!({"petition": {"reply_period": {"days": 30}}}),
            vec!["/workflows/petition/reply_within: is missing, so the one of the portal applies".to_owned()],
        ),
        (json!({"petition": {"reply_within": "30 日", "reply_period": {"days": 30}}}), Vec::new()),
    ] {
        assert_eq!(faults(&demo_with(&json!({"workflows": workflows}))), expected, "{workflows}");
    }

    // Workflows can replace the members of the portal altogether.
    let own = json!({"agency": demo["agency"], "privacy": demo["privacy"]});
    let own: Value = ["exemption", "change-report", "cause-ended", "petition"]
        .map(|workflow| (workflow.to_owned(), own.clone()))
        .into_iter()
        .collect();
    let mut config = demo_with(&json!({"workflows": own}));
    for member in ["agency", "privacy"] {
        config.as_object_mut().unwrap().remove(member);
    }
    assert_eq!(faults(&config), [""; 0]);
    config["workflows"].as_object_mut().unwrap().remove("petition");
    let missing = "is missing, but required by 個人資料保護法第8條";
    assert_eq!(faults(&config), [format!("/agency: {missing}"), format!("/privacy: {missing}")]);
}

#[test]
fn finds_hidden_options_that_are_required() {
    let ends = "every remaining option ends the workflow";
    let offered = "\"other\" is hidden, but a remedy of a rule replaces another option by it";
    for (options, expected) in [
        (
            json!({"exemption:notice_kind": ["civil_defence"]}),
            format!("/options/exemption:notice_kind: {ends}"),
        ),
        (json!({"notice_kind": ["civil_defence", "reserve"]}), format!("/options/notice_kind: {ends}")),
        (json!({"reservist": ["no", "unsure"]}), format!("/options/reservist: {ends}")),
        (json!({"basis": ["disability", "health", "public_duty"]}), format!("/options/basis: {ends}")),
        (json!({"exemption:grounds": ["other"]}), format!("/options/exemption:grounds: {offered}")),
        (json!({"grounds": ["illness", "other"]}), format!("/options/grounds: {offered}")),
    ] {
        assert_eq!(faults(&demo_with(&json!({"options": options}))), [expected], "{options}");
    }
}

/// An id must not equal the name of a control of another question, such as `card.year`.
#[test]
fn finds_invalid_ids_of_questions() {
    let question = |id: &str, kind: &str| {
        let question = json!({"id": id, "kind": kind, "label": {"zh-Hant": "證", "en": "Card"}});
        json!({"workflow": "survey", "step": "ratings", "question": question})
    };
    for id in ["card.year", "my-card", "Card"] {
        let config = demo_with(&json!({"questions": [question("card", "date"), question(id, "text")]}));
        let message = format!("the id \"{id}\" must consist of a-z, 0-9 and _");
        let found = faults(&config);
        assert!(
            found.len() == 1 && found[0].starts_with("survey: ") && found[0].ends_with(&message),
            "{found:?}"
        );
    }
    let distinct =
        demo_with(&json!({"questions": [question("card", "date"), question("card_year", "text")]}));
    assert_eq!(faults(&distinct), [""; 0]);
}

#[test]
fn accepts_valid_configs() {
    let grounds = ["illness", "family", "disaster", "marriage", "at_sea", "training", "exam", "other"];
    for options in [
        json!({}),
        json!({"notice_kind": ["reserve", "substitute_service"]}),
        json!({"notice_kind": ["civil_defence", "reserve", "substitute_service"]}),
        json!({"reservist": ["unsure"]}),
        json!({"reservist": ["no"]}),
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

#[test]
fn accepts_the_examples_of_the_documents() {
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
