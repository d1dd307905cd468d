//! Files that are uploaded to an address of their own, before the filing.

use crate::setup::{Subject, file, form_with, response};
use guitai::config::Config;
use guitai::journey::{
    Action, Effect, Event, Focus, HostEvent, Options, RequestEnd, Stage, Stored, Timer, UserInput,
};

const STORED: &str = r#"{"href": "/files/1"}"#;

/// A journey with two files that uploads the first one.
fn uploading() -> Subject {
    let mut subject = Subject::at_review(Options { uploads_files: true, ..Options::default() });
    subject.attach("a");
    subject.attach("b");
    subject.press(Action::Submit);
    subject
}

/// The key of the file that the last event sent.
fn uploaded(subject: &Subject) -> Option<&str> {
    subject.effects.iter().find_map(|effect| match effect {
        Effect::Upload(file) => Some(file.id.as_str()),
        _ => None,
    })
}

fn answer(subject: &mut Subject, file: &str, end: RequestEnd) {
    subject.send(Event::UploadEnded { file: file.to_owned(), end });
}

/// Answers every request with the first file in the same way. Returns the number of requests and the waits in
/// seconds.
fn persist(subject: &mut Subject, reply: &RequestEnd) -> (usize, Vec<u32>) {
    let (mut requests, mut waits) = (0, Vec::new());
    loop {
        if let Some(milliseconds) = subject.wait() {
            waits.push(milliseconds / 1000);
            subject.wake(Timer::Attempt, u64::from(milliseconds / 1000) + 1);
        } else if uploaded(subject) == Some("a") {
            requests += 1;
            answer(subject, "a", reply.clone());
        } else {
            return (requests, waits);
        }
    }
}

/// Expects where the upload ends, and that nothing was filed.
fn check(reply: &RequestEnd, requests: usize, waits: &[u32], page: &str, kind: &'static str) {
    let mut subject = uploading();
    let id = subject.id();
    assert_eq!(persist(&mut subject, reply), (requests, waits.to_vec()), "{reply:?}");
    assert_eq!((subject.page().as_str(), &subject.journey.filing().stage), (page, &Stage::Open), "{reply:?}");
    assert_eq!(subject.id(), id, "nothing was sent under this id");
    let is_told = subject
        .emitted()
        .iter()
        .any(|event| matches!(event, HostEvent::Failed { kind: own, .. } if *own == kind));
    assert!(is_told, "{reply:?}: {:?}", subject.effects);
    assert!(!subject.has(|effect| matches!(effect, Effect::Post { .. } | Effect::Offer { .. })));
}

#[test]
fn files_are_uploaded_one_after_the_other_and_then_filed_by_their_address() {
    let mut subject = uploading();
    assert_eq!((subject.page().as_str(), uploaded(&subject)), ("sending", Some("a")));
    subject.send(Event::UploadProgressed { file: "a".to_owned(), percent: 40 });
    assert_eq!(subject.effects, [Effect::Draw]);
    let Stage::Uploading(uploading) = &subject.journey.filing().stage else { panic!() };
    assert_eq!((uploading.number, uploading.count, uploading.percent), (1, 2, 40));
    // What belongs to another file changes nothing.
    subject.send(Event::UploadProgressed { file: "b".to_owned(), percent: 90 });
    answer(&mut subject, "b", response(201, STORED));
    assert_eq!(subject.effects, []);
    answer(&mut subject, "a", response(201, STORED));
    assert_eq!(uploaded(&subject), Some("b"));
    assert!(subject.saved().is_some_and(|text| text.contains("/files/1")), "the address is stored");
    answer(&mut subject, "b", response(200, r#"{"href": "https://files.example/2"}"#));
    let body = subject.journey.filing().body().cloned().unwrap();
    assert!(body.contains(r#""href":"/files/1""#) && body.contains("https://files.example/2"));
    assert!(!body.contains("content"), "{body}");
    let contents = subject.journey.draft().files.iter().map(|file| file.content.is_some());
    assert!(contents.into_iter().all(|has| has), "the draft keeps the contents");
    subject.leave_to_form();
    assert_eq!(subject.posts(), 1);
    // After a refusal they are not uploaded again.
    subject.answer(response(422, ""));
    subject.press(Action::Retry);
    assert_eq!(uploaded(&subject), None);
    assert!(subject.has(|effect| matches!(effect, Effect::Offer { .. })));
}

#[test]
fn an_upload_without_an_outcome_is_repeated_with_the_same_key() {
    for status in [408, 409, 500, 502, 504] {
        check(&response(status, ""), 4, &[2, 4, 8], "failure", "endpoint");
    }
    check(&RequestEnd::Broken { status: None }, 4, &[2, 4, 8], "failure", "endpoint");
    check(&RequestEnd::Broken { status: Some(201) }, 4, &[2, 4, 8], "failure", "endpoint");
    for status in [429, 503] {
        check(&response(status, ""), 4, &[2, 4, 8], "failure", "busy");
        let busy = RequestEnd::Response { status, retry_after: Some(30), body: String::new() };
        check(&busy, 4, &[30, 30, 30], "failure", "busy");
    }
}

#[test]
fn a_definite_answer_ends_the_upload() {
    for (status, body) in [(404, ""), (410, ""), (200, "<html>"), (201, "{}"), (204, ""), (0, ""), (301, "")]
    {
        check(&response(status, body), 1, &[], "failure", "endpoint");
    }
    for status in [413, 415] {
        check(&response(status, ""), 1, &[], "failure", "attachments");
    }
    for status in [400, 422] {
        check(&response(status, r#"{"title": "Closed"}"#), 1, &[], "failure", "refused");
        let errors = r#"{"errors": [{"detail": "no"}]}"#;
        check(&response(status, errors), 1, &[], "two", "attachments");
    }
    for status in [401, 403] {
        check(&response(status, ""), 2, &[], "failure", "session");
    }
    check(&RequestEnd::NoHeaders, 2, &[], "failure", "session");
}

#[test]
fn a_failed_upload_can_be_tried_again_or_left() {
    let mut subject = uploading();
    persist(&mut subject, &response(404, ""));
    subject.press(Action::Retry);
    assert_eq!((subject.page().as_str(), uploaded(&subject)), ("sending", Some("a")));
    persist(&mut subject, &response(404, ""));
    subject.press(Action::Back);
    assert_eq!(subject.page(), "review");
    subject.press(Action::Remove { question: "evidence".to_owned(), item: "a".to_owned() });
    subject.press(Action::Submit);
    assert_eq!(uploaded(&subject), Some("b"));
}

#[test]
fn an_upload_waits_for_the_network_and_can_be_cancelled() {
    let mut subject = Subject::at_review(Options { uploads_files: true, ..Options::default() });
    subject.attach("a");
    subject.is_online = false;
    subject.press(Action::Submit);
    assert_eq!((subject.page().as_str(), uploaded(&subject)), ("sending", None));
    subject.is_online = true;
    subject.send(Event::Online);
    assert_eq!(uploaded(&subject), Some("a"));
    let id = subject.id();
    subject.press(Action::Back);
    assert_eq!(subject.page(), "review");
    assert!(subject.effects.contains(&Effect::Abort) && subject.journey.filing().is_open());
    assert_eq!(subject.id(), id, "nothing was frozen, and another tab may have sent this filing");
    answer(&mut subject, "a", response(201, STORED));
    assert_eq!(subject.effects, [], "the answer comes too late");
}

#[test]
fn a_draft_without_files_uploads_nothing() {
    let mut subject = Subject::at_review(Options { uploads_files: true, ..Options::default() });
    subject.press(Action::Submit);
    assert!(subject.has(|effect| matches!(effect, Effect::Offer { .. })));
}

#[test]
fn a_retry_waits_for_files_on_the_review() {
    let mut subject = Subject::sent(Options::default());
    subject.answer(response(413, ""));
    subject.press(Action::Restart);
    let question = "evidence".to_owned();
    subject.input(UserInput::FilesChosen { question: question.clone(), names: vec!["a.png".to_owned()] });
    subject.press(Action::Undo);
    assert_eq!(subject.page(), "failure");
    subject.press(Action::Retry);
    assert_eq!(subject.page(), "review");
    assert!(subject.effects.contains(&Effect::Focus(Focus::Heading)));
    let session = subject.journey.session();
    subject.send(Event::FileRead { session, question, file: Ok(file("a")) });
    assert_eq!(subject.page(), "sending");
}

#[test]
fn an_upload_that_waits_for_a_time_does_not_start_with_the_network() {
    let mut subject = uploading();
    answer(&mut subject, "a", response(503, ""));
    let wait = subject.wait().unwrap();
    subject.send(Event::Online);
    assert_eq!(uploaded(&subject), None);
    subject.wake(Timer::Attempt, u64::from(wait / 1000) + 1);
    assert_eq!(uploaded(&subject), Some("a"));
}

/// The event for the host page that names the failure, and the shown controls.
fn failure(subject: &mut Subject, file: &str, end: RequestEnd) -> (Option<bool>, Vec<String>) {
    answer(subject, file, end);
    let retryable = subject.emitted().into_iter().find_map(|event| match event {
        HostEvent::Failed { retryable, .. } => Some(*retryable),
        _ => None,
    });
    let controls = subject.journey.problems().iter().map(|problem| problem.control.clone());
    (retryable, controls.collect())
}

#[test]
fn the_host_page_learns_whether_a_repetition_can_help() {
    for (status, retryable) in [(404, true), (413, false), (400, false)] {
        let own = failure(&mut uploading(), "a", response(status, r#"{"title": "Closed"}"#));
        assert_eq!(own, (Some(retryable), Vec::new()), "{status}");
    }
}

#[test]
fn a_problem_of_a_file_is_shown_at_its_question() {
    let form = form_with(
        r#"{"id": "evidence","#,
        r#"{"id": "photo", "kind": "files", "optional": true, "label": {"en": "Photo", "zh-Hant": "相片"}},
        {"id": "evidence","#,
    );
    let options = Options { uploads_files: true, ..Options::default() };
    let mut subject = Subject::start(form, Config::default(), options, &Stored::default());
    subject.typed("name", "Ann");
    subject.press(Action::Next);
    for (question, id) in [("photo", "p"), ("evidence", "e")] {
        let session = subject.journey.session();
        let mut file = file(id);
        question.clone_into(&mut file.answer);
        subject.send(Event::FileRead { session, question: question.to_owned(), file: Ok(file) });
    }
    subject.press(Action::Next);
    subject.accept();
    subject.press(Action::Submit);
    let errors = r#"{"errors": [{"detail": "no"}]}"#;
    assert_eq!(failure(&mut subject, "p", response(422, errors)), (Some(false), vec!["photo".to_owned()]));
}
