//! The intake endpoint: which submissions it stores and which it refuses.

use crate::harness::{BASE, ID, TestFolder, TestPortal, changed, numbered};
use chrono::DateTime;
use guitai::config::Config;
use guitai::server::{Clock, Settings, Sourced};
use serde_json::{Value, json};

/// A name, the headers, the body, the expected status, and the expected type of the problem document.
type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a [u8], u16, &'a str);

#[test]
fn each_request_gets_its_status_and_type() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    let key = format!("\"{ID}\"");
    let json = ("content-type", "application/json");
    let keyed = ("idempotency-key", key.as_str());
    let cases: [Case; 20] = [
        ("no content type", &[keyed], BASE.as_bytes(), 415, "about:blank"),
        (
            "the type of a plain form",
            &[("content-type", "text/plain"), keyed],
            BASE.as_bytes(),
            415,
            "about:blank",
        ),
        (
            "a similar type",
            &[("content-type", "application/jsonx"), keyed],
            BASE.as_bytes(),
            415,
            "about:blank",
        ),
        ("compressed", &[json, keyed, ("content-encoding", "gzip")], BASE.as_bytes(), 415, "about:blank"),
        ("no key", &[json], BASE.as_bytes(), 400, "/problems#key-missing"),
        ("no quotes", &[json, ("idempotency-key", ID)], BASE.as_bytes(), 400, "/problems#key-missing"),
        ("one quote", &[json, ("idempotency-key", "\"a")], BASE.as_bytes(), 400, "/problems#key-missing"),
        (
            "a single quote character",
            &[json, ("idempotency-key", "\"")],
            BASE.as_bytes(),
            400,
            "/problems#key-missing",
        ),
        ("an empty key", &[json, ("idempotency-key", "\"\"")], BASE.as_bytes(), 400, "/problems#key-missing"),
        ("two keys", &[json, keyed, keyed], BASE.as_bytes(), 400, "/problems#key-missing"),
        (
            "another key",
            &[json, ("idempotency-key", "\"a-b\"")],
            BASE.as_bytes(),
            400,
            "/problems#key-mismatch",
        ),
        ("an empty body", &[json, keyed], b"", 400, "/problems#not-json"),
        ("cut short", &[json, keyed], &BASE.as_bytes()[..400], 400, "/problems#not-json"),
        ("not UTF-8", &[json, keyed], b"{\"id\": \"\xff\"}", 400, "/problems#not-json"),
        ("two documents", &[json, keyed], b"{}{}", 400, "/problems#not-json"),
        ("an array", &[json, keyed], b"[]", 422, "/problems#refused"),
        ("nothing in it", &[json, keyed], b"{}", 422, "/problems#refused"),
        ("null", &[json, keyed], b"null", 422, "/problems#refused"),
        (
            "a charset",
            &[("content-type", "Application/JSON; charset=utf-8"), keyed],
            BASE.as_bytes(),
            201,
            "",
        ),
        ("again", &[json, keyed], BASE.as_bytes(), 200, ""),
    ];
    for (name, headers, body, status, reason) in cases {
        let response = portal.post("/api/submissions", headers, body);
        assert_eq!(
            (response.status, response.string("/type").as_str()),
            (status, reason),
            "{name}: {}",
            response.text()
        );
        if status >= 400 {
            assert_eq!(response.header("content-type"), "application/problem+json", "{name}");
            assert_eq!(response.json()["status"], status, "{name}");
            assert!(
                !response.string("/title").is_empty() && !response.string("/detail").is_empty(),
                "{name}"
            );
        }
    }
    assert_eq!(portal.get("/api/submissions").status, 405);
    assert_eq!(portal.get("/inbox.json").json().as_array().unwrap().len(), 1);
}

#[test]
fn invalid_submissions_are_refused() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    let cases = [
        (
            "missing",
            changed(|it| drop(it["answers"].as_object_mut().unwrap().remove("name"))),
            "#/answers/name",
            "required",
        ),
        ("null", changed(|it| it["answers"]["name"] = Value::Null), "#/answers/name", "bad_format"),
        (
            "checksum",
            changed(|it| it["answers"]["national_id"] = "A123456788".into()),
            "#/answers/national_id",
            "bad_checksum",
        ),
        (
            "not asked",
            changed(|it| it["answers"]["exam_name"] = "高考".into()),
            "#/answers/exam_name",
            "not_asked",
        ),
        (
            "no such question",
            changed(|it| it["answers"]["x"] = "y".into()),
            "#/answers/x",
            "unknown_question",
        ),
        ("workflow", changed(|it| it["workflow"] = "../x".into()), "#/workflow", "unknown_workflow"),
        ("version", changed(|it| it["version"] = "0.0.1".into()), "#/version", "wrong_version"),
        ("not a UUID", changed(|it| it["id"] = "1".into()), "#/id", "bad_envelope"),
        ("no notice", changed(|it| it["notices"] = json!([])), "#/notices", "notice_missing"),
    ];
    for (name, body, pointer, code) in cases {
        let response = portal.submit(ID, body);
        let errors = response.json()["errors"].as_array().unwrap().clone();
        let error = errors.iter().find(|error| error["pointer"] == pointer);
        let error = error.unwrap_or_else(|| panic!("{name}: {}", response.text()));
        assert_eq!(response.status, 422, "{name}");
        assert_eq!(error["code"], code, "{name}");
        assert!(error["detail"].as_str().is_some_and(|detail| !detail.is_empty()), "{name}: {error}");
        assert!(error.get("cite").is_some(), "{name}: {error}");
    }
    assert_eq!(portal.get("/inbox.json").text(), "[]");
}

#[test]
fn problems_cite_the_law() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    let response = portal.submit(ID, changed(|it| it["answers"]["needs_rest"] = "no".into()));
    assert_eq!(response.string("/errors/0/pointer"), "#/answers/needs_rest");
    assert_eq!(response.string("/errors/0/cite"), "第7條第4項第1款");
}

#[test]
fn the_filing_time_may_differ_by_a_day() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    for (number, (filed_at, status)) in [
        ("2026-11-20T10:05:00+08:00", 201),
        ("2026-11-20T10:04:59+08:00", 422),
        ("2026-11-22T10:05:00+08:00", 201),
        ("2026-11-22T10:05:01+08:00", 422),
        ("2026-11-19T10:05:00+08:00", 422),
    ]
    .into_iter()
    .enumerate()
    {
        let id = numbered(u32::try_from(number).unwrap()).0;
        let response = portal.submit(
            &id,
            changed(|it| {
                it["id"] = id.as_str().into();
                it["filed_at"] = filed_at.into();
            }),
        );
        assert_eq!(response.status, status, "{filed_at}: {}", response.text());
        if status == 422 {
            assert_eq!(response.string("/errors/0/pointer"), "#/filed_at");
            assert_eq!(response.string("/errors/0/code"), "bad_envelope");
        }
    }
}

#[test]
fn responses_are_in_the_submissions_language() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    for (number, (locale, asked, expect)) in
        [("en", "zh-TW", "en"), ("zh-Hant", "en", "zh-Hant"), ("vi", "en", "zh-Hant")].into_iter().enumerate()
    {
        let id = numbered(u32::try_from(number).unwrap()).0;
        let headers = [
            ("content-type", "application/json"),
            ("idempotency-key", &format!("\"{id}\"")),
            ("accept-language", asked),
        ];
        let wrong = changed(|it| {
            it["locale"] = locale.into();
            it["version"] = "0".into();
        });
        let right = changed(|it| {
            it["locale"] = locale.into();
            it["id"] = id.as_str().into();
        });
        for (body, status) in [(wrong, 422), (right, 201)] {
            let response = portal.post("/api/submissions", &headers, body);
            assert_eq!(
                (response.status, response.header("content-language")),
                (status, expect),
                "{}",
                response.text()
            );
        }
    }
    let unread = portal.post("/api/submissions", &[("accept-language", "en-GB,en;q=0.9")], "");
    assert_eq!(unread.string("/title"), "Unsupported media type");
}

fn at(moment: &str) -> Clock {
    Clock::Fixed(DateTime::parse_from_rfc3339(moment).unwrap())
}

/// The receipt has a day if the sender gets a reply, and a later receipt has the same day.
#[test]
fn receipts_have_the_day_of_the_reply() {
    let config = |text: &str| Some(Sourced { content: Config::read(text).unwrap(), text: text.to_owned() });
    let seven = r#"{"version": "1", "reply_period": {"working_days": 7}}"#;
    let own = r#"{"version": "1", "reply_period": {"working_days": 7}, "workflows": {"petition": {"reply_period": {"days": 30}}}}"#;
    let petition = include_str!("../forms/petition/base.json");
    let unanswered = petition.replace("\"reply_by\": \"email\"", "\"reply_by\": \"none\"");
    assert_ne!(unanswered, petition);
    for (name, config, body, day) in [
        ("an application", config(seven), BASE, "2026-12-01"),
        ("a petition", config(seven), petition, "2026-12-01"),
        ("a petition without a reply", config(seven), unanswered.as_str(), ""),
        ("an anonymous survey", config(seven), include_str!("../forms/survey/base.json"), ""),
        ("thirty days", config(r#"{"version": "1", "reply_period": {"days": 30}}"#), BASE, "2026-12-21"),
        ("a petition with its own period", config(own), petition, "2026-12-21"),
        ("an application beside a petition with its own period", config(own), BASE, "2026-12-01"),
        ("a config without a period", config(r#"{"version": "1"}"#), BASE, ""),
        ("a portal without a config", None, BASE, ""),
    ] {
        let folder = TestFolder::new();
        let submission: Value = serde_json::from_str(body).unwrap();
        let id = submission["id"].as_str().unwrap();
        let portal = TestPortal::start_with(&folder, |settings| settings.config = config);
        for status in [201, 200] {
            let response = portal.submit(id, body);
            assert_eq!(
                (response.status, response.string("/expected_by").as_str()),
                (status, day),
                "{name}: {}",
                response.text()
            );
        }
        drop(portal);
        let a_week_later = |settings: &mut Settings| settings.clock = at("2026-11-28T10:00:00+08:00");
        let later = TestPortal::start_with(&folder, a_week_later).submit(id, body);
        assert_eq!((later.status, later.string("/expected_by").as_str()), (200, day), "{name}, a week later");
    }
}
