//! Submissions that are made to keep a portal busy: each is refused in few words, and others are not kept waiting.

use crate::stand::{Folder, Stand, another, changed, submit_to};
use serde_json::{Map, Value, json};
use std::io::Write;
use std::net::{SocketAddr, TcpStream};
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

const SURVEY: &str = include_str!("../forms/survey/base.json");
/// The longest body that is taken.
const LONGEST: usize = 16 * 1024 * 1024;
/// A text of which each character is looked at several times, also by code that is not optimised.
const LONG: usize = 3 * 1024 * 1024;
/// Longest answer to an attack: a hundred problems of a few hundred bytes.
const LONGEST_ANSWER: usize = 64 * 1024;
/// Filings while the attack runs, and the longest that one may take.
const FILINGS: u32 = 10;
const AT_MOST: Duration = Duration::from_secs(2);
/// Likewise, of filings with a photo, which wait for attacks of their length.
const PHOTO: usize = 700_000;
const AT_MOST_WITH_PHOTO: Duration = Duration::from_secs(10);

/// A valid survey with other members.
fn survey(change: impl FnOnce(&mut Value)) -> String {
    let mut submission: Value = serde_json::from_str(SURVEY).unwrap();
    change(&mut submission);
    submission.to_string()
}

fn numbered(count: usize) -> Map<String, Value> {
    (0..count).map(|at| (format!("x{at}"), json!(1))).collect()
}

/// Bodies by name, and the status of the answer to each.
fn attacks() -> Vec<(&'static str, String, u16)> {
    let file =
        json!({"id": "00000", "answer": "evidence", "name": "a", "media_type": "", "size": 1, "sha256": ""});
    let text = |id: &str, text: &str, length: usize| {
        changed(|it| it["answers"][id] = text.repeat(length / text.len()).into())
    };
    let list = |count: usize| (0..count).map(|at| format!("x{at}")).collect::<Vec<_>>();
    vec![
        ("200,000 attachments", survey(|it| it["attachments"] = vec![file; 200_000].into()), 422),
        ("a body of unknown answers", survey(|it| it["answers"] = numbered(1_200_000).into()), 422),
        (
            "20,000 unknown members and answers",
            survey(|it| {
                it.as_object_mut().unwrap().extend(numbered(20_000));
                it["answers"] = numbered(20_000).into();
            }),
            422,
        ),
        ("a body of numbers", format!("[{}1]", "1,".repeat(LONGEST / 2 - 2)), 422),
        ("a body of brackets", "[".repeat(LONGEST), 400),
        ("a long text", text("evidence_note", "長", LONG), 422),
        ("a long text of pictures", text("evidence_note", "🧿", LONG), 422),
        ("a text of pictures", text("name", "🧿", 1_000_000), 422),
        ("a long moment", text("report_at", "115/12/5 ", LONG), 422),
        // Short enough to be judged with the small filings.
        ("many options", changed(|it| it["answers"]["grounds"] = list(6000).into()), 422),
        ("a moment of many marks", text("report_at", "日", 60_000), 422),
        ("many rows", survey(|it| it["answers"]["comment"] = vec![json!({}); 20_000].into()), 422),
    ]
}

#[test]
fn an_attack_is_refused_in_few_words() {
    let folder = Folder::new();
    let portal = Stand::start(&folder);
    for (name, body, status) in attacks() {
        assert!(body.len() <= LONGEST, "{name}: {}", body.len());
        let id = another(1).0;
        let answer = portal.submit(&id, &body);
        assert_eq!(answer.status, status, "{name}: {}", answer.text());
        assert!(answer.body.len() < LONGEST_ANSWER, "{name}: {} bytes", answer.body.len());
    }
    assert_eq!(portal.get("/inbox.json").text(), "[]");
}

/// Sends a body and goes away without an answer.
fn send_and_leave(address: SocketAddr, id: &str, body: &str) {
    let mut stream = TcpStream::connect(address).unwrap();
    let head = format!(
        "POST /api/submissions HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\n\
         Idempotency-Key: \"{id}\"\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    // The portal may refuse before all is sent.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
}

#[test]
fn a_small_filing_is_answered_while_an_attack_runs() {
    let folder = Folder::new();
    let portal = Stand::start(&folder);
    let attacks = attacks();
    let (over, begun) = (AtomicBool::new(false), Barrier::new(attacks.len() + 1));
    let filed: Vec<(u16, Duration, Duration)> = thread::scope(|scope| {
        for (number, (name, body, status)) in (0..).zip(&attacks) {
            let (address, over, begun) = (portal.address, &over, &begun);
            scope.spawn(move || {
                let id = another(number).0;
                send_and_leave(address, &id, body);
                begun.wait();
                while !over.load(Ordering::Relaxed) {
                    let answer = submit_to(address, &id, body).unwrap();
                    assert!([*status, 503].contains(&answer.status), "{name}: {}", answer.text());
                    send_and_leave(address, &id, body);
                }
            });
        }
        begun.wait();
        let file = |number: u32| {
            let with_photo = number % 2 == 1;
            let (id, mut body) = another(1000 + number);
            body.push_str(&" ".repeat(if with_photo { PHOTO } else { 0 }));
            let start = Instant::now();
            let status = portal.submit(&id, &body).status;
            (status, start.elapsed(), if with_photo { AT_MOST_WITH_PHOTO } else { AT_MOST })
        };
        let filed = (0..FILINGS).map(file).collect();
        over.store(true, Ordering::Relaxed);
        filed
    });
    assert!(filed.iter().all(|(status, took, most)| *status == 201 && took < most), "{filed:?}");
}
