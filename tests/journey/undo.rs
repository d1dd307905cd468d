//! What the last action deleted can be restored, until something else is entered or the page is left.

use crate::setup::{Subject, response};
use guitai::journey::{Action, Effect, Focus, Loss, LossKind, Options, UserInput};
use guitai::validate::Mode;

/// A journey at the step with files and rows, with one file and two rows.
fn filled() -> Subject {
    let mut subject = Subject::new(Options::default());
    subject.typed("name", "Ann");
    subject.press(Action::Next);
    subject.attach("a");
    subject.typed("people.0.who", "Bob");
    subject.typed("people.1.who", "Eve");
    subject
}

fn remove(question: &str, item: &str) -> Action {
    Action::Remove { question: question.to_owned(), item: item.to_owned() }
}

/// Takes an action, and expects the offer to undo it and the state before it afterwards.
fn check(mut subject: Subject, action: Action, loss: &Loss, focus: &Focus) {
    let (draft, page) = (subject.journey.draft().clone(), subject.page());
    subject.press(action);
    assert_eq!(subject.journey.undo_offer().map(|undo| &undo.loss), Some(loss));
    assert_ne!(*subject.journey.draft(), draft);
    subject.press(Action::Undo);
    assert_eq!((subject.journey.draft(), subject.page()), (&draft, page));
    assert!(subject.effects.contains(&Effect::Focus(focus.clone())), "{:?}", subject.effects);
    assert!(subject.saved().is_some_and(|text| text.contains(&draft.to_json().write())));
    for file in &draft.files {
        let content = file.content.clone().unwrap();
        assert!(subject.effects.contains(&Effect::Store { name: file.id.clone(), content }));
    }
    assert!(subject.journey.undo_offer().is_none());
    subject.press(Action::Undo);
    assert_eq!(*subject.journey.draft(), draft, "there is nothing more to undo");
}

fn removed(question: &str, label: &str) -> Loss {
    Loss::Removed { question: question.to_owned(), label: label.to_owned() }
}

#[test]
fn a_removed_row_or_file_can_be_restored() {
    let control = |name: &str| Focus::Control(name.to_owned());
    check(filled(), remove("people", "0"), &removed("people", "Bob"), &control("people"));
    check(filled(), remove("people", "1"), &removed("people", "Eve"), &control("people"));
    check(filled(), remove("evidence", "a"), &removed("evidence", "a.png"), &control("evidence"));
}

#[test]
fn deleted_answers_can_be_restored() {
    let all = |kind| Loss::All { kind, answers: 2, files: 1 };
    check(filled(), Action::Restart, &all(LossKind::Cleared), &Focus::Heading);
}

#[test]
fn the_offer_ends_when_something_else_is_entered_or_the_page_is_left() {
    let ends: [&dyn Fn(&mut Subject) -> usize; 5] = [
        &|subject| subject.typed("name", "x").len(),
        &|subject| subject.chosen("kind", "a").len(),
        &|subject| subject.attach("b").len(),
        &|subject| subject.press(Action::Next).len(),
        &|subject| subject.press(Action::Back).len(),
    ];
    for (number, end) in ends.iter().enumerate() {
        let mut subject = filled();
        subject.press(remove("people", "0"));
        assert!(subject.journey.undo_offer().is_some());
        end(&mut subject);
        assert!(subject.journey.undo_offer().is_none(), "{number}");
    }
    // The next offer takes the place of the one before.
    let mut subject = filled();
    subject.press(remove("people", "0"));
    subject.press(remove("evidence", "a"));
    subject.press(Action::Undo);
    assert_eq!(subject.journey.draft().rows("people"), 1);
    assert_eq!(subject.journey.draft().files.len(), 1);
}

#[test]
fn nothing_is_offered_where_nothing_is_lost() {
    let mut subject = Subject::new(Options::default());
    subject.press(Action::Restart);
    assert!(subject.journey.undo_offer().is_none(), "there was no answer");
    // The person after the receipt may be another one.
    let mut subject = Subject::sent(Options::default());
    subject.answer(response(201, r#"{"reference": "R-1"}"#));
    subject.press(Action::Restart);
    assert!(subject.journey.undo_offer().is_none());
    let mut subject = filled();
    subject.press(Action::Add("people".to_owned()));
    subject.press(remove("people", "2"));
    assert!(subject.journey.undo_offer().is_none(), "the row was empty");
}

/// The next person at a public terminal must not see the answers.
#[test]
fn deleted_answers_stay_deleted_at_a_kiosk() {
    let mut subject = Subject::new(Options { mode: Mode::Kiosk, ..Options::default() });
    subject.typed("name", "Ann");
    subject.press(Action::Restart);
    assert!(subject.journey.undo_offer().is_none());
    subject.press(Action::Undo);
    assert!(subject.journey.draft().is_empty());
}

/// A row that is removed is not counted any more, and its problems are gone.
#[test]
fn problems_of_a_removed_row_are_no_longer_shown() {
    let mut subject = filled();
    subject.typed("people.1.who", "\u{202E}");
    subject.input(UserInput::Entered);
    subject.typed("people.0.who", &"x".repeat(300));
    subject.press(Action::Back);
    subject.press(Action::Next);
    subject.press(Action::Next);
    assert!(!subject.journey.problems().is_empty());
    subject.press(remove("people", "0"));
    assert_eq!(subject.journey.problems(), []);
}
