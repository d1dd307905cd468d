//! Faults of connections and of the machine: too much, too slowly, and a process that dies.

use crate::cluster;
use crate::process::Process;
use crate::stand::{BASE, Folder, ID, Stand, another, submit_to};
use serde_json::Value;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::Command;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

const MEGABYTE: usize = 1024 * 1024;
/// How often a portal is killed in the middle of its work, and the least that it has acknowledged by then.
const ROUNDS: u32 = 20;
const LEAST: usize = 20;

/// The head of a submission, with a header that says how long its body is.
fn head(address: SocketAddr, length: &str) -> String {
    format!(
        "POST /api/submissions HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\n\
         Idempotency-Key: \"{ID}\"\r\n{length}\r\n\r\n"
    )
}

/// Sends a head and then so many megabytes, whatever becomes of them, and returns the response's start.
fn pour(address: SocketAddr, length: &str, megabytes: usize, chunked: bool) -> String {
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
    let mut answer = [0; 12];
    let read = stream.read(&mut answer).unwrap_or_default();
    String::from_utf8_lossy(&answer[..read]).into_owned()
}

#[test]
fn too_long_a_body_is_413_even_while_it_is_still_being_sent() {
    let folder = Folder::new();
    let portal = Stand::start(&folder);
    for (name, head, megabytes, chunked) in [
        ("announced, and nothing sent", "Content-Length: 16777217", 0, false),
        ("announced, waiting for leave", "Content-Length: 33554432\r\nExpect: 100-continue", 0, false),
        ("announced and sent", "Content-Length: 33554432", 32, false),
        ("never announced", "Transfer-Encoding: chunked", 24, true),
    ] {
        assert_eq!(pour(portal.address, head, megabytes, chunked), "HTTP/1.1 413", "{name}");
    }
    let length = "Content-Length: 8388608\r\nIdempotency-Key: \"two\"";
    assert_eq!(pour(portal.address, length, 8, false), "HTTP/1.1 400", "refused for its key");
    let longest = format!("{BASE}{}", " ".repeat(16 * MEGABYTE - BASE.len()));
    assert_eq!(portal.submit(ID, &longest).status, 201);
    let (id, body) = another(9);
    assert_eq!(portal.submit(&id, format!("{body}{}", " ".repeat(16 * MEGABYTE))).status, 413);
}

#[test]
fn a_connection_that_breaks_off_stores_nothing() {
    let folder = Folder::new();
    let portal = Stand::start(&folder);
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
fn a_portal_that_starts_again_knows_what_it_stored() {
    for folder in Folder::on_each_database() {
        let portal = Stand::start(&folder);
        let reference = portal.submit(ID, BASE).string("/reference");
        drop(portal);
        let portal = Stand::start(&folder);
        let again = portal.submit(ID, BASE);
        assert_eq!((again.status, again.string("/reference")), (200, reference));
        let (id, body) = another(2);
        assert!(portal.submit(&id, body).string("/reference").starts_with("115-000002-"));
    }
}

#[test]
fn a_portal_whose_database_is_gone_says_so_and_promises_nothing() {
    let [_, folder] = Folder::on_each_database();
    let portal = Stand::start(&folder);
    assert_eq!((portal.get("/healthz").status, portal.get("/readyz").status), (200, 200));
    cluster::drop_database(&folder.database);
    assert_eq!((portal.get("/healthz").status, portal.get("/readyz").status), (503, 503));
    let refused = portal.submit(ID, BASE);
    assert_eq!((refused.status, refused.header("retry-after")), (503, "5"));
    assert!(!refused.text().contains("portal"), "{}", refused.text());
}

#[test]
fn a_killed_process_loses_no_acknowledged_row_and_logs_no_personal_data() {
    for folder in Folder::on_each_database() {
        kill_in_mid_load(&folder);
    }
}

/// Rows, each by its id and body, with the reference that was given for it.
type Acknowledged = Vec<(String, String, String)>;

fn kill_in_mid_load(folder: &Folder) {
    let mut stored = Acknowledged::new();
    let mut log = String::new();
    for round in 0..ROUNDS {
        let process = Process::start(folder);
        let loaded = load(process.address, round * 4000, || log = process.kill());
        assert!((LEAST..4000).contains(&loaded.len()), "{}", loaded.len());
        stored.extend(loaded);
    }

    let portal = Stand::start(folder);
    for (id, body, reference) in &stored {
        let again = portal.submit(id, body);
        assert_eq!((again.status, &again.string("/reference")), (200, reference), "{id}");
    }
    // The last line may be half a line.
    let mut lines = log.lines().rev().skip(1);
    assert!(
        lines.all(|line| serde_json::from_str::<Value>(line).is_ok_and(|line| line["message"].is_string()))
    );
    assert!(log.contains("submission stored") && log.contains("/api/submissions"), "{log}");
    for personal in ["王小明", "A123456789", "ming@example.com", "玉里鎮"] {
        assert!(!log.contains(personal), "{log}");
    }
}

/// Four at a time file one after the other, from that number on; what was acknowledged, until `end` ends the portal.
fn load(address: SocketAddr, first: u32, end: impl FnOnce()) -> Acknowledged {
    let (told, acknowledged) = mpsc::channel();
    let senders: Vec<_> = (0..4)
        .map(|sender| {
            let told = told.clone();
            thread::spawn(move || {
                for number in 0..1000 {
                    let (id, body) = another(first + sender * 1000 + number);
                    let Ok(answer) = submit_to(address, &id, &body) else { break };
                    told.send((id, body, answer.string("/reference"))).unwrap();
                }
            })
        })
        .collect();
    drop(told);
    let mut stored: Acknowledged = acknowledged.iter().take(LEAST).collect();
    end();
    stored.extend(acknowledged);
    for sender in senders {
        sender.join().unwrap();
    }
    stored
}

#[cfg(unix)]
#[test]
fn a_portal_that_is_told_to_stop_finishes_what_it_has_begun() {
    let folder = Folder::new();
    let mut process = Process::start(&folder);
    // One request is answered and its connection kept; another is in the middle of its body.
    let idle = TcpStream::connect(process.address).unwrap();
    write!(&idle, "GET /healthz HTTP/1.1\r\nHost: {}\r\n\r\n", process.address).unwrap();
    (&idle).read_exact(&mut [0; 12]).unwrap();
    let length = format!("Content-Length: {}\r\nExpect: 100-continue", BASE.len());
    let mut stream = TcpStream::connect(process.address).unwrap();
    stream.write_all(head(process.address, &length).as_bytes()).unwrap();
    let mut leave = [0; 25];
    stream.read_exact(&mut leave).unwrap();
    assert_eq!(&leave, b"HTTP/1.1 100 Continue\r\n\r\n");

    let told = Command::new("kill").arg("-TERM").arg(process.child.id().to_string()).status().unwrap();
    assert!(told.success());
    while TcpStream::connect(process.address).is_ok() {
        thread::yield_now();
    }
    stream.write_all(BASE.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    assert!(process.child.wait().unwrap().success());
    assert_eq!(Stand::start(&folder).submit(ID, BASE).status, 200);
}
