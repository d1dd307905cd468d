//! Events of an earlier session are ignored, and nothing of a session is left after its end.

use crate::setup::{Subject, file, response};
use guitai::journey::{
    Action, Effect, Event, HostEvent, Message, Options, RequestEnd, Storage, Timer, UserInput,
};
use guitai::reply::{Receipt, Reply};
use std::rc::Rc;

/// How a session can end.
fn ends() -> [(&'static str, Event); 2] {
    [("host", Event::Reset), ("person", input(0, UserInput::Pressed(Action::Restart)))]
}

fn input(session: u32, input: UserInput) -> Event {
    Event::Input { session, input }
}

/// A journey whose filing has an unknown outcome, after a reset. Returns it with the id and the body.
fn after_reset(reason: &str, end: Event) -> (Subject, String, Rc<str>) {
    let mut subject = Subject::sent(Options::default());
    let (id, body) = (subject.id(), subject.journey.filing().body().cloned().unwrap());
    subject.answer(response(404, ""));
    subject.send(end);
    assert!(
        subject
            .emitted()
            .contains(&&HostEvent::Reset { reason: if reason == "host" { "host" } else { "person" } })
    );
    (subject, id, body)
}

#[test]
fn late_events_change_nothing() {
    for (reason, end) in ends() {
        let (mut subject, id, body) = after_reset(reason, end);
        let (own, draft) = (subject.id(), subject.journey.draft().clone());
        assert!(draft.is_empty() && own != id);
        let text = |value: &str| value.to_owned();
        let received = Receipt { reference: text("R-1"), id: id.clone(), ..Receipt::default() };
        let late = [
            input(0, UserInput::Typed { name: text("name"), value: text("Eve") }),
            input(0, UserInput::Chosen { name: text("kind"), value: text("a") }),
            input(0, UserInput::Ticked { name: text("notice.privacy"), value: text("accepted"), on: true }),
            input(0, UserInput::FilesChosen { question: text("evidence"), names: vec![text("a.png")] }),
            input(0, UserInput::Pressed(Action::Next)),
            input(0, UserInput::Pressed(Action::Restart)),
            input(0, UserInput::Entered),
            Event::FileRead { session: 0, question: text("evidence"), file: Ok(file("a")) },
            Event::DraftFileRead { session: 0, text: Some(text("{}")) },
            Event::Offered { id: id.clone(), taken: true },
            Event::Offered { id: id.clone(), taken: false },
            Event::HostReplied { id: id.clone(), reply: Reply::Received(received), status: None },
            Event::RequestEnded { id: id.clone(), end: response(201, r#"{"reference": "R-1"}"#) },
            Event::RequestEnded { id: id.clone(), end: response(500, "") },
            Event::RequestEnded { id: id.clone(), end: RequestEnd::Broken { status: None } },
            Event::UploadProgressed { file: text("a"), percent: 50 },
            Event::UploadEnded { file: text("a"), end: response(201, r#"{"href": "/a"}"#) },
            Event::MessageReceived(Message::Ask { id: id.clone() }),
            Event::MessageReceived(Message::Body { id: id.clone(), body }),
            Event::MessageReceived(Message::Released { id: id.clone() }),
            Event::Woke(Timer::Attempt),
            Event::Woke(Timer::Agreement),
            Event::Online,
            Event::ListLoaded { list: text("law"), json: text("{}") },
        ];
        for event in late {
            subject.send(event.clone());
            assert_eq!(subject.effects, [], "{reason}: {event:?}");
            assert_eq!((subject.id(), subject.page().as_str()), (own.clone(), "one"), "{reason}: {event:?}");
            assert_eq!(*subject.journey.draft(), draft, "{reason}: {event:?}");
        }
    }
}

#[test]
fn a_reset_aborts_the_request_and_deletes_everything() {
    for storage in [Storage::Session, Storage::Local] {
        let mut subject = Subject::sent(Options { storage, ..Options::default() });
        let id = subject.id();
        subject.send(Event::Reset);
        let place = |effect: &Effect| subject.effects.iter().position(|own| own == effect);
        assert_eq!(place(&Effect::Abort), Some(0));
        let saved = subject
            .effects
            .iter()
            .rposition(|effect| matches!(effect, Effect::SaveDraft(_) | Effect::Store { .. }));
        assert!(place(&Effect::DeleteAll) > saved, "nothing is stored after everything was deleted");
        let told = subject.effects.iter().position(|effect| matches!(effect, Effect::Emit(_)));
        assert!(place(&Effect::DeleteAll) < told, "a handler of the host page may leave the page");
        assert!(place(&Effect::Send(Message::Released { id: id.clone() })).is_some());
        assert!(place(&Effect::Unlock { id: id.clone() }).is_some());
        assert_eq!((subject.journey.session(), subject.page().as_str()), (1, "one"));
        assert!(subject.journey.draft().is_empty() && subject.journey.undo_offer().is_none());
        subject.send(Event::RequestEnded { id, end: response(500, "") });
        assert_eq!(subject.effects, []);
    }
}

/// A file that is being read when the session ends is not waited for.
#[test]
fn files_of_an_earlier_session_are_not_waited_for() {
    let mut subject = Subject::new(Options::default());
    let (question, names) = ("evidence".to_owned(), vec!["a.png".to_owned()]);
    subject.input(UserInput::FilesChosen { question, names });
    subject.press(Action::Next);
    assert_eq!(subject.journey.preparing().len(), 1);
    subject.send(Event::Reset);
    assert_eq!(subject.journey.preparing().len(), 0);
    subject.typed("name", "Ann");
    subject.press(Action::Next);
    assert_eq!(subject.page(), "two");
}

#[test]
fn an_input_of_the_current_session_is_taken() {
    let (mut subject, ..) = after_reset("host", Event::Reset);
    subject.typed("name", "Bob");
    assert_eq!(subject.journey.draft().text("name"), "Bob");
    assert!(subject.saved().is_some_and(|text| text.contains("Bob") && text.contains(&subject.id())));
}
