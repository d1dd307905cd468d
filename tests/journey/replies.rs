//! Every response of the contract's table: how often the filing is sent, how long the form waits, and where it
//! ends.

use crate::setup::{Subject, response};
use guitai::journey::{Effect, HostEvent, Options, Page, RequestEnd, Stage, Storage, Timer};
use std::rc::Rc;

/// The end of a filing whose requests all get the same answer.
#[derive(Debug, PartialEq, Eq)]
struct End {
    page: String,
    stage: &'static str,
    /// Whether the filing has the same id as before.
    keeps_id: bool,
    posts: usize,
    /// Whole seconds before each further attempt.
    waits: Vec<u32>,
    /// Kind, status and `retryable` of `guitai-error`.
    failure: Option<(&'static str, Option<u16>, bool)>,
}

/// Files and answers each request with this answer.
fn file(answer: &RequestEnd, storage: Storage) -> End {
    let mut subject = Subject::sent(Options { storage, ..Options::default() });
    let (id, body) = (subject.id(), subject.journey.filing().body().cloned().unwrap());
    let (mut posts, mut waits, mut failure) = (0, Vec::new(), None);
    loop {
        posts += subject.posts();
        assert!(posts < 100, "the attempts do not end");
        for effect in &subject.effects {
            match effect {
                Effect::Post { id: own, body: sent } => assert_eq!((own, sent), (&id, &body)),
                Effect::Emit(HostEvent::Failed { kind, status, retryable }) => {
                    assert_eq!(failure.replace((*kind, *status, *retryable)), None);
                }
                _ => {}
            }
        }
        if let Some(milliseconds) = subject.wait() {
            waits.push(milliseconds / 1000);
            subject.now += u64::from(milliseconds);
            subject.send(guitai::journey::Event::Woke(Timer::Attempt));
        } else if subject.posts() > 0 {
            subject.answer(answer.clone());
        } else {
            break;
        }
    }
    let stage = match &subject.journey.filing().stage {
        Stage::Open => "open",
        Stage::Unresolved { body: kept } => {
            assert_eq!(*kept, body);
            "unresolved"
        }
        _ => "under way",
    };
    End { page: subject.page(), stage, keeps_id: subject.id() == id, posts, waits, failure }
}

fn check(
    answer: &RequestEnd,
    page: &str,
    posts: usize,
    waits: &[u32],
    failure: Option<(&'static str, Option<u16>, bool)>,
) {
    let keeps_id = matches!(failure, Some((kind, ..)) if kind != "refused" && kind != "attachments");
    let stage = if keeps_id { "unresolved" } else { "open" };
    let expected = End { page: page.to_owned(), stage, keeps_id, posts, waits: waits.to_vec(), failure };
    for storage in [Storage::Memory, Storage::Session, Storage::Local] {
        assert_eq!(file(answer, storage), expected, "{answer:?} {storage:?}");
    }
}

fn busy(status: u16, retry_after: Option<u32>) -> RequestEnd {
    RequestEnd::Response { status, retry_after, body: String::new() }
}

#[test]
fn a_receipt_ends_the_filing() {
    for status in [200, 201, 202] {
        check(&response(status, r#"{"reference": "R-1"}"#), "receipt", 1, &[], None);
    }
}

#[test]
fn anything_else_that_succeeds_is_not_a_receipt() {
    for (status, body) in [
        (200, ""),
        (200, "<!doctype html>"),
        (201, "{}"),
        (202, r#"{"reference": ""}"#),
        (200, r#"{"id": "another"}"#),
        (203, r#"{"reference": "R-1"}"#),
        (204, ""),
        (206, r#"{"reference": "R-1"}"#),
        (301, ""),
        (304, ""),
    ] {
        check(&response(status, body), "failure", 1, &[], Some(("not_received", Some(status), false)));
    }
    check(&response(0, ""), "failure", 1, &[], Some(("not_received", None, false)));
}

#[test]
fn a_refusal_with_problems_leads_to_the_first_step_that_has_one() {
    for status in [400, 422] {
        for (pointer, page) in [
            ("#/answers/name", "one"),
            ("#/answers/people/0/who", "two"),
            ("#/attachments/0", "two"),
            ("#/x", "review"),
        ] {
            let body = format!(r#"{{"errors": [{{"pointer": "{pointer}", "detail": "no"}}]}}"#);
            check(&response(status, &body), page, 1, &[], None);
        }
    }
}

#[test]
fn a_refusal_as_a_whole_releases_the_filing() {
    for status in [400, 422] {
        let failure = Some(("refused", Some(status), false));
        check(&response(status, r#"{"title": "Closed"}"#), "failure", 1, &[], failure);
    }
    for status in [413, 415] {
        check(&response(status, ""), "failure", 1, &[], Some(("attachments", Some(status), false)));
    }
}

#[test]
fn an_ended_session_is_tried_once_more_with_fresh_headers() {
    for status in [401, 403] {
        check(&response(status, ""), "failure", 2, &[], Some(("session", Some(status), false)));
    }
    check(&RequestEnd::NoHeaders, "failure", 2, &[], Some(("session", None, false)));
}

#[test]
fn a_missing_endpoint_is_not_tried_again() {
    for status in [402, 404, 405, 406, 410, 418, 423, 451, 499] {
        check(&response(status, ""), "failure", 1, &[], Some(("endpoint", Some(status), false)));
    }
}

#[test]
fn a_filing_in_progress_is_asked_for_again() {
    check(&response(409, ""), "failure", 4, &[2, 4, 8], Some(("network", Some(409), true)));
}

#[test]
fn a_busy_backend_is_given_the_time_that_it_asks_for() {
    for status in [429, 503] {
        let failure = Some(("busy", Some(status), true));
        for (asked, waits) in [
            (None, [2, 4, 8]),
            (Some(0), [0, 0, 0]),
            (Some(7), [7, 7, 7]),
            (Some(90), [90, 90, 90]),
            (Some(120), [120, 120, 120]),
            (Some(u32::MAX), [120, 120, 120]),
        ] {
            check(&busy(status, asked), "failure", 4, &waits, failure);
        }
    }
}

#[test]
fn an_unknown_outcome_is_tried_four_times() {
    for status in [408, 500, 501, 502, 504, 599] {
        check(&response(status, ""), "failure", 4, &[2, 4, 8], Some(("network", Some(status), true)));
        let broken = RequestEnd::Broken { status: Some(status) };
        check(&broken, "failure", 4, &[2, 4, 8], Some(("network", Some(status), true)));
    }
    check(&RequestEnd::Broken { status: None }, "failure", 4, &[2, 4, 8], Some(("network", None, true)));
    // A receipt of which only the beginning arrived is none.
    check(
        &RequestEnd::Broken { status: Some(201) },
        "failure",
        4,
        &[2, 4, 8],
        Some(("network", Some(201), true)),
    );
}

/// A retry by the person sends the same bytes, with attempts of its own.
#[test]
fn a_retry_sends_the_same_filing() {
    let mut subject = Subject::sent(Options::default());
    let (id, body) = (subject.id(), subject.journey.filing().body().cloned().unwrap());
    subject.answer(response(404, ""));
    subject.press(guitai::journey::Action::Retry);
    subject.leave_to_form();
    assert!(subject.effects.contains(&Effect::Post { id: id.clone(), body: Rc::clone(&body) }));
    subject.answer(response(401, ""));
    assert!(subject.effects.contains(&Effect::Post { id: id.clone(), body }), "headers are renewed again");
    subject.answer(response(201, r#"{"reference": "R-1"}"#));
    assert!(
        matches!(subject.journey.page(), Page::Receipt(receipt) if receipt.reference == "R-1" && receipt.id == id)
    );
}
