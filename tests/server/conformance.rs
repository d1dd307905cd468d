//! `guitai conformance`: the reference portal passes, and each mistake of a backend is found.

use crate::harness::{TestFolder, TestPortal};
use guitai::server::Clock;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::ops::RangeInclusive;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;

/// Runs the command, and returns its exit code and output lines.
fn conformance(url: &str) -> (i32, Vec<String>) {
    let output = Command::new(env!("CARGO_BIN_EXE_guitai")).args(["conformance", url]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    (output.status.code().unwrap(), text.lines().map(str::to_owned).collect())
}

#[test]
fn the_reference_portal_conforms() {
    let folder = TestFolder::new();
    let portal = TestPortal::start_with(&folder, |settings| settings.clock = Clock::System);
    assert_conforms("the reference portal", &format!("http://{}/api/submissions", portal.address));
}

fn assert_conforms(name: &str, url: &str) {
    let (exit, lines) = conformance(url);
    assert_eq!((exit, lines.len()), (0, 10), "{name}: {lines:#?}");
    assert!(lines.iter().all(|line| line.starts_with("ok    ")), "{name}: {lines:#?}");
}

#[test]
fn an_endpoint_that_can_not_be_reached_is_an_error() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert_eq!(conformance(&format!("http://{free}/")), (2, Vec::new()));
}

/// A difference of a backend from the requirements.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Behaviour {
    // Allowed.
    OmitsReference,
    DropsConcurrentRequests,
    RefusesConcurrentRequests,
    // Mistakes.
    ReturnsAnotherId,
    ReturnsPage,
    Redirects,
    IgnoresKeys,
    RepeatsReference,
    AcceptsEverything,
    AcceptsOtherBytes,
    OmitsErrors,
}

#[test]
fn allowed_differences_conform() {
    for behaviour in
        [Behaviour::OmitsReference, Behaviour::DropsConcurrentRequests, Behaviour::RefusesConcurrentRequests]
    {
        assert_conforms(&format!("{behaviour:?}"), &backend(behaviour));
    }
}

/// Each mistake fails the check for it.
#[test]
fn mistakes_are_found() {
    use Behaviour::*;
    for (behaviour, found) in [
        (ReturnsPage, "a valid submission gets"),
        (Redirects, "a valid submission gets"),
        (ReturnsAnotherId, "a valid submission gets"),
        (IgnoresKeys, "the same bytes under the same key"),
        (IgnoresKeys, "twenty concurrent requests"),
        (RepeatsReference, "two submissions get two references"),
        (AcceptsEverything, "a missing answer gets"),
        (AcceptsOtherBytes, "other bytes under the same key"),
        (OmitsErrors, "a missing answer gets"),
    ] {
        let (exit, lines) = conformance(&backend(behaviour));
        let failing: Vec<&String> = lines.iter().filter(|line| line.starts_with("FAILS ")).collect();
        assert!(exit == 1 && failing.iter().any(|line| line[6..].starts_with(found)), "{found}: {lines:#?}");
    }
}

/// Starts a backend with that behaviour, and returns its URL.
fn backend(behaviour: Behaviour) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let stored = Arc::new(Mutex::new(BTreeMap::new()));
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let stored = Arc::clone(&stored);
            thread::spawn(move || serve(behaviour, &stream, &stored));
        }
    });
    format!("http://{address}/")
}

/// By quoted key: the stored body, its number, and the number of attempts.
type Stored = Mutex<BTreeMap<String, (String, usize, usize)>>;
/// The attempts that count as concurrent. Only the check with concurrent requests makes so many, and its
/// retries come later.
const CONCURRENT: RangeInclusive<usize> = 3..=12;

fn serve(behaviour: Behaviour, stream: &TcpStream, stored: &Stored) -> Option<()> {
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
        respond(behaviour, headers.get("idempotency-key"), headers.get("content-type")?, &body, stored)?;
    let location = if status == 302 { "Location: /login\r\n" } else { "" };
    let length = text.len();
    let head = format!(
        "HTTP/1.1 {status} X\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\n{location}Connection: close\r\n\r\n"
    );
    (&*stream).write_all((head + &text).as_bytes()).ok()
}

/// Returns the status, media type and text of the response; `None` to drop the connection.
fn respond(
    behaviour: Behaviour,
    key: Option<&String>,
    media_type: &str,
    body: &str,
    stored: &Stored,
) -> Option<(u16, &'static str, String)> {
    let refusal = |pointer: &str| {
        let errors = format!("{{\"errors\":[{{\"pointer\":\"{pointer}\",\"detail\":\"missing\"}}]}}");
        let text = if behaviour == Behaviour::OmitsErrors { "{}".to_owned() } else { errors };
        Some((422, "application/problem+json", text))
    };
    match behaviour {
        Behaviour::ReturnsPage => return Some((200, "text/html", "<h1>ok</h1>".to_owned())),
        Behaviour::Redirects => return Some((302, "text/html", String::new())),
        Behaviour::AcceptsEverything => {}
        _ => {
            let json: Option<serde_json::Value> = serde_json::from_str(body).ok();
            let answers = json.as_ref().and_then(|json| json["answers"].as_object());
            let is_valid = answers.is_some_and(|answers| {
                answers.contains_key("overall") && !answers.contains_key("no_such_question")
            });
            if key.is_none() || media_type != "application/json" || !is_valid {
                return refusal("#/answers/overall");
            }
        }
    }
    let mut stored = stored.lock().unwrap();
    let count = stored.len() + 1;
    let new_key = format!("{count}");
    let key = key.filter(|_| behaviour != Behaviour::IgnoresKeys).unwrap_or(&new_key);
    let (first, number, attempts) = stored.entry(key.clone()).or_insert_with(|| (body.to_owned(), count, 0));
    *attempts += 1;
    if *first != body && behaviour != Behaviour::AcceptsOtherBytes {
        return refusal("#/id");
    }
    let receipt = match behaviour {
        Behaviour::DropsConcurrentRequests if CONCURRENT.contains(attempts) => return None,
        Behaviour::RefusesConcurrentRequests if CONCURRENT.contains(attempts) => {
            return Some((409, "application/problem+json", "{}".to_owned()));
        }
        Behaviour::OmitsReference => format!("{{\"id\":{key}}}"),
        Behaviour::ReturnsAnotherId => format!("{{\"id\":\"R-{number}\"}}"),
        Behaviour::RepeatsReference => "{\"reference\":\"R-1\"}".to_owned(),
        _ => format!("{{\"reference\":\"R-{number}\"}}"),
    };
    Some((201, "application/json", receipt))
}
