//! Lists of the delivery: requested once, and when a page needs them.

use crate::setup::{Subject, form_with};
use guitai::config::Config;
use guitai::journey::{Action, Effect, Event, Options, Stored, UserInput};

/// The lists that the last event requests, with their files.
fn requested(subject: &Subject) -> Vec<(&str, &str)> {
    let requests = subject.effects.iter().filter_map(|effect| match effect {
        Effect::LoadList { list, file } => Some((list.as_str(), *file)),
        _ => None,
    });
    requests.collect()
}

/// A form whose first question suggests the entries of a list.
fn suggesting(list: &str) -> Subject {
    let name = r#""kind": "text", "label": {"en": "Name""#;
    let form = form_with(name, &name.replace("\"label\"", &format!(r#""suggest_from": "{list}", "label""#)));
    let mut subject = Subject::start(form, Config::default(), Options::default(), &Stored::default());
    subject.send(Event::Drawn);
    subject
}

#[test]
fn a_step_requests_the_lists_of_its_questions_once() {
    let mut subject = suggesting("posts");
    assert_eq!(requested(&subject), [("posts", "data/units.json")]);
    subject.typed("name", "Ann");
    subject.chosen("kind", "a");
    assert_eq!(requested(&subject), []);
    subject.press(Action::Next);
    assert_eq!(requested(&subject), [("villages", "data/villages.json")]);
    subject.press(Action::Back);
    subject.press(Action::Next);
    assert_eq!(requested(&subject), []);
}

#[test]
fn a_list_of_a_portal_has_no_file() {
    assert_eq!(requested(&suggesting("units")), []);
}

#[test]
fn the_law_is_requested_again_after_a_failure_only() {
    let law = [("law", "data/law.json")];
    let mut subject = Subject::new(Options::default());
    subject.input(UserInput::CitationToggled);
    assert_eq!(requested(&subject), law);
    // A failed request reports `null`.
    subject.send(Event::ListLoaded { list: "law".to_owned(), json: "null".to_owned() });
    subject.input(UserInput::CitationToggled);
    assert_eq!(requested(&subject), law);
    subject.send(Event::ListLoaded { list: "law".to_owned(), json: "{}".to_owned() });
    assert!(subject.has(|effect| *effect == Effect::Draw));
    subject.input(UserInput::CitationToggled);
    assert_eq!(requested(&subject), []);
    // Another list is kept.
    let lists: Vec<&str> = subject.journey.lists().iter().map(|(list, _)| list.as_str()).collect();
    assert_eq!(lists, ["law"]);
}
