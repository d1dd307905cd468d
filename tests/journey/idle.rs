//! A kiosk resets by the clock, and says so before.

use crate::setup::{START, Subject, file};
use guitai::journey::{
    Action, Effect, Event, HostEvent, Message, Options, RequestEnd, Storage, Timer, UserInput,
};
use guitai::validate::Mode;

const TIMEOUT: u32 = 120;

fn kiosk() -> Subject {
    let options =
        Options { mode: Mode::Kiosk, storage: Storage::Memory, idle_timeout: TIMEOUT, ..Options::default() };
    let mut subject = Subject::new(options);
    assert!(
        subject.has(|effect| matches!(effect, Effect::Wake { timer: Timer::Second, milliseconds: 1000 }))
    );
    subject.typed("name", "Ann");
    subject
}

/// A second passes at so many seconds after the start. Returns whether the kiosk resets.
fn second_at(subject: &mut Subject, seconds: u64) -> bool {
    subject.now = START + seconds * 1000;
    subject.send(Event::Woke(Timer::Second));
    assert!(
        subject.has(|effect| matches!(effect, Effect::Wake { timer: Timer::Second, .. })),
        "it goes on counting"
    );
    subject.emitted().contains(&&HostEvent::Reset { reason: "idle" })
}

#[test]
fn a_short_timeout_warns_after_the_first_second() {
    let options =
        Options { mode: Mode::Kiosk, storage: Storage::Memory, idle_timeout: 10, ..Options::default() };
    let mut subject = Subject::new(options);
    subject.typed("name", "Ann");
    assert_eq!(subject.journey.seconds_left(), None);
    assert!(!second_at(&mut subject, 1));
    assert_eq!(subject.journey.seconds_left(), Some(9));
    subject.typed("name", "Ann");
    assert_eq!(subject.journey.seconds_left(), None);
}

#[test]
fn resets_after_the_timeout_and_warns_before() {
    let mut subject = kiosk();
    for (seconds, left) in [(1, None), (60, None), (89, None), (90, Some(30)), (91, Some(29)), (119, Some(1))]
    {
        assert!(!second_at(&mut subject, seconds));
        assert_eq!(subject.journey.seconds_left(), left, "{seconds}");
        assert_eq!(subject.effects.contains(&Effect::Draw), left.is_some(), "{seconds}");
    }
    assert!(second_at(&mut subject, 120));
    assert!(subject.journey.draft().is_empty() && subject.journey.undo_offer().is_none());
    assert!(subject.effects.contains(&Effect::DeleteAll));
    assert_eq!((subject.page().as_str(), subject.journey.session()), ("one", 1));
    assert_eq!(subject.journey.seconds_left(), None);
    assert!(!second_at(&mut subject, 400), "a fresh form is not reset");
}

/// Timers stop while the machine sleeps.
#[test]
fn the_clock_decides_and_not_the_number_of_ticks() {
    assert!(second_at(&mut kiosk(), 3600));
}

#[test]
fn a_clock_that_is_set_does_not_postpone_the_reset() {
    let mut subject = kiosk();
    second_at(&mut subject, 60);
    // The clock is set back by an hour.
    subject.now = START - 3_600_000;
    subject.send(Event::Woke(Timer::Second));
    for seconds in 1..60 {
        subject.now += 1000;
        subject.send(Event::Woke(Timer::Second));
        assert!(!subject.has(|effect| matches!(effect, Effect::Emit(HostEvent::Reset { .. }))), "{seconds}");
    }
    subject.now += 1000;
    subject.send(Event::Woke(Timer::Second));
    assert!(subject.emitted().contains(&&HostEvent::Reset { reason: "idle" }));
}

/// An event at 100 seconds, when the warning is shown. Returns whether the kiosk still resets at 120 seconds.
fn resets_in_spite_of(event: &Event) -> bool {
    let mut subject = kiosk();
    second_at(&mut subject, 100);
    subject.send(event.clone());
    assert_eq!(
        subject.journey.seconds_left().is_none(),
        subject.effects.contains(&Effect::Draw),
        "{event:?}"
    );
    second_at(&mut subject, 120)
}

#[test]
fn use_of_the_form_and_progress_of_a_request_count_as_activity() {
    let text = |text: &str| text.to_owned();
    let id = kiosk().id();
    let input = |input: UserInput| Event::Input { session: 0, input };
    for event in [
        input(UserInput::Typed { name: text("name"), value: text("Bob") }),
        input(UserInput::Pressed(Action::Stay)),
        input(UserInput::Pressed(Action::Back)),
        input(UserInput::CitationToggled),
        Event::FileRead { session: 0, question: text("evidence"), file: Ok(file("a")) },
        Event::Touched,
        Event::RequestEnded { id: id.clone(), end: RequestEnd::Broken { status: None } },
        Event::UploadProgressed { file: text("a"), percent: 1 },
        Event::Woke(Timer::Attempt),
    ] {
        assert!(!resets_in_spite_of(&event), "{event:?}");
    }
    for event in [
        Event::Input { session: 1, input: UserInput::Pressed(Action::Stay) },
        Event::FileRead { session: 1, question: text("evidence"), file: Ok(file("a")) },
        Event::Woke(Timer::Second),
        Event::Woke(Timer::Agreement),
        Event::MessageReceived(Message::Ask { id: id.clone() }),
        Event::Locked { id },
        Event::Online,
    ] {
        let mut subject = kiosk();
        second_at(&mut subject, 100);
        subject.send(event.clone());
        assert!(second_at(&mut subject, 120), "{event:?}");
    }
}

#[test]
fn only_a_kiosk_resets() {
    for mode in [Mode::Web, Mode::Assisted] {
        let mut subject = Subject::new(Options { mode, ..Options::default() });
        assert!(!subject.has(|effect| matches!(effect, Effect::Wake { .. })));
        subject.typed("name", "Ann");
        subject.wake(Timer::Second, 3600);
        assert_eq!((subject.effects.len(), subject.journey.seconds_left()), (0, None));
    }
}

#[test]
fn a_form_that_becomes_a_kiosk_starts_to_count() {
    let mut subject = Subject::new(Options::default());
    subject.typed("name", "Ann");
    subject.send(Event::OptionsChanged(Options {
        mode: Mode::Kiosk,
        idle_timeout: 10,
        ..Options::default()
    }));
    assert!(subject.has(|effect| matches!(effect, Effect::Wake { timer: Timer::Second, .. })));
    assert!(!second_at(&mut subject, 9));
    assert!(second_at(&mut subject, 10));
}

/// An answer that is sent is deleted as well; a kiosk keeps no filing.
#[test]
fn a_filing_that_waits_for_the_network_is_deleted() {
    let options = Options { mode: Mode::Kiosk, storage: Storage::Memory, ..Options::default() };
    let mut subject = Subject::at_review(options);
    subject.is_online = false;
    subject.submit();
    let id = subject.id();
    subject.is_online = true;
    assert!(second_at(&mut subject, 120));
    assert!(subject.effects.contains(&Effect::Abort));
    subject.send(Event::Online);
    assert_eq!(subject.effects, [], "{id} is not sent");
}
