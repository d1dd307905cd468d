//! Agreement between tabs, one case for each message.

use crate::setup::{Subject, response};
use guitai::journey::{Action, Effect, Event, Message, Options, Stage, Storage, Stored, Timer};
use guitai::text::Word;
use std::rc::Rc;

fn other_body() -> Rc<str> {
    Rc::from("{\"of\": \"another tab\"}")
}

pub fn body_of(id: &str) -> Event {
    Event::MessageReceived(Message::Body { id: id.to_owned(), body: other_body() })
}

pub fn released(id: &str) -> Event {
    Event::MessageReceived(Message::Released { id: id.to_owned() })
}

/// Whether the last event sent this message.
pub fn sent(subject: &Subject, message: &Message) -> bool {
    subject.has(|effect| matches!(effect, Effect::Send(own) if own == message))
}

#[test]
fn the_tab_with_the_lock_listens_before_it_leads() {
    let mut subject = Subject::at_review(Options::default());
    let id = subject.id();
    subject.press(Action::Submit);
    subject.send(Event::Offered { id: id.clone(), taken: false });
    let expected = [
        Effect::Lock { id: id.clone() },
        Effect::Send(Message::Ask { id: id.clone() }),
        Effect::Wake { timer: Timer::Agreement, milliseconds: 10_000 },
    ];
    assert_eq!(subject.effects, expected);
    subject.send(Event::Locked { id: id.clone() });
    assert_eq!(subject.effects, [Effect::Wake { timer: Timer::Agreement, milliseconds: 100 }]);
    subject.send(Event::Woke(Timer::Agreement));
    let body = subject.journey.filing().body().cloned().unwrap();
    assert!(sent(&subject, &Message::Body { id: id.clone(), body: Rc::clone(&body) }));
    assert!(subject.effects.contains(&Effect::Post { id: id.clone(), body: Rc::clone(&body) }));
    // Another tab that asks gets the same body.
    subject.send(Event::MessageReceived(Message::Ask { id: id.clone() }));
    assert_eq!(subject.effects, [Effect::Send(Message::Body { id, body })]);
}

#[test]
fn a_browser_without_locks_listens_half_a_second() {
    let mut subject = Subject::at_review(Options { has_locks: false, ..Options::default() });
    let id = subject.id();
    subject.press(Action::Submit);
    subject.send(Event::Offered { id, taken: false });
    assert!(subject.effects.contains(&Effect::Wake { timer: Timer::Agreement, milliseconds: 500 }));
    subject.send(Event::Woke(Timer::Agreement));
    assert_eq!(subject.posts(), 1);
}

#[test]
fn a_draft_in_memory_has_no_other_tabs() {
    let mut subject = Subject::at_review(Options { storage: Storage::Memory, ..Options::default() });
    let id = subject.id();
    subject.press(Action::Submit);
    subject.send(Event::Offered { id, taken: false });
    assert_eq!(subject.posts(), 1);
    assert!(!subject.has(|effect| matches!(effect, Effect::Lock { .. } | Effect::Send(_))));
}

#[test]
fn the_body_of_another_tab_is_adopted_stored_and_announced() {
    let mut subject = Subject::at_review(Options::default());
    let id = subject.id();
    subject.press(Action::Submit);
    subject.send(Event::Offered { id: id.clone(), taken: false });
    subject.send(body_of(&id));
    assert!(subject.effects.contains(&Effect::Post { id: id.clone(), body: other_body() }));
    let content = other_body().to_string();
    assert!(subject.effects.contains(&Effect::Store { name: "filing".to_owned(), content }));
    assert!(subject.journey.remarks().iter().any(|remark| remark.word == Word::FiledElsewhere));
    // The timer that is still set changes nothing.
    subject.send(Event::Woke(Timer::Agreement));
    assert_eq!(subject.posts(), 0);
}

#[test]
fn the_body_of_another_filing_is_ignored() {
    let mut subject = Subject::at_review(Options::default());
    let id = subject.id();
    for event in [
        body_of("another"),
        Event::MessageReceived(Message::Ask { id: "another".to_owned() }),
        released("another"),
    ] {
        subject.send(event);
        assert_eq!(subject.effects, []);
    }
    subject.press(Action::Submit);
    subject.send(Event::Offered { id: id.clone(), taken: false });
    subject.send(body_of("another"));
    assert_eq!(subject.posts(), 0);
    subject.send(Event::Locked { id });
    subject.send(Event::Woke(Timer::Agreement));
    assert_eq!(subject.posts(), 1);
    assert_ne!(subject.journey.filing().body(), Some(&other_body()));
}

/// A filing whose body was stored, in a tab that was reloaded.
fn reloaded(storage: Storage) -> Subject {
    let mut subject = Subject::sent(Options { storage, ..Options::default() });
    let (id, body) = (subject.id(), subject.journey.filing().body().unwrap().to_string());
    subject.answer(response(404, ""));
    let draft = subject.saved().map(str::to_owned);
    assert!(draft.as_ref().is_some_and(|text| text.contains(&id)));
    let contents = vec![("filing".to_owned(), body)];
    let options = Options { storage, ..Options::default() };
    Subject::resume(options, &Stored { draft, contents, ..Stored::default() })
}

/// Else a copy of the draft would send another body with the same key.
#[test]
fn a_reloaded_tab_shares_its_frozen_body() {
    let mut subject = reloaded(Storage::Session);
    let (id, body) = (subject.id(), subject.journey.filing().body().cloned().unwrap());
    for effect in [
        Effect::Lock { id: id.clone() },
        Effect::Send(Message::Ask { id: id.clone() }),
        Effect::Wake { timer: Timer::Agreement, milliseconds: 10_000 },
    ] {
        assert!(subject.effects.contains(&effect));
    }
    subject.send(Event::Locked { id: id.clone() });
    subject.send(Event::Woke(Timer::Agreement));
    assert_eq!(subject.effects, [Effect::Send(Message::Body { id: id.clone(), body: Rc::clone(&body) })]);
    subject.send(Event::MessageReceived(Message::Ask { id: id.clone() }));
    assert_eq!(subject.effects, [Effect::Send(Message::Body { id, body })]);
    assert_eq!(subject.page(), "failure", "only the person sends it again");
}

#[test]
fn a_reloaded_tab_adopts_the_body_that_another_tab_sent() {
    let mut subject = reloaded(Storage::Local);
    let id = subject.id();
    subject.send(body_of(&id));
    let content = other_body().to_string();
    assert_eq!(subject.effects, [Effect::Store { name: "filing".to_owned(), content }]);
    subject.press(Action::Retry);
    assert!(subject.effects.contains(&Effect::Offer { id: id.clone(), body: other_body() }));
    subject.send(Event::Offered { id: id.clone(), taken: false });
    assert!(subject.effects.contains(&Effect::Post { id, body: other_body() }));
}

#[test]
fn a_tab_without_storage_has_nothing_to_share() {
    let subject = reloaded(Storage::Memory);
    assert!(!subject.has(|effect| matches!(effect, Effect::Lock { .. } | Effect::Send(_))));
}

/// A tab that learned a body waits for the lock, and repeats the body when the first tab is gone.
#[test]
fn a_tab_that_learned_a_body_repeats_it() {
    let mut subject = Subject::at_review(Options::default());
    let id = subject.id();
    subject.send(body_of(&id));
    assert_eq!(subject.effects, [Effect::Lock { id: id.clone() }]);
    subject.send(Event::Locked { id: id.clone() });
    assert_eq!(subject.effects, [Effect::Send(Message::Body { id, body: other_body() })]);
}

#[test]
fn a_lock_that_is_no_longer_wanted_is_released() {
    let mut subject = Subject::at_review(Options::default());
    let id = subject.id();
    subject.send(body_of(&id));
    subject.send(Event::Reset);
    assert!(subject.effects.contains(&Effect::Unlock { id: id.clone() }));
    subject.send(Event::Locked { id: id.clone() });
    assert_eq!(subject.effects, [Effect::Unlock { id }]);
}

/// The own body is never stored, so that a restarted tab cannot send it.
#[test]
fn the_body_that_another_tab_sent_before_is_frozen_instead_of_the_own_one() {
    let mut subject = Subject::at_review(Options { has_endpoint: false, ..Options::default() });
    let id = subject.id();
    subject.send(body_of(&id));
    subject.press(Action::Submit);
    let content = other_body().to_string();
    let stored: Vec<_> =
        subject.effects.iter().filter(|effect| matches!(effect, Effect::Store { .. })).collect();
    assert_eq!(stored, [&Effect::Store { name: "filing".to_owned(), content }]);
    assert!(subject.effects.contains(&Effect::Offer { id: id.clone(), body: other_body() }));
    assert!(subject.journey.remarks().iter().any(|remark| remark.word == Word::FiledElsewhere));
    // It may have been sent, and is not released.
    subject.send(Event::Offered { id, taken: false });
    assert!(matches!(subject.journey.filing().stage, Stage::Unresolved { .. }));
}

/// A stored body is shared when the form is shown again. Sending it at once does not wait as for another tab.
#[test]
fn a_retry_right_after_a_reload_is_sent_after_the_short_wait() {
    let mut first = Subject::sent(Options::default());
    first.answer(response(404, ""));
    let body = first.journey.filing().body().cloned().unwrap();
    let draft = first.saved().map(str::to_owned).unwrap();
    let stored = Stored {
        draft: Some(draft),
        contents: vec![("filing".to_owned(), body.to_string())],
        ..Stored::default()
    };
    let mut subject = Subject::resume(Options::default(), &stored);
    let id = subject.id();
    subject.send(Event::Locked { id: id.clone() });
    subject.press(Action::Retry);
    subject.send(Event::Offered { id: id.clone(), taken: false });
    let waits: Vec<_> = subject
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Wake { timer: Timer::Agreement, milliseconds } => Some(*milliseconds),
            _ => None,
        })
        .collect();
    assert_eq!(waits, [100]);
    subject.send(Event::Woke(Timer::Agreement));
    assert!(subject.effects.contains(&Effect::Post { id, body }));
}
