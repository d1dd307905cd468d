//! `guitai conformance`: the reference portal does what it asks for, and whoever does not is told what is missing.

use crate::stand::{Folder, Stand};
use guitai::server::Clock;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::ops::RangeInclusive;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;

/// Exit code and lines of the command.
fn conformance(url: &str) -> (i32, Vec<String>) {
    let output = Command::new(env!("CARGO_BIN_EXE_guitai")).args(["conformance", url]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    (output.status.code().unwrap(), text.lines().map(str::to_owned).collect())
}

#[test]
fn the_reference_portal_conforms() {
    let folder = Folder::new();
    let stand = Stand::start_with(&folder, |settings| settings.clock = Clock::System);
    assert_conforms("the reference portal", &format!("http://{}/api/submissions", stand.address));
}

fn assert_conforms(name: &str, url: &str) {
    let (exit, lines) = conformance(url);
    assert_eq!((exit, lines.len()), (0, 10), "{name}: {lines:#?}");
    assert!(lines.iter().all(|line| line.starts_with("ok    ")), "{name}: {lines:#?}");
}

#[test]
fn where_nobody_listens_is_said() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert_eq!(conformance(&format!("http://{free}/")), (2, Vec::new()));
}

/// What is peculiar to a backend; the rest it does right.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Manner {
    // These are allowed.
    GivesNoReference,
    BreaksOffInARush,
    LetsWaitInARush,
    // These are mistakes.
    GivesAnotherId,
    AnswersByAPage,
    Redirects,
    ForgetsKeys,
    OneReferenceForAll,
    TakesEverything,
    IgnoresTheKeyOfOtherBytes,
    RefusesWithoutErrors,
}

#[test]
fn what_the_form_can_live_with_conforms() {
    for manner in [Manner::GivesNoReference, Manner::BreaksOffInARush, Manner::LetsWaitInARush] {
        assert_conforms(&format!("{manner:?}"), &backend(manner));
    }
}

/// Each mistake is named by the check that is about it.
#[test]
fn mistakes_are_found() {
    use Manner::*;
    for (manner, found) in [
        (AnswersByAPage, "a valid submission is received"),
        (Redirects, "a valid submission is received"),
        (GivesAnotherId, "a valid submission is received"),
        (ForgetsKeys, "the same bytes under the same key"),
        (ForgetsKeys, "twenty at a time with one key"),
        (OneReferenceForAll, "two submissions get two references"),
        (TakesEverything, "an answer that is missing is refused"),
        (IgnoresTheKeyOfOtherBytes, "other bytes under the same key"),
        (RefusesWithoutErrors, "an answer that is missing is refused"),
    ] {
        let (exit, lines) = conformance(&backend(manner));
        let failing: Vec<&String> = lines.iter().filter(|line| line.starts_with("FAILS ")).collect();
        assert!(exit == 1 && failing.iter().any(|line| line[6..].starts_with(found)), "{found}: {lines:#?}");
    }
}

/// A backend of that manner; its address.
fn backend(manner: Manner) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let stored = Arc::new(Mutex::new(BTreeMap::new()));
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let stored = Arc::clone(&stored);
            thread::spawn(move || answer(manner, &stream, &stored));
        }
    });
    format!("http://{address}/")
}

/// By its key, in its quotes: what was stored, its number, and the attempts at it.
type Stored = Mutex<BTreeMap<String, (String, usize, usize)>>;
/// The attempts at one filing that meet the rush: no other check makes so many, and who asks again comes after them.
const RUSH: RangeInclusive<usize> = 3..=12;

fn answer(manner: Manner, stream: &TcpStream, stored: &Stored) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let mut headers = BTreeMap::new();
    for line in reader.by_ref().lines().map_while(Result::ok).skip(1).take_while(|line| !line.is_empty()) {
        let (name, value) = line.split_once(':')?;
        headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
    let mut body = vec![0; headers.get("content-length")?.parse().ok()?];
    reader.read_exact(&mut body).ok()?;
    let body = String::from_utf8(body).ok()?;
    let (status, media_type, text) =
        reply(manner, headers.get("idempotency-key"), headers.get("content-type")?, &body, stored)?;
    let location = if status == 302 { "Location: /login\r\n" } else { "" };
    let length = text.len();
    let head = format!(
        "HTTP/1.1 {status} X\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\n{location}Connection: close\r\n\r\n"
    );
    (&*stream).write_all((head + &text).as_bytes()).ok()
}

/// Status, media type and text of the answer; none if the connection breaks off.
fn reply(
    manner: Manner,
    key: Option<&String>,
    media_type: &str,
    body: &str,
    stored: &Stored,
) -> Option<(u16, &'static str, String)> {
    let refusal = |pointer: &str| {
        let errors = format!("{{\"errors\":[{{\"pointer\":\"{pointer}\",\"detail\":\"missing\"}}]}}");
        let text = if manner == Manner::RefusesWithoutErrors { "{}".to_owned() } else { errors };
        Some((422, "application/problem+json", text))
    };
    match manner {
        Manner::AnswersByAPage => return Some((200, "text/html", "<h1>ok</h1>".to_owned())),
        Manner::Redirects => return Some((302, "text/html", String::new())),
        Manner::TakesEverything => {}
        _ => {
            let json: Option<serde_json::Value> = serde_json::from_str(body).ok();
            let answers = json.as_ref().and_then(|json| json["answers"].as_object());
            let is_whole = answers.is_some_and(|answers| {
                answers.contains_key("overall") && !answers.contains_key("nobody_asked")
            });
            if key.is_none() || media_type != "application/json" || !is_whole {
                return refusal("#/answers/overall");
            }
        }
    }
    let mut stored = stored.lock().unwrap();
    let count = stored.len() + 1;
    let fresh = format!("{count}");
    let key = key.filter(|_| manner != Manner::ForgetsKeys).unwrap_or(&fresh);
    let (first, number, attempts) = stored.entry(key.clone()).or_insert_with(|| (body.to_owned(), count, 0));
    *attempts += 1;
    if *first != body && manner != Manner::IgnoresTheKeyOfOtherBytes {
        return refusal("#/id");
    }
    let receipt = match manner {
        Manner::BreaksOffInARush if RUSH.contains(attempts) => return None,
        Manner::LetsWaitInARush if RUSH.contains(attempts) => {
            return Some((409, "application/problem+json", "{}".to_owned()));
        }
        Manner::GivesNoReference => format!("{{\"id\":{key}}}"),
        Manner::GivesAnotherId => format!("{{\"id\":\"R-{number}\"}}"),
        Manner::OneReferenceForAll => "{\"reference\":\"R-1\"}".to_owned(),
        _ => format!("{{\"reference\":\"R-{number}\"}}"),
    };
    Some((201, "application/json", receipt))
}
