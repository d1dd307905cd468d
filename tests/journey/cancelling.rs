//! Cancelling while there is no network: only a filing that was never sent can be changed.

use crate::setup::{Subject, response};
use guitai::journey::{Action, Effect, Event, Message, Options, RequestEnd, Stage};
use std::rc::Rc;

/// Cancels, and expects that the filing is kept or released.
fn check(mut subject: Subject, keeps: bool, what: &str) {
    let (id, body) = (subject.id(), subject.journey.filing().body().cloned().unwrap());
    subject.press(Action::Back);
    if keeps {
        assert_eq!((subject.page().as_str(), subject.id()), ("failure", id), "{what}");
        assert_eq!(subject.journey.filing().stage, Stage::Unresolved { body }, "{what}");
        assert!(!subject.has(|effect| matches!(effect, Effect::Delete { .. } | Effect::DeleteAll)), "{what}");
    } else {
        assert_eq!(subject.page(), "review", "{what}");
        assert!(subject.journey.filing().is_open() && subject.id() != id, "{what}");
        assert!(subject.has(|effect| *effect == Effect::Delete { name: "filing".to_owned() }), "{what}");
    }
    assert!(subject.effects.contains(&Effect::Abort), "{what}");
}

fn offline(mut subject: Subject) -> Subject {
    subject.is_online = false;
    subject
}

#[test]
fn a_filing_that_was_never_sent_is_released() {
    let mut subject = offline(Subject::at_review(Options::default()));
    subject.submit();
    assert_eq!(subject.posts(), 0);
    check(subject, false, "submitted without a network");
}

#[test]
fn a_filing_that_was_sent_is_kept() {
    for (answer, what) in [
        (RequestEnd::Broken { status: None }, "no response"),
        (response(500, ""), "500"),
        (response(503, ""), "503"),
        (response(401, ""), "401"),
    ] {
        let mut subject = offline(Subject::sent(Options::default()));
        subject.answer(answer);
        if let Some(wait) = subject.wait() {
            subject.wake(guitai::journey::Timer::Attempt, u64::from(wait / 1000));
        }
        check(subject, true, what);
    }
}

/// A retry starts the attempts again, but the filing may have arrived before.
#[test]
fn a_filing_that_was_sent_before_a_retry_is_kept() {
    let mut subject = Subject::sent(Options::default());
    subject.answer(response(404, ""));
    let mut subject = offline(subject);
    subject.press(Action::Retry);
    subject.leave_to_form();
    check(subject, true, "retried without a network");
}

/// The other tab may have sent it.
#[test]
fn a_filing_with_the_body_of_another_tab_is_kept() {
    let mut subject = offline(Subject::at_review(Options::default()));
    let (id, body) = (subject.id(), Rc::from("{\"of\": \"another tab\"}"));
    subject.send(Event::MessageReceived(Message::Body { id: id.clone(), body }));
    subject.press(Action::Submit);
    subject.send(Event::Offered { id, taken: false });
    check(subject, true, "the body was known before");

    let mut subject = offline(Subject::at_review(Options::default()));
    let (id, body) = (subject.id(), Rc::from("{\"of\": \"another tab\"}"));
    subject.press(Action::Submit);
    subject.send(Event::Offered { id: id.clone(), taken: false });
    subject.send(Event::MessageReceived(Message::Body { id, body }));
    check(subject, true, "the body came while the tabs agreed");

    let mut subject = offline(Subject::at_review(Options::default()));
    let id = subject.id();
    subject.submit();
    subject.send(Event::MessageReceived(Message::Ask { id }));
    check(subject, true, "the other tab asked for the body");
}

/// A request that is under way can't be cancelled.
#[test]
fn a_request_under_way_is_not_cancelled() {
    let mut subject = Subject::sent(Options::default());
    subject.press(Action::Back);
    assert_eq!(subject.page(), "sending");
    assert!(!subject.effects.contains(&Effect::Abort));
}
