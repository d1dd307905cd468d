//! The meaning of a backend's response: each row of `docs/contract.md`, section Backend responses.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use guitai::place::Place;
use guitai::reply::{Explanation, MAX_WAIT_SECONDS, Receipt, Reply, ReportedProblem, receipt, refusal};

const ID: &str = "01a1fbd4-f500-7000-8000-000000000001";

fn read(status: u16, body: &str) -> Reply {
    Reply::read(status, body, None, ID)
}

fn received(reference: &str) -> Receipt {
    Receipt { reference: reference.to_owned(), id: ID.to_owned(), ..Receipt::default() }
}

/// Bodies that do not confirm a submission.
const NOT_RECEIPTS: [&str; 22] = [
    "",
    " ",
    "ok",
    "<!doctype html><title>Sign in</title>",
    "null",
    "true",
    "5",
    "\"A-1\"",
    "[]",
    "{}",
    "[{\"reference\":\"A-1\"}]",
    "{\"reference\":\"\"}",
    "{\"reference\":\" \"}",
    "{\"reference\":5}",
    "{\"reference\":null}",
    "{\"reference\":[\"A-1\"]}",
    "{\"id\":\"\"}",
    "{\"id\":\"another\"}",
    "{\"ID\":\"A-1\",\"Reference\":\"A-1\"}",
    "{\"reference\":\"A-1\"",
    "{\"data\":{\"reference\":\"A-1\"}}",
    "{\"__proto__\":{\"reference\":\"A-1\"}}",
];

#[test]
fn a_receipt_has_a_reference_or_the_id_of_the_submission() {
    for (body, reference) in [
        (r#"{"reference":"A-1"}"#.to_owned(), "A-1"),
        (r#" {"reference": "編號 1", "id": "another", "x": [1]} "#.to_owned(), "編號 1"),
        (format!(r#"{{"id":"{ID}"}}"#), ID),
        (format!(r#"{{"id":"{ID}","reference":""}}"#), ID),
        (format!(r#"{{"id":"{ID}","reference":7}}"#), ID),
        (r#"{"reference":"A-1","reference":"A-2"}"#.to_owned(), "A-2"),
    ] {
        for status in [200, 201, 202] {
            assert_eq!(read(status, &body), Reply::Received(received(reference)), "{status} {body}");
        }
        assert_eq!(receipt(&body, ID), Some(received(reference)), "{body}");
    }
    for body in NOT_RECEIPTS {
        for status in [200, 201, 202] {
            assert_eq!(read(status, body), Reply::NotReceived, "{status} {body}");
        }
        assert_eq!(receipt(body, ID), None, "{body}");
    }
}

#[test]
fn reads_the_optional_members_of_a_receipt() {
    let body = r#"{"reference":"A-1","message":"收到了","status_url":"https://portal.example/a","expected_by":"2026-12-21"}"#;
    let full = Receipt {
        message: Some("收到了".to_owned()),
        status_url: Some("https://portal.example/a".to_owned()),
        expected_by: Some("2026-12-21".to_owned()),
        ..received("A-1")
    };
    assert_eq!(receipt(body, ID), Some(full));
    for link in [
        "http://portal.example/a",
        "javascript:alert(1)",
        "//portal.example",
        "/a",
        "",
        "data:text/html,x",
        " https://x",
    ] {
        let body = format!(r#"{{"reference":"A-1","status_url":"{link}"}}"#);
        assert_eq!(receipt(&body, ID), Some(received("A-1")), "{link}");
    }
    let odd = r#"{"reference":"A-1","message":5,"status_url":["https://x"],"expected_by":null}"#;
    assert_eq!(receipt(odd, ID), Some(received("A-1")));
}

fn problem(pointer: &str, detail: &str, code: Option<&str>, cite: Option<&str>) -> ReportedProblem {
    let text = str::to_owned;
    ReportedProblem {
        place: Place::parse(pointer),
        detail: text(detail),
        code: code.map(text),
        cite: cite.map(text),
    }
}

#[test]
fn reads_the_problems_of_a_refusal() {
    for (body, expected) in [
        (
            r##"{"errors":[{"pointer":"#/answers/mobile","detail":"不對"}]}"##,
            vec![problem("#/answers/mobile", "不對", None, None)],
        ),
        (
            r##"{"title":"x","errors":[{"pointer":"#/answers/mobile","detail":"不對","code":"bad_format","cite":"第7條"},{"detail":"也不對"}]}"##,
            vec![
                problem("#/answers/mobile", "不對", Some("bad_format"), Some("第7條")),
                problem("", "也不對", None, None),
            ],
        ),
        (r#"{"errors":[{"pointer":5,"title":"不對","code":5}]}"#, vec![problem("", "不對", None, None)]),
        (
            r##"{"errors":[5,null,"x",{"detail":" "},{"detail":7},{"pointer":"#/x","detail":"不對"}]}"##,
            vec![problem("#/x", "不對", None, None)],
        ),
    ] {
        for status in [400, 422] {
            assert_eq!(read(status, body), Reply::Refused(expected.clone()), "{status} {body}");
        }
    }
}

#[test]
fn reads_a_refusal_without_problems() {
    let explained = |title: &str, detail: &str| {
        Reply::RefusedEntirely(Explanation { title: title.to_owned(), detail: detail.to_owned() })
    };
    for (body, expected) in [
        ("", explained("", "")),
        ("<html>", explained("", "")),
        ("[]", explained("", "")),
        (r#"{"title":"Closed","detail":"收件截止"}"#, explained("Closed", "收件截止")),
        (r#"{"title":5,"detail":"收件截止"}"#, explained("", "收件截止")),
        (r#"{"title":"Closed","errors":[]}"#, explained("Closed", "")),
        (r#"{"title":"Closed","errors":{"detail":"x"}}"#, explained("Closed", "")),
        (r#"{"title":"Closed","errors":[{"pointer":"x"}]}"#, explained("Closed", "")),
    ] {
        assert_eq!(read(400, body), expected, "{body}");
        assert_eq!(refusal(body), expected, "{body}");
    }
}

#[test]
fn interprets_every_status() {
    let good = r#"{"reference":"A-1"}"#;
    for status in 0..=1000 {
        let expected = match status {
            200..=202 => Reply::Received(received("A-1")),
            0 | 203..=399 => Reply::NotReceived,
            400 | 422 => Reply::RefusedEntirely(Explanation::default()),
            401 | 403 => Reply::SignIn,
            409 => Reply::InProgress,
            413 | 415 => Reply::FilesRefused,
            429 | 503 => Reply::Busy(None),
            408 => Reply::Unknown,
            402..=499 => Reply::NoEndpoint,
            _ => Reply::Unknown,
        };
        let reply = read(status, good);
        assert_eq!(reply, expected, "{status}");
        // Only a definite refusal releases a submission, and only an unknown outcome is retried
        // automatically.
        assert_eq!(reply.is_definite_refusal(), matches!(status, 400 | 413 | 415 | 422), "{status}");
        let again = matches!(status, 1..=199 | 408 | 409 | 429 | 500..=1000);
        assert_eq!(reply.may_retry(), again, "{status}");
    }
}

#[test]
fn retry_after_is_limited_to_two_minutes() {
    assert_eq!(MAX_WAIT_SECONDS, 120);
    for (asked, waits) in [
        (None, None),
        (Some(0), Some(0)),
        (Some(7), Some(7)),
        (Some(120), Some(120)),
        (Some(121), Some(120)),
        (Some(u32::MAX), Some(120)),
    ] {
        for status in [429, 503] {
            assert_eq!(Reply::read(status, "", asked, ID), Reply::Busy(waits), "{status} {asked:?}");
        }
    }
    assert_eq!(Reply::read(500, "", Some(7), ID), Reply::Unknown);
}
