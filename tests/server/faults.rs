//! Faults of connections and processes: oversized bodies, lost connections, and a killed process.

use crate::harness::{BASE, ID, TestFolder, TestPortal, numbered, submit_to};
use crate::postgres;
use crate::process::Process;
use serde_json::Value;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::Command;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

const MEGABYTE: usize = 1024 * 1024;
/// The number of times that a portal is killed under load, and the minimum number of submissions that it has
/// acknowledged before.
const ROUNDS: u32 = 20;
const MIN_ACKNOWLEDGED: usize = 20;

/// Returns the request line and headers of a submission, with a header for the length of its body.
fn head(address: SocketAddr, length: &str) -> String {
    format!(
        "POST /api/submissions HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\n\
         Idempotency-Key: \"{ID}\"\r\n{length}\r\n\r\n"
    )
}

/// Sends the headers and that many megabytes, and returns the beginning of the response. Errors of sending
/// are ignored.
fn send_megabytes(address: SocketAddr, length: &str, megabytes: usize, chunked: bool) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream.write_all(head(address, length).as_bytes()).unwrap();
    let data = vec![b' '; MEGABYTE];
    for _ in 0..megabytes {
        let sent = if chunked {
            write!(stream, "{MEGABYTE:x}\r\n")
                .and_then(|()| stream.write_all(&data))
                .and_then(|()| stream.write_all(b"\r\n"))
        } else {
            stream.write_all(&data)
        };
        if sent.is_err() {
            break;
        }
    }
    let mut response = [0; 12];
    let read = stream.read(&mut response).unwrap_or_default();
    String::from_utf8_lossy(&response[..read]).into_owned()
}

#[test]
fn oversized_bodies_get_413_while_they_are_sent() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    for (name, head, megabytes, chunked) in [
        ("announced, and nothing sent", "Content-Length: 16777217", 0, false),
        ("announced, waiting for 100 Continue", "Content-Length: 33554432\r\nExpect: 100-continue", 0, false),
        ("announced and sent", "Content-Length: 33554432", 32, false),
        ("not announced", "Transfer-Encoding: chunked", 24, true),
    ] {
        assert_eq!(send_megabytes(portal.address, head, megabytes, chunked), "HTTP/1.1 413", "{name}");
    }
    let length = "Content-Length: 8388608\r\nIdempotency-Key: \"two\"";
    assert_eq!(
        send_megabytes(portal.address, length, 8, false),
        "HTTP/1.1 400",
        "refused because of its keys"
    );
    let longest = format!("{BASE}{}", " ".repeat(16 * MEGABYTE - BASE.len()));
    assert_eq!(portal.submit(ID, &longest).status, 201);
    let (id, body) = numbered(9);
    assert_eq!(portal.submit(&id, format!("{body}{}", " ".repeat(16 * MEGABYTE))).status, 413);
}

#[test]
fn an_incomplete_body_is_not_stored() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    let head = head(portal.address, &format!("Content-Length: {}", BASE.len()));
    for sent in [0, 1, BASE.len() / 2, BASE.len() - 1] {
        let mut stream = TcpStream::connect(portal.address).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(&BASE.as_bytes()[..sent]).unwrap();
        drop(stream);
    }
    assert_eq!(portal.get("/inbox.json").text(), "[]");
    assert_eq!(portal.submit(ID, BASE).status, 201);
}

#[test]
fn a_restarted_portal_has_its_submissions() {
    for folder in TestFolder::for_each_database() {
        let portal = TestPortal::start(&folder);
        let reference = portal.submit(ID, BASE).string("/reference");
        drop(portal);
        let portal = TestPortal::start(&folder);
        let again = portal.submit(ID, BASE);
        assert_eq!((again.status, again.string("/reference")), (200, reference));
        let (id, body) = numbered(2);
        assert!(portal.submit(&id, body).string("/reference").starts_with("115-000002-"));
    }
}

#[test]
fn without_a_database_there_is_no_receipt() {
    let [_, folder] = TestFolder::for_each_database();
    let portal = TestPortal::start(&folder);
    assert_eq!((portal.get("/healthz").status, portal.get("/readyz").status), (200, 200));
    postgres::drop_database(&folder.database);
    assert_eq!((portal.get("/healthz").status, portal.get("/readyz").status), (503, 503));
    let refused = portal.submit(ID, BASE);
    assert_eq!((refused.status, refused.header("retry-after")), (503, "5"));
    assert!(!refused.text().contains("portal"), "{}", refused.text());
}

#[test]
fn a_killed_process_loses_no_acknowledged_row_and_logs_no_personal_data() {
    for folder in TestFolder::for_each_database() {
        kill_under_load(&folder);
    }
}

/// The id, body and reference of each acknowledged submission.
type Acknowledged = Vec<(String, String, String)>;

fn kill_under_load(folder: &TestFolder) {
    let mut stored = Acknowledged::new();
    let mut log = String::new();
    for round in 0..ROUNDS {
        let process = Process::start(folder);
        let loaded = load(process.address, round * 4000, || log = process.kill());
        assert!((MIN_ACKNOWLEDGED..4000).contains(&loaded.len()), "{}", loaded.len());
        stored.extend(loaded);
    }

    let portal = TestPortal::start(folder);
    for (id, body, reference) in &stored {
        let again = portal.submit(id, body);
        assert_eq!((again.status, &again.string("/reference")), (200, reference), "{id}");
    }
    // The last line may be incomplete.
    let mut lines = log.lines().rev().skip(1);
    assert!(
        lines.all(|line| serde_json::from_str::<Value>(line).is_ok_and(|line| line["message"].is_string()))
    );
    assert!(log.contains("submission stored") && log.contains("/api/submissions"), "{log}");
    for personal in ["王小明", "A123456789", "ming@example.com", "玉里鎮"] {
        assert!(!log.contains(personal), "{log}");
    }
}

/// Four clients send submissions with consecutive numbers until `end` stops the portal. Returns the
/// acknowledged ones.
fn load(address: SocketAddr, first: u32, end: impl FnOnce()) -> Acknowledged {
    let (sender, acknowledged) = mpsc::channel();
    let clients: Vec<_> = (0..4)
        .map(|client| {
            let sender = sender.clone();
            thread::spawn(move || {
                for number in 0..1000 {
                    let (id, body) = numbered(first + client * 1000 + number);
                    let Ok(response) = submit_to(address, &id, &body) else { break };
                    sender.send((id, body, response.string("/reference"))).unwrap();
                }
            })
        })
        .collect();
    drop(sender);
    let mut stored: Acknowledged = acknowledged.iter().take(MIN_ACKNOWLEDGED).collect();
    end();
    stored.extend(acknowledged);
    for client in clients {
        client.join().unwrap();
    }
    stored
}

#[cfg(unix)]
#[test]
fn open_requests_are_finished_at_shutdown() {
    let folder = TestFolder::new();
    let mut process = Process::start(&folder);
    // One connection is idle after a response; another is in the middle of a request's body.
    let idle = TcpStream::connect(process.address).unwrap();
    write!(&idle, "GET /healthz HTTP/1.1\r\nHost: {}\r\n\r\n", process.address).unwrap();
    (&idle).read_exact(&mut [0; 12]).unwrap();
    let length = format!("Content-Length: {}\r\nExpect: 100-continue", BASE.len());
    let mut stream = TcpStream::connect(process.address).unwrap();
    stream.write_all(head(process.address, &length).as_bytes()).unwrap();
    let mut interim = [0; 25];
    stream.read_exact(&mut interim).unwrap();
    assert_eq!(&interim, b"HTTP/1.1 100 Continue\r\n\r\n");

    let signalled = Command::new("kill").arg("-TERM").arg(process.child.id().to_string()).status().unwrap();
    assert!(signalled.success());
    while TcpStream::connect(process.address).is_ok() {
        thread::yield_now();
    }
    stream.write_all(BASE.as_bytes()).unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    assert!(response.starts_with("HTTP/1.1 201"), "{response}");
    assert!(process.child.wait().unwrap().success());
    assert_eq!(TestPortal::start(&folder).submit(ID, BASE).status, 200);
}
