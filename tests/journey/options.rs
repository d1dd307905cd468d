//! Settings that change while the form is filled in, and prefilled answers.

use crate::setup::{Subject, response};
use guitai::content::Content;
use guitai::journey::{
    Action, Control, ControlKind, Effect, Event, HostEvent, Moment, Options, Page, RequestEnd, Storage,
    Stored,
};
use guitai::reply::Reply;
use guitai::validate::{Channel, Mode};

fn change(subject: &mut Subject, change: impl FnOnce(&mut Options)) {
    let mut options = subject.journey.options().clone();
    let lang = options.lang.clone();
    change(&mut options);
    if options.lang != lang {
        let (form, config) = (subject.journey.form().clone(), subject.journey.config().clone());
        subject.send(Event::ContentChanged(Content::new(form, config, &options.lang)));
    }
    subject.send(Event::OptionsChanged(options));
}

fn prefilled(prefill: &str) -> Options {
    Options { prefill: Some(prefill.to_owned()), ..Options::default() }
}

#[test]
fn another_language_keeps_the_answers_and_is_recorded() {
    let mut subject = Subject::at_review(Options { lang: "zh-Hant".to_owned(), ..Options::default() });
    subject.press(Action::Language("en".to_owned()));
    assert!(subject.effects.contains(&Effect::SetLanguage("en".to_owned())));
    change(&mut subject, |options| options.lang = "en".to_owned());
    assert_eq!((subject.journey.words().tag(), subject.page().as_str()), ("en", "review"));
    assert_eq!(subject.journey.draft().text("name"), "Ann");
    subject.submit();
    assert!(subject.journey.filing().body().unwrap().contains(r#""locale":"en""#));
    // The frozen body stays as it is.
    change(&mut subject, |options| options.lang = "zh-Hant".to_owned());
    subject.answer(response(500, ""));
    subject.wake(guitai::journey::Timer::Attempt, 3);
    assert_eq!(subject.posts(), 1);
    assert!(subject.journey.filing().body().unwrap().contains(r#""locale":"en""#));
}

#[test]
fn a_prefilled_answer_never_replaces_an_entered_one() {
    let mut subject = Subject::new(prefilled(r#"{"name": "Ann", "kind": "a"}"#));
    assert_eq!(subject.journey.draft().text("name"), "Ann");
    assert_eq!(subject.emitted(), [] as [&HostEvent; 0]);
    subject.typed("name", "");
    change(&mut subject, |options| options.prefill = Some(r#"{"name": "Eve", "detail": "x"}"#.to_owned()));
    let draft = subject.journey.draft();
    assert_eq!(["name", "kind", "detail"].map(|name| draft.text(name)), ["", "a", "x"]);
    assert!(subject.saved().is_some_and(|text| text.contains("detail")));
    // The same value again changes nothing.
    subject.typed("detail", "");
    change(&mut subject, |options| options.title_errors = true);
    assert_eq!(subject.effects, [Effect::Draw]);
}

#[test]
fn a_prefill_that_does_not_fit_is_reported() {
    for prefill in [r#"{"unknown": "x"}"#, r#"{"name": 5}"#, r#"{"__proto__": "x", "name": "Ann"}"#] {
        let subject = Subject::new(prefilled(prefill));
        let failed = HostEvent::Failed { kind: "prefill", status: None, retryable: false };
        assert!(subject.emitted().contains(&&failed), "{prefill}");
    }
    for prefill in ["", "{", "5", "null", "[]"] {
        assert!(Subject::new(prefilled(prefill)).journey.draft().is_empty(), "{prefill}");
    }
}

#[test]
fn a_stored_draft_comes_before_the_prefill() {
    let draft = r#"{"version": "2.0.0", "id": "x", "page": "two", "entries": {"name": "Ann"}}"#;
    let stored = Stored { draft: Some(draft.to_owned()), ..Stored::default() };
    let subject = Subject::resume(prefilled(r#"{"name": "Eve", "detail": "x"}"#), &stored);
    let draft = subject.journey.draft();
    assert_eq!(["name", "detail"].map(|name| draft.text(name)), ["Ann", "x"]);
}

#[test]
fn answers_that_are_sent_are_not_prefilled() {
    let mut subject = Subject::sent(Options::default());
    let draft = subject.journey.draft().clone();
    for reply in [None, Some(response(404, "")), Some(response(201, r#"{"reference": "R-1"}"#))] {
        if let Some(reply) = reply {
            if matches!(subject.journey.page(), Page::Failure(_)) {
                subject.press(Action::Retry);
                subject.leave_to_form();
            }
            subject.answer(reply);
        }
        let prefill = format!(r#"{{"detail": "{}"}}"#, subject.page());
        change(&mut subject, |options| options.prefill = Some(prefill));
        assert_eq!(*subject.journey.draft(), draft, "{}", subject.page());
    }
    assert_eq!(subject.page(), "receipt");
}

#[test]
fn a_form_without_an_endpoint_fails_and_can_be_sent_once_it_has_one() {
    let mut subject = Subject::at_review(Options { has_endpoint: false, ..Options::default() });
    subject.submit();
    assert_eq!(*subject.journey.page(), Page::Failure(Reply::NoEndpoint));
    assert_eq!(subject.posts(), 0);
    change(&mut subject, |options| options.has_endpoint = true);
    subject.press(Action::Retry);
    subject.leave_to_form();
    assert_eq!(subject.posts(), 1);
}

#[test]
fn the_channel_and_the_staff_are_those_at_the_time_of_filing() {
    let mut subject = Subject::at_review(Options::default());
    change(&mut subject, |options| (options.mode, options.channel) = (Mode::Assisted, Channel::Counter));
    subject.submit();
    // The id of the member of staff is asked on the first step.
    assert_eq!(subject.page(), "one");
    assert_eq!(subject.journey.problems()[0].control, "staff_id");
    subject.typed("staff_id", "S1");
    subject.press(Action::Next);
    assert_eq!(subject.page(), "review");
    subject.submit();
    let body = subject.journey.filing().body().unwrap();
    assert!(body.contains(r#""channel":"counter","staff":{"id":"S1"}"#), "{body}");
}

/// A host page that takes the filing over reports the outcome; the form sends nothing.
#[test]
fn the_host_page_can_send_the_filing_itself() {
    for storage in [Storage::Memory, Storage::Session] {
        let mut subject = Subject::at_review(Options { storage, has_endpoint: false, ..Options::default() });
        subject.press(Action::Submit);
        let id = subject.id();
        subject.send(Event::Offered { id: id.clone(), taken: true });
        assert_eq!(subject.effects, []);
        let answer =
            RequestEnd::Response { status: 201, retry_after: None, body: r#"{"reference": "X"}"#.to_owned() };
        subject.answer(answer);
        assert_eq!(
            (subject.page().as_str(), subject.effects.len()),
            ("sending", 0),
            "no request is under way"
        );
        subject.send(Event::HostReplied { id: "another".to_owned(), reply: Reply::NoEndpoint, status: None });
        assert_eq!(subject.page(), "sending");
        subject.send(Event::HostReplied { id, reply: Reply::Busy(None), status: Some(503) });
        let failed = HostEvent::Failed { kind: "busy", status: Some(503), retryable: true };
        assert!(subject.emitted().contains(&&failed) && subject.page() == "failure");
    }
}

/// A password manager sets a control without an event: its value is the answer.
#[test]
fn a_control_that_was_set_without_an_event_is_read() {
    let mut subject = Subject::new(Options::default());
    subject.typed("name", "Ann");
    subject.send(Event::Drawn);
    let control =
        |name: &str, value: &str, kind| Control { name: name.to_owned(), value: value.to_owned(), kind };
    let controls = [
        control("name", "Bob", ControlKind::Text),
        control("kind", "a", ControlKind::Radio { checked: true }),
        control("kind", "b", ControlKind::Radio { checked: false }),
        control("detail", "", ControlKind::Text),
        control("notice.privacy", "accepted", ControlKind::Checkbox { checked: true }),
        control("place.county", "", ControlKind::Select),
    ];
    let moment = Moment { milliseconds: subject.now, random: [9; 16], is_online: true };
    let _ = subject.journey.update(moment, &controls, Event::Touched);
    let draft = subject.journey.draft();
    assert_eq!((draft.text("name"), draft.text("kind")), ("Bob", "a"));
    assert_eq!(draft.list("notice.privacy"), ["accepted"]);
    // Controls that were drawn for an earlier session are not read.
    subject.send(Event::Reset);
    let _ = subject.journey.update(moment, &controls, Event::Touched);
    assert!(subject.journey.draft().is_empty());
}
