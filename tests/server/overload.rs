//! Submissions that take much work to validate: each gets a short refusal, and other submissions are not
//! delayed.

use crate::harness::{TestFolder, TestPortal, changed, numbered, submit_to};
use serde_json::{Map, Value, json};
use std::io::Write;
use std::net::{SocketAddr, TcpStream};
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

const SURVEY: &str = include_str!("../forms/survey/base.json");
/// The longest body that the portal accepts.
const MAX_BODY_BYTES: usize = 16 * 1024 * 1024;
/// The length of a long text. Validation reads each character several times, in tests without optimisation.
const LONG_TEXT_BYTES: usize = 3 * 1024 * 1024;
/// The longest response to an attack: a hundred problems of a few hundred bytes.
const MAX_RESPONSE_BYTES: usize = 64 * 1024;
/// The number of submissions while the attack runs, and the longest time that one may take.
const SUBMISSIONS: u32 = 10;
const MAX_TIME: Duration = Duration::from_secs(2);
/// The length of a submission with a photo, which waits for attacks of similar length, and its longest time.
const PHOTO_BYTES: usize = 700_000;
const MAX_TIME_WITH_PHOTO: Duration = Duration::from_secs(10);

/// A valid survey after a change.
fn survey(change: impl FnOnce(&mut Value)) -> String {
    let mut submission: Value = serde_json::from_str(SURVEY).unwrap();
    change(&mut submission);
    submission.to_string()
}

fn members(count: usize) -> Map<String, Value> {
    (0..count).map(|at| (format!("x{at}"), json!(1))).collect()
}

/// Bodies with a name and the expected status.
fn attacks() -> Vec<(&'static str, String, u16)> {
    let file =
        json!({"id": "00000", "answer": "evidence", "name": "a", "media_type": "", "size": 1, "sha256": ""});
    let text = |id: &str, text: &str, length: usize| {
        changed(|it| it["answers"][id] = text.repeat(length / text.len()).into())
    };
    let list = |count: usize| (0..count).map(|at| format!("x{at}")).collect::<Vec<_>>();
    vec![
        ("200,000 attachments", survey(|it| it["attachments"] = vec![file; 200_000].into()), 422),
        ("a body of unknown answers", survey(|it| it["answers"] = members(1_200_000).into()), 422),
        (
            "20,000 unknown members and answers",
            survey(|it| {
                it.as_object_mut().unwrap().extend(members(20_000));
                it["answers"] = members(20_000).into();
            }),
            422,
        ),
        ("a body of numbers", format!("[{}1]", "1,".repeat(MAX_BODY_BYTES / 2 - 2)), 422),
        ("a body of brackets", "[".repeat(MAX_BODY_BYTES), 400),
        ("a long text", text("evidence_note", "長", LONG_TEXT_BYTES), 422),
        ("a long text of emoji", text("evidence_note", "🧿", LONG_TEXT_BYTES), 422),
        ("a text of emoji", text("name", "🧿", 1_000_000), 422),
        ("a long date and time", text("report_at", "115/12/5 ", LONG_TEXT_BYTES), 422),
        // Short enough for the queue of small submissions.
        ("many options", changed(|it| it["answers"]["grounds"] = list(6000).into()), 422),
        ("a date of many marks", text("report_at", "日", 60_000), 422),
        ("many rows", survey(|it| it["answers"]["comment"] = vec![json!({}); 20_000].into()), 422),
    ]
}

#[test]
fn attacks_get_short_refusals() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    for (name, body, status) in attacks() {
        assert!(body.len() <= MAX_BODY_BYTES, "{name}: {}", body.len());
        let id = numbered(1).0;
        let response = portal.submit(&id, &body);
        assert_eq!(response.status, status, "{name}: {}", response.text());
        assert!(response.body.len() < MAX_RESPONSE_BYTES, "{name}: {} bytes", response.body.len());
    }
    assert_eq!(portal.get("/inbox.json").text(), "[]");
}

/// Sends a body and disconnects before the response.
fn send_and_disconnect(address: SocketAddr, id: &str, body: &str) {
    let mut stream = TcpStream::connect(address).unwrap();
    let head = format!(
        "POST /api/submissions HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\n\
         Idempotency-Key: \"{id}\"\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    // The portal may refuse the body before all of it is sent.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
}

#[test]
fn small_submissions_are_not_delayed_by_an_attack() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    let attacks = attacks();
    let (is_over, started) = (AtomicBool::new(false), Barrier::new(attacks.len() + 1));
    let submitted: Vec<(u16, Duration, Duration)> = thread::scope(|scope| {
        for (number, (name, body, status)) in (0..).zip(&attacks) {
            let (address, is_over, started) = (portal.address, &is_over, &started);
            scope.spawn(move || {
                let id = numbered(number).0;
                send_and_disconnect(address, &id, body);
                started.wait();
                while !is_over.load(Ordering::Relaxed) {
                    let response = submit_to(address, &id, body).unwrap();
                    assert!([*status, 503].contains(&response.status), "{name}: {}", response.text());
                    send_and_disconnect(address, &id, body);
                }
            });
        }
        started.wait();
        let submit = |number: u32| {
            let with_photo = number % 2 == 1;
            let (id, mut body) = numbered(1000 + number);
            body.push_str(&" ".repeat(if with_photo { PHOTO_BYTES } else { 0 }));
            let start = Instant::now();
            let status = portal.submit(&id, &body).status;
            (status, start.elapsed(), if with_photo { MAX_TIME_WITH_PHOTO } else { MAX_TIME })
        };
        let submitted = (0..SUBMISSIONS).map(submit).collect();
        is_over.store(true, Ordering::Relaxed);
        submitted
    });
    let is_ok = |(status, elapsed, limit): &(u16, Duration, Duration)| *status == 201 && elapsed < limit;
    assert!(submitted.iter().all(is_ok), "{submitted:?}");
}
