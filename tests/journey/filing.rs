//! A filing: its envelope and its stage.

use crate::setup::{Subject, form, response};
use guitai::config::Config;
use guitai::form::Form;
use guitai::journey::{Action, Effect, Options, Stored, UserInput};
use serde_json::{Value, json};
use std::rc::Rc;

/// The body that the last event offers.
fn offered(subject: &Subject) -> Value {
    let body = subject.effects.iter().find_map(|effect| match effect {
        Effect::Offer { body, .. } => Some(body),
        _ => None,
    });
    serde_json::from_str(body.unwrap()).unwrap()
}

#[test]
fn the_portals_privacy_notice_has_its_own_version() {
    let mut form = Form::clone(&form());
    let mut declaration = form.notices[0].clone();
    (declaration.id, declaration.version) = ("declaration".to_owned(), "2".to_owned());
    form.notices.push(declaration);
    let privacy = json!({"version": "9", "holder": {"en": "h", "zh-Hant": "h"}, "purpose": {"en": "p", "zh-Hant": "p"},
        "categories": {"en": "c", "zh-Hant": "c"}, "use": {"en": "u", "zh-Hant": "u"},
        "rights": {"en": "r", "zh-Hant": "r"}, "refusal": {"en": "f", "zh-Hant": "f"}});
    for (config, privacy) in
        [(json!({"version": "1"}), "1"), (json!({"version": "1", "privacy": privacy}), "9")]
    {
        let config = Config::read(&config.to_string()).unwrap();
        let mut subject =
            Subject::start(Rc::new(form.clone()), config, Options::default(), &Stored::default());
        subject.typed("name", "Ann");
        subject.press(Action::Next);
        subject.press(Action::Next);
        for id in ["privacy", "declaration"] {
            let (name, value) = (format!("notice.{id}"), "accepted".to_owned());
            subject.input(UserInput::Ticked { name, value, on: true });
        }
        subject.press(Action::Submit);
        let notices = offered(&subject)["notices"].clone();
        let versions: Vec<_> =
            notices.as_array().unwrap().iter().map(|notice| (&notice["id"], &notice["version"])).collect();
        assert_eq!(versions, [(&json!("privacy"), &json!(privacy)), (&json!("declaration"), &json!("2"))]);
    }
}

#[test]
fn a_filing_is_under_way_while_it_is_sent() {
    let mut subject = Subject::at_review(Options::default());
    assert!(!subject.journey.filing().is_under_way());
    subject.submit();
    assert!(subject.journey.filing().is_under_way());
    subject.answer(response(204, ""));
    assert!(!subject.journey.filing().is_under_way());
}
