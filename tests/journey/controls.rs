//! Values of controls that were set without an event.

use crate::setup::Subject;
use guitai::journey::{Control, ControlKind, Effect, Event, Options, UserInput};

fn control(name: &str, value: &str, kind: ControlKind) -> Control {
    Control { name: name.to_owned(), value: value.to_owned(), kind }
}

/// A form whose answers were drawn: the name is Ann, the kind is `a`, the county is 花蓮縣.
fn drawn() -> Subject {
    let mut subject = Subject::new(Options::default());
    subject.typed("name", "Ann");
    subject.chosen("kind", "a");
    subject.chosen("place.county", "花蓮縣");
    subject.send(Event::Drawn);
    subject
}

#[test]
fn the_visible_value_of_a_control_is_its_answer() {
    let radio = |checked| ControlKind::Radio { checked };
    let cases = [
        // Visible controls, and the name and the value of the answer.
        (vec![control("name", "Eve", ControlKind::Text)], "name", "Eve"),
        (vec![control("name", "", ControlKind::Text)], "name", ""),
        (vec![control("place.county", "臺東縣", ControlKind::Select)], "place.county", "臺東縣"),
        // A select is empty while its options lack the answer.
        (vec![control("place.county", "", ControlKind::Select)], "place.county", "花蓮縣"),
        (vec![control("kind", "a", radio(true)), control("kind", "b", radio(false))], "kind", "a"),
        (vec![control("kind", "a", radio(false)), control("kind", "b", radio(true))], "kind", "b"),
        (vec![control("kind", "b", radio(true)), control("kind", "a", radio(false))], "kind", "b"),
        (vec![control("kind", "a", radio(false)), control("kind", "b", radio(false))], "kind", ""),
    ];
    for (controls, name, value) in cases {
        let mut subject = drawn();
        subject.send_with(&controls, Event::Touched);
        assert_eq!(subject.journey.draft().text(name), value, "{controls:?}");
    }
}

#[test]
fn a_box_is_ticked_or_cleared() {
    let mut subject = Subject::at_review(Options::default());
    subject.send(Event::Drawn);
    for (checked, expected) in [(true, vec!["accepted"]), (false, vec![]), (true, vec!["accepted"])] {
        let kind = ControlKind::Checkbox { checked };
        subject.send_with(&[control("notice.privacy", "accepted", kind)], Event::Touched);
        subject.send(Event::Drawn);
        assert_eq!(subject.journey.draft().list("notice.privacy"), expected);
    }
}

#[test]
fn values_from_before_the_start_become_answers_and_are_stored() {
    let mut subject = Subject::new(Options::default());
    subject.send(Event::Drawn);
    let controls = [
        control("name", "Ann", ControlKind::Text),
        control("kind", "a", ControlKind::Radio { checked: true }),
        control("kind", "b", ControlKind::Radio { checked: false }),
    ];
    let session = subject.journey.session();
    let effects = subject.send_with(&controls, Event::Input { session, input: UserInput::FilledIn }).to_vec();
    assert_eq!(subject.journey.draft().text("name"), "Ann");
    assert_eq!(subject.journey.draft().text("kind"), "a");
    assert!(effects.contains(&Effect::Draw), "the page shows what the answers change");
    let is_stored = |effect: &Effect| matches!(effect, Effect::SaveDraft(text) if text.contains("Ann"));
    assert!(effects.iter().any(is_stored), "{effects:?}");
}

#[test]
fn an_empty_first_step_is_not_stored() {
    let mut subject = Subject::new(Options::default());
    subject.send(Event::Drawn);
    let session = subject.journey.session();
    let effects = subject.send_with(&[], Event::Input { session, input: UserInput::FilledIn });
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::SaveDraft(_))), "{effects:?}");
}
