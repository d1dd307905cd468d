//! The frozen submission: its envelope, its files and its stage.

use crate::setup::{Subject, form, form_with, response};
use guitai::config::Config;
use guitai::form::Form;
use guitai::journey::{Action, Effect, Event, Options, Stored, UserInput};
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

#[test]
fn a_question_for_one_file_keeps_the_last_one() {
    let other = r#"{"id": "photo", "kind": "files", "optional": true, "label": {"en": "Photo", "zh-Hant": "相片"}},
        {"id": "evidence","#;
    let mut form = Form::clone(&form_with(r#"{"id": "evidence","#, other));
    for question in form.steps.iter_mut().flat_map(|step| &mut step.questions) {
        if question.id == "evidence" {
            question.range.max = Some(1);
        }
    }
    let mut subject =
        Subject::start(Rc::new(form), Config::default(), Options::default(), &Stored::default());
    subject.typed("name", "Ann");
    subject.press(Action::Next);
    let add = |subject: &mut Subject, question: &str, id: &str| {
        let session = subject.journey.session();
        let mut file = crate::setup::file(id);
        question.clone_into(&mut file.answer);
        subject.send(Event::FileRead { session, question: question.to_owned(), file: Ok(file) });
    };
    add(&mut subject, "photo", "a");
    add(&mut subject, "evidence", "b");
    add(&mut subject, "evidence", "c");
    assert!(subject.effects.contains(&Effect::Delete { name: "b".to_owned() }));
    let files: Vec<&str> = subject.journey.draft().files.iter().map(|file| file.id.as_str()).collect();
    assert_eq!(files, ["a", "c"]);
}

/// The problem belongs to the last question that takes files, here in the first step.
#[test]
fn too_many_bytes_of_all_files_together_are_shown_at_the_last_question_for_files() {
    let mut form = Form::clone(&form());
    let evidence = form.steps[1].questions.remove(0);
    assert_eq!(evidence.id, "evidence");
    form.steps[0].questions.insert(0, evidence);
    form.limits.total_bytes = 1;
    let mut subject =
        Subject::start(Rc::new(form), Config::default(), Options::default(), &Stored::default());
    subject.typed("name", "Ann");
    let session = subject.journey.session();
    let (question, file) = ("evidence".to_owned(), Ok(crate::setup::file("ab")));
    subject.send(Event::FileRead { session, question, file });
    subject.press(Action::Next);
    assert_eq!(subject.page(), "one");
    let problems = subject.journey.problems();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].control, "evidence");
}
