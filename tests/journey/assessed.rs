//! The draft is assessed once per event, and again only after a change.

use crate::setup::{START, Subject};
use guitai::journey::{Action, Control, ControlKind, Event, Moment, Options};
use std::rc::Rc;

#[test]
fn an_event_without_a_change_keeps_the_assessment() {
    let mut subject = Subject::new(Options::default());
    subject.typed("name", "Ann");
    let before = subject.journey.assess();
    for action in [Action::Next, Action::Back, Action::Next, Action::Next] {
        subject.press(action.clone());
        assert!(Rc::ptr_eq(&before, &subject.journey.assess()), "{action:?}");
    }
}

#[test]
fn a_change_makes_the_assessment_void() {
    let mut subject = Subject::new(Options::default());
    let empty = subject.journey.assess();
    subject.typed("name", "Ann");
    let named = subject.journey.assess();
    assert_ne!(empty.answer("name"), named.answer("name"));
    subject.chosen("kind", "a");
    assert!(!named.is_asked("detail") && subject.journey.assess().is_asked("detail"));
}

/// The values of controls arrive with each event. Those that were drawn change nothing.
#[test]
fn controls_with_other_values_make_the_assessment_void() {
    let mut subject = Subject::new(Options::default());
    subject.typed("name", "Ann");
    subject.send(Event::Drawn);
    let before = subject.journey.assess();
    let mut report = |value: &str| {
        let control = Control { name: "name".to_owned(), value: value.to_owned(), kind: ControlKind::Text };
        let moment = Moment { milliseconds: START, random: [9; 16], is_online: true };
        let _ = subject.journey.update(moment, &[control], Event::Touched);
        subject.journey.assess()
    };
    assert!(Rc::ptr_eq(&before, &report("Ann")));
    assert_ne!(before.answer("name"), report("Eve").answer("name"));
}

/// Rules may compare an answer with the day of filing.
#[test]
fn another_day_makes_the_assessment_void() {
    let mut subject = Subject::new(Options::default());
    let before = subject.journey.assess();
    subject.now += 86_400_000;
    subject.send(Event::Touched);
    assert!(!Rc::ptr_eq(&before, &subject.journey.assess()));
}
