//! A counter: the person checks all answers, and the id of the clerk is kept for the next person.

use crate::setup::{Subject, response};
use guitai::control::STAFF;
use guitai::journey::{Action, HostEvent, Options, Page};
use guitai::validate::Mode;

fn counter() -> Options {
    Options { mode: Mode::Assisted, ..Options::default() }
}

#[test]
fn all_answers_are_shown_and_back_returns_to_the_page_before() {
    for presses in 0..3 {
        let mut subject = Subject::new(counter());
        subject.typed(STAFF, "A1");
        subject.typed("name", "Ann");
        for _ in 0..presses {
            subject.press(Action::Next);
        }
        let (page, draft, id) =
            (subject.journey.page().clone(), subject.journey.draft().clone(), subject.page());
        subject.press(Action::Show);
        assert_eq!(*subject.journey.page(), Page::ReadBack(id.clone()));
        assert_eq!(subject.page(), id);
        assert!(subject.saved().is_some_and(|text| text.contains(&format!("\"page\":\"{id}\""))));
        // The page has neither a main button nor the button that opens it.
        subject.press(Action::Next);
        subject.press(Action::Show);
        assert_eq!(*subject.journey.page(), Page::ReadBack(id));
        subject.press(Action::Back);
        assert_eq!((subject.journey.page(), subject.journey.draft()), (&page, &draft));
    }
}

#[test]
fn after_a_receipt_the_id_of_the_clerk_is_kept() {
    let mut subject = Subject::new(counter());
    subject.typed(STAFF, "A1");
    subject.typed("name", "Ann");
    subject.press(Action::Next);
    subject.press(Action::Next);
    subject.accept();
    subject.submit();
    let id = subject.id();
    subject.answer(response(201, r#"{"reference": "R-1"}"#));
    assert!(matches!(subject.journey.page(), Page::Receipt(_)));
    subject.press(Action::Restart);
    assert!(subject.emitted().contains(&&HostEvent::Reset { reason: "person" }));
    assert!(subject.saved().is_some_and(|text| text.contains("A1") && !text.contains("Ann")));
    let draft = subject.journey.draft();
    assert_eq!((draft.text(STAFF), draft.text("name")), ("A1", ""));
    assert_eq!((subject.page().as_str(), subject.id() == id), ("one", false));
}

#[test]
fn without_a_receipt_the_id_of_the_clerk_is_deleted() {
    let mut subject = Subject::new(counter());
    subject.typed(STAFF, "A1");
    subject.press(Action::Restart);
    assert!(subject.journey.draft().is_empty());
}
