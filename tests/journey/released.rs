//! Filings that a tab released or completed, and the reaction of other tabs with the same draft.

use crate::setup::{Subject, response};
use crate::tabs::{body_of, released, sent};
use guitai::journey::{Action, Effect, Event, Message, Options, Page, Stage, Storage};

#[test]
fn a_refused_filing_is_released_in_other_tabs() {
    let mut subject = Subject::sent(Options::default());
    let id = subject.id();
    subject.answer(response(422, ""));
    assert!(sent(&subject, &Message::Released { id: id.clone() }));
    assert!(subject.effects.contains(&Effect::Unlock { id }));
}

/// Another tab may still have the draft of a received filing. It gets the same receipt instead of a second
/// submission.
#[test]
fn a_received_filing_is_never_released() {
    let mut subject = Subject::sent(Options::default());
    let (id, body) = (subject.id(), subject.journey.filing().body().cloned().unwrap());
    subject.answer(response(201, r#"{"reference": "R-1"}"#));
    assert!(!subject.has(|effect| matches!(effect, Effect::Send(_) | Effect::Unlock { .. })));
    subject.send(Event::MessageReceived(Message::Ask { id: id.clone() }));
    assert_eq!(subject.effects, [Effect::Send(Message::Body { id: id.clone(), body })]);
    subject.press(Action::Restart);
    assert!(!sent(&subject, &Message::Released { id: id.clone() }), "the other tab would send another body");
    assert!(subject.effects.contains(&Effect::Unlock { id }), "a tab that learned the body takes over");
}

/// The backend may have received the id with the body of the other tab.
#[test]
fn a_draft_whose_filing_was_released_elsewhere_becomes_another_filing() {
    for storage in [Storage::Session, Storage::Local] {
        for learns in [true, false] {
            let mut subject = Subject::at_review(Options { storage, ..Options::default() });
            let id = subject.id();
            if learns {
                subject.send(body_of(&id));
            }
            subject.send(released(&id));
            assert_ne!(subject.id(), id);
            assert_eq!(subject.page(), "review");
            assert_eq!(subject.has(|effect| *effect == Effect::Unlock { id: id.clone() }), learns);
            // The device has the draft of the other tab.
            let saves = subject.saved().is_some_and(|text| text.contains(&subject.id()));
            assert_eq!(saves, storage == Storage::Session);
        }
    }
}

#[test]
fn a_draft_whose_files_are_uploaded_becomes_another_filing() {
    let mut subject = Subject::at_review(Options { uploads_files: true, ..Options::default() });
    subject.attach("a");
    subject.submit();
    assert!(matches!(subject.journey.filing().stage, Stage::Uploading(_)));
    let id = subject.id();
    subject.send(released(&id));
    assert_ne!(subject.id(), id);
    let end = response(201, r#"{"href": "/files/a"}"#);
    subject.send(Event::UploadEnded { file: "a".to_owned(), end });
    let (next, body) = (subject.id(), subject.journey.filing().body().cloned().unwrap());
    assert!(body.contains(&next), "{body}");
    assert!(subject.effects.contains(&Effect::Offer { id: next, body }));
}

#[test]
fn a_filing_under_way_is_not_released_by_another_tab() {
    let mut subject = Subject::sent(Options::default());
    let id = subject.id();
    subject.send(released(&id));
    assert_eq!((subject.id(), subject.page()), (id.clone(), "sending".to_owned()));
    subject.answer(response(201, r#"{"reference": "R-1"}"#));
    assert!(matches!(subject.journey.page(), Page::Receipt(_)));
}

/// Answers that are restored after they were deleted belong to another filing, because another tab may have
/// completed the first one.
#[test]
fn undone_answers_become_another_filing_unless_theirs_was_frozen() {
    let mut subject = Subject::at_review(Options::default());
    let id = subject.id();
    subject.press(Action::Restart);
    subject.press(Action::Undo);
    assert_eq!((subject.page().as_str(), subject.journey.draft().text("name")), ("review", "Ann"));
    assert_ne!(subject.id(), id);

    let mut subject = Subject::sent(Options::default());
    let (id, body) = (subject.id(), subject.journey.filing().body().cloned().unwrap());
    subject.answer(response(404, ""));
    subject.press(Action::Restart);
    assert_ne!(subject.id(), id);
    subject.press(Action::Undo);
    assert_eq!((subject.id(), subject.journey.filing().body()), (id, Some(&body)));
    assert_eq!(subject.page(), "failure");
}
