//! A shown problem disappears as soon as its answer is right, and no problem appears before Continue.

use crate::setup::{Subject, form_with, response};
use guitai::config::Config;
use guitai::control::STAFF;
use guitai::journey::{Action, Effect, Event, Focus, HostEvent, Options, Page, Stored, UserInput};
use guitai::problem::Problem;
use guitai::validate::Mode;

/// The shown problems: control, part and code.
fn shown(subject: &Subject) -> Vec<String> {
    let problems = subject.journey.problems().iter();
    problems
        .map(|problem| [&problem.control, problem.part.as_deref().unwrap_or("-"), &problem.code].join(" "))
        .collect()
}

/// A journey with the problem that the name is missing.
fn unnamed() -> Subject {
    let mut subject = Subject::new(Options::default());
    subject.press(Action::Next);
    assert_eq!(shown(&subject), ["name - required"]);
    subject
}

#[test]
fn a_right_answer_removes_its_problem() {
    let mut subject = unnamed();
    subject.typed("name", "A");
    assert_eq!(shown(&subject), [""; 0]);
    assert!(subject.effects.contains(&Effect::Draw));
    // The host page is told of problems only when they appear.
    assert_eq!(subject.emitted().len(), 0);
    subject.typed("name", "");
    assert_eq!(shown(&subject), [""; 0], "it appears again only after Continue");
}

#[test]
fn another_problem_replaces_the_shown_one_when_the_control_is_left() {
    let mut subject = unnamed();
    let long = "x".repeat(201);
    subject.typed("name", &long);
    assert_eq!(shown(&subject), ["name - required"]);
    assert!(!subject.effects.contains(&Effect::Draw), "nothing changed");
    subject.chosen("kind", "a");
    assert_eq!(shown(&subject), ["name - required"], "another control was left");
    subject.chosen("name", &long);
    assert_eq!(shown(&subject), ["name - too_long"]);
}

#[test]
fn no_problem_is_added_while_others_are_shown() {
    let mut subject = unnamed();
    subject.typed("detail", &"x".repeat(201));
    subject.chosen("kind", "a");
    subject.chosen("detail", &"x".repeat(201));
    assert_eq!(shown(&subject), ["name - required"]);
}

#[test]
fn each_part_of_an_answer_loses_its_own_problem() {
    let mut subject = Subject::new(Options::default());
    subject.typed("name", "Ann");
    subject.press(Action::Next);
    subject.typed("place.street", "1");
    subject.press(Action::Next);
    let before = shown(&subject);
    assert!(before.len() > 1 && before.contains(&"place county required".to_owned()), "{before:?}");
    subject.chosen("place.county", "花蓮縣");
    let after = shown(&subject);
    assert!(!after.contains(&"place county required".to_owned()) && !after.is_empty(), "{after:?}");
    subject.chosen("place.township", "花蓮市");
    subject.typed("place.street", "測試路1號");
    subject.typed("place.postal_code", "970");
    assert_eq!(shown(&subject), [""; 0]);
}

#[test]
fn an_accepted_notice_is_no_problem() {
    let mut subject = Subject::new(Options::default());
    subject.typed("name", "Ann");
    subject.press(Action::Next);
    subject.press(Action::Next);
    subject.press(Action::Submit);
    assert_eq!(shown(&subject), ["notice.privacy - notice_missing"]);
    subject.accept();
    assert_eq!(shown(&subject), [""; 0]);
}

#[test]
fn a_valid_staff_id_is_no_problem() {
    let mut subject = Subject::new(Options { mode: Mode::Assisted, ..Options::default() });
    subject.typed("name", "Ann");
    subject.press(Action::Next);
    assert_eq!(shown(&subject), [[STAFF, "-", "required"].join(" ")]);
    subject.typed(STAFF, "T01");
    assert_eq!(shown(&subject), [""; 0]);
}

#[test]
fn a_changed_answer_loses_the_backends_problem() {
    let mut subject = Subject::sent(Options::default());
    let refusal = r##"{"errors": [{"pointer": "#/answers/name", "detail": "unknown"}]}"##;
    subject.answer(response(422, refusal));
    assert!(matches!(subject.journey.page(), Page::Step(_)));
    assert_eq!(shown(&subject), ["name - "]);
    subject.chosen("kind", "a");
    assert_eq!(shown(&subject), ["name - "]);
    subject.typed("name", "Eve");
    assert_eq!(shown(&subject), [""; 0]);
}

/// A journey at its second step with a file that was refused.
fn with_refused_file() -> Subject {
    let mut subject = Subject::new(Options::default());
    subject.typed("name", "Ann");
    subject.press(Action::Next);
    let session = subject.journey.session();
    let file = Err(("a.exe".to_owned(), Problem::FileType));
    subject.send(Event::FileRead { session, question: "evidence".to_owned(), file });
    subject
}

#[test]
fn a_refused_file_is_a_problem_until_others_are_chosen() {
    let mut subject = with_refused_file();
    let refused = "evidence - file_type";
    assert_eq!(shown(&subject), [refused]);
    assert!(subject.effects.contains(&Effect::Focus(Focus::Summary)));
    let invalid = HostEvent::Invalid {
        step: "two".to_owned(),
        fields: vec!["evidence".to_owned()],
        codes: vec!["file_type".to_owned()],
    };
    assert_eq!(subject.emitted(), [&invalid]);
    subject.chosen("place.county", "");
    assert_eq!(shown(&subject), [refused], "another answer changed");
    let (question, names) = ("photo".to_owned(), vec!["b.png".to_owned()]);
    subject.input(UserInput::FilesChosen { question, names });
    assert_eq!(shown(&subject), [refused], "files were chosen for another question");
    let (question, names) = ("evidence".to_owned(), vec!["b.png".to_owned()]);
    subject.input(UserInput::FilesChosen { question, names });
    assert_eq!(shown(&subject), [""; 0]);
}

#[test]
fn a_problem_has_the_words_of_its_finder() {
    let said = |subject: &Subject| -> Vec<String> {
        let journey = &subject.journey;
        journey.problems().iter().map(|problem| problem.say(journey.form(), journey.words())).collect()
    };
    let english = || Options { lang: "en".to_owned(), ..Options::default() };
    let mut subject = Subject::new(english());
    subject.press(Action::Next);
    assert_eq!(said(&subject), ["Enter name"]);
    let mut subject = Subject::at_review(english());
    subject.press(Action::Restart);
    subject.typed("name", "Ann");
    subject.press(Action::Next);
    subject.press(Action::Next);
    subject.press(Action::Submit);
    assert_eq!(said(&subject), ["Privacy: read the notice, then tick its box"]);
    assert!(said(&with_refused_file())[0].contains("a.exe"));
    let mut subject = Subject::sent(english());
    subject.answer(response(422, r##"{"errors": [{"pointer": "#/answers/name", "detail": "unknown"}]}"##));
    assert_eq!(said(&subject), ["unknown"]);
    assert!(subject.journey.problems().iter().all(|problem| problem.rule().is_none()));
}

#[test]
fn the_backends_problems_stay_until_their_step_was_seen() {
    let mut subject = Subject::sent(Options::default());
    let refusal = r##"{"errors": [{"pointer": "#/answers/name", "detail": "unknown"},
        {"pointer": "#/answers/place/street", "detail": "far"}, {"pointer": "#/answers/gone", "detail": "gone"},
        {"pointer": "#/answers/detail", "detail": "not asked"}]}"##;
    subject.answer(response(422, refusal));
    assert_eq!(shown(&subject), ["name - ", "place street ", " - ", " - "]);
    let codes = |subject: &Subject| {
        subject
            .emitted()
            .iter()
            .any(|event| matches!(event, HostEvent::Invalid { fields, .. } if fields.len() == 1))
    };
    subject.typed("name", "Eve");
    subject.press(Action::Change("place".to_owned()));
    assert_eq!((subject.page().as_str(), shown(&subject)), ("two", vec!["place street ".to_owned()]));
    assert!(codes(&subject), "{:?}", subject.emitted());
    // A part of the answer that was refused.
    subject.typed("place.county", "花蓮縣");
    assert_eq!(shown(&subject), [""; 0]);
    subject.press(Action::Back);
    assert_eq!(shown(&subject), [""; 0]);
}

#[test]
fn the_backends_problem_is_gone_when_its_step_was_seen() {
    let mut subject = Subject::sent(Options::default());
    let refusal = r##"{"errors": [{"pointer": "#/answers/name", "detail": "unknown"},
        {"pointer": "#/answers/place", "detail": "far"}]}"##;
    subject.answer(response(422, refusal));
    subject.press(Action::Change("place".to_owned()));
    assert_eq!(shown(&subject), ["place - "], "the step of the name was seen");
    subject.press(Action::Change("name".to_owned()));
    assert_eq!(shown(&subject), [""; 0]);
}

#[test]
fn the_backends_problem_is_gone_when_its_step_is_hidden() {
    let form = form_with(r#"{"id": "two","#, r#"{"id": "two", "when": {"is": ["kind", "a"]},"#);
    let mut subject = Subject::start(form, Config::default(), Options::default(), &Stored::default());
    subject.typed("name", "Ann");
    subject.chosen("kind", "a");
    subject.press(Action::Next);
    subject.press(Action::Next);
    subject.accept();
    subject.submit();
    let refusal = r##"{"errors": [{"pointer": "#/answers/name", "detail": "unknown"},
        {"pointer": "#/answers/place", "detail": "far"}]}"##;
    subject.answer(response(422, refusal));
    assert_eq!(shown(&subject), ["name - ", "place - "]);
    subject.typed("name", "Eve");
    subject.chosen("kind", "");
    subject.press(Action::Next);
    assert_eq!((subject.page().as_str(), shown(&subject)), ("review", Vec::new()));
}
