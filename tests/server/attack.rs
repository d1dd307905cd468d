//! Attacks on the portal's connections, memory and disk. During each, a small submission gets its response
//! within two seconds.

use crate::attachments::{KEY, PDF, entry, send, with_attachment};
use crate::harness::{ID, Response, TestFolder, TestPortal, numbered};
use crate::process::Process;
use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

const MEGABYTE: usize = 1024 * 1024;
/// More connections than the portal has slots.
const CONNECTIONS: usize = 1030;
/// The longest time for a small submission.
const MAX_TIME: Duration = Duration::from_secs(2);

/// Sends five submissions one after the other, and checks the status and time of each.
fn assert_small_submissions_succeed(name: &str, address: SocketAddr, first: u32) {
    let times: Vec<_> = (first..first + 5)
        .map(|number| {
            let (id, body) = numbered(number);
            let started = Instant::now();
            let response = TestPortal::at(address).submit(&id, body);
            assert_eq!(response.status, 201, "{name}: {}", response.text());
            started.elapsed()
        })
        .collect();
    println!("{name}: small submissions took {times:?}");
    assert!(times.iter().all(|time| *time < MAX_TIME), "{name}: {times:?}");
}

/// Opens connections that send only the beginning of a request.
fn stalled(address: SocketAddr, count: usize, beginning: &str) -> Vec<TcpStream> {
    let connect = || {
        let mut stream = TcpStream::connect(address).unwrap();
        // The connection may have been evicted already.
        let _ = stream.write_all(beginning.as_bytes());
        stream
    };
    (0..count).map(|_| connect()).collect()
}

/// Returns whether the portal has closed the connection.
fn is_closed(mut stream: &TcpStream) -> bool {
    stream.set_nonblocking(true).unwrap();
    loop {
        match stream.read(&mut [0; 4096]) {
            Ok(0) => return true,
            // An earlier response.
            Ok(_) => {}
            Err(error) => return error.kind() != ErrorKind::WouldBlock,
        }
    }
}

#[test]
fn stalled_connections_do_not_block_others() {
    rlimit::increase_nofile_limit(8192).unwrap();
    let folder = TestFolder::new();
    let process = Process::start(&folder);
    let address = process.address;
    let body = format!(
        "POST /api/submissions HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\n\
         Idempotency-Key: \"{ID}\"\r\nContent-Length: 1000\r\n\r\n{{"
    );
    let kept = format!("GET /healthz HTTP/1.1\r\nHost: {address}\r\n\r\n");
    let mut first = 0;
    for (name, beginning) in [
        ("nothing sent", ""),
        ("unfinished headers", "POST /api/submissions HTTP/1.1\r\nHost: portal.example\r\nX-Slow: "),
        ("slow bodies", body.as_str()),
        ("kept alive", kept.as_str()),
    ] {
        let held = stalled(address, CONNECTIONS, beginning);
        assert_small_submissions_succeed(name, address, first);
        let closed = held.iter().filter(|stream| is_closed(stream)).count();
        assert!(closed > CONNECTIONS - 1024, "{name}: {closed} are closed");
        // A second wave during submissions.
        thread::scope(|scope| {
            let attack = scope.spawn(|| stalled(address, CONNECTIONS, beginning));
            assert_small_submissions_succeed(name, address, first + 5);
            attack.join().unwrap();
        });
        first += 10;
    }
    process.kill();
}

/// Clients request a large file and read nothing of it.
#[test]
fn unread_responses_do_not_block_others() {
    let folder = TestFolder::new();
    std::fs::write(folder.path.join("dist/large.bin"), vec![b'x'; 16 * MEGABYTE]).unwrap();
    let portal = TestPortal::start_with(&folder, |settings| settings.limits.connections = 8);
    let request = "GET /guitai/large.bin HTTP/1.1\r\nHost: portal.example\r\n\r\n";
    let held = stalled(portal.address, 10, request);
    assert_small_submissions_succeed("unread responses", portal.address, 0);
    drop(held);
}

/// Connects from another address of this computer.
fn connect_from(own: [u8; 4], address: SocketAddr) -> TcpStream {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
    runtime.block_on(async {
        let socket = tokio::net::TcpSocket::new_v4().unwrap();
        socket.bind((own, 0).into()).unwrap();
        socket.connect(address).await.unwrap().into_std().unwrap()
    })
}

#[test]
fn a_client_at_its_limit_loses_its_own_connections() {
    let folder = TestFolder::new();
    let portal = TestPortal::start_with(&folder, |settings| {
        settings.trusted_proxies = Some(0);
        settings.limits.connections_per_client = 4;
    });
    let other = connect_from([127, 0, 0, 2], portal.address);
    let held = stalled(portal.address, 12, "GET / HTTP/1.1\r\n");
    assert_small_submissions_succeed("many connections of one client", portal.address, 0);
    let closed = held.iter().filter(|stream| is_closed(stream)).count();
    assert!(closed >= 9, "{closed}");
    assert!(!is_closed(&other), "another client's connection was closed");
}

/// Returns the process's peak memory in bytes.
#[cfg(target_os = "linux")]
fn peak_memory(process: &Process) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{}/status", process.child.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() * 1024
}

/// Sends a submission of 16 MB without its last 100 bytes, and returns the beginning of the response, if
/// there is one.
fn send_large_body(address: SocketAddr) -> (TcpStream, String) {
    let mut stream = TcpStream::connect(address).unwrap();
    let length = 16 * MEGABYTE;
    let head = format!(
        "POST /api/submissions HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\n\
         Idempotency-Key: \"{ID}\"\r\nContent-Length: {length}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    let megabyte = vec![b' '; MEGABYTE];
    for piece in 0..16 {
        let end = if piece == 15 { MEGABYTE - 100 } else { MEGABYTE };
        if stream.write_all(&megabyte[..end]).is_err() {
            break;
        }
    }
    stream.set_read_timeout(Some(Duration::from_secs(1))).unwrap();
    let mut response = [0; 1024];
    let read = stream.read(&mut response).unwrap_or_default();
    (stream, String::from_utf8_lossy(&response[..read]).to_lowercase())
}

#[test]
fn large_bodies_share_a_budget() {
    let folder = TestFolder::new();
    let process = Process::start(&folder);
    let address = process.address;
    let attacks: Vec<_> = (0..48).map(|_| thread::spawn(move || send_large_body(address))).collect();
    assert_small_submissions_succeed("large bodies, while they arrive", address, 0);
    let held: Vec<_> = attacks.into_iter().map(|attack| attack.join().unwrap()).collect();
    assert_small_submissions_succeed("large bodies, after they arrived", address, 5);
    let refused: Vec<_> = held.iter().map(|(_, response)| response).filter(|text| !text.is_empty()).collect();
    assert_eq!(refused.len(), 40, "eight bodies of 16 MB fill the budget of 128 MB");
    for response in refused {
        assert!(response.starts_with("http/1.1 503") && response.contains("retry-after: 10"), "{response}");
    }
    let (id, body) = numbered(20);
    let large = TestPortal::at(address).submit(&id, format!("{body}{}", " ".repeat(MEGABYTE)));
    assert_eq!((large.status, large.header("retry-after")), (503, "10"), "{}", large.text());
    #[cfg(target_os = "linux")]
    {
        let peak = peak_memory(&process);
        println!("large bodies: {} MB at most", peak / MEGABYTE);
        assert!(peak < 300 * MEGABYTE, "{peak}");
    }
    drop(held);
    // The memory is released with the bodies.
    let freed = (0..100).any(|_| {
        thread::sleep(Duration::from_millis(50));
        TestPortal::at(address).submit(&id, format!("{body}{}", " ".repeat(MEGABYTE))).status == 201
    });
    assert!(freed, "the memory for a large submission was not released");
    process.kill();
}

/// Uploads a file of that many megabytes as that client.
fn upload(address: SocketAddr, client: &str, number: usize, megabytes: usize) -> Response {
    let key = format!("\"upload-{number}\"");
    let headers =
        [("content-type", "application/pdf"), ("idempotency-key", key.as_str()), ("x-forwarded-for", client)];
    let headers = if client.is_empty() { &headers[..2] } else { &headers };
    let mut file = PDF.to_vec();
    file.resize(megabytes * MEGABYTE, b' ');
    TestPortal::at(address).post("/api/attachments", headers, file)
}

#[test]
fn uploads_of_one_client_have_a_quota() {
    let folder = TestFolder::new();
    let process = Process::start(&folder);
    let address = process.address;
    let responses: Vec<_> = thread::scope(|scope| {
        let attack =
            |number: usize| move || (0..10).map(|file| upload(address, "", number * 10 + file, 5)).collect();
        let attacks: Vec<_> = (0..4).map(|number| scope.spawn::<_, Vec<_>>(attack(number))).collect();
        assert_small_submissions_succeed("uploads", address, 0);
        attacks.into_iter().flat_map(|attack| attack.join().unwrap()).collect()
    });
    let stored = responses.iter().filter(|response| response.status == 201).count();
    // A unit of the quota is replenished every few milliseconds.
    assert!((20..=21).contains(&stored), "{stored}");
    for refused in responses.iter().filter(|response| response.status != 201) {
        let wait: u64 = refused.header("retry-after").parse().unwrap();
        assert!(refused.status == 429 && (1..=3600).contains(&wait), "{}", refused.text());
    }
    let (id, body) = numbered(20);
    let large = TestPortal::at(address).submit(&id, format!("{body}{}", " ".repeat(5 * MEGABYTE)));
    assert_eq!(large.status, 429, "a large submission counts as well: {}", large.text());
    for (client, status) in [("198.51.100.1", 201), ("unknown", 201), ("[2001:db8::1]:443", 201)] {
        assert_eq!(upload(address, client, client.len() + 100, 5).status, status, "{client}");
    }
    assert_small_submissions_succeed("after the uploads", address, 5);
    process.kill();
}

#[test]
fn files_that_no_submission_names_have_a_quota() {
    for folder in TestFolder::for_each_database() {
        let portal = TestPortal::start_with(&folder, |settings| {
            settings.limits.unnamed_bytes = 2 * MEGABYTE as u64 + PDF.len() as u64;
        });
        let address = portal.address;
        let href = send(&portal, KEY, PDF).string("/href");
        for (number, client, status) in
            [(1, "198.51.100.1", 201), (2, "198.51.100.2", 201), (3, "198.51.100.3", 503), (1, "", 200)]
        {
            let response = upload(address, client, number, 1);
            assert_eq!(response.status, status, "{number} {client}: {}", response.text());
            assert_eq!(response.header("retry-after"), if status == 503 { "120" } else { "" });
        }
        assert_eq!(send(&portal, "small", PDF).status, 503);
        assert_eq!(portal.submit(ID, with_attachment(&entry(&href, PDF))).status, 201);
        assert_eq!(send(&portal, "small", PDF).status, 201, "a named file no longer counts");
        assert_eq!(send(&portal, "another", PDF).status, 503);
    }
}

#[test]
fn a_full_disk_stores_nothing_new() {
    let folder = TestFolder::new();
    let (first, body) = numbered(1);
    let reference = TestPortal::start(&folder).submit(&first, &body).string("/reference");
    let full = TestPortal::start_with(&folder, |settings| settings.limits.disk_percent = 0);
    for response in [send(&full, KEY, PDF), full.submit(ID, crate::harness::BASE)] {
        assert_eq!((response.status, response.header("retry-after")), (503, "120"), "{}", response.text());
    }
    let again = full.submit(&first, &body);
    assert_eq!((again.status, again.string("/reference")), (200, reference));
    assert_eq!((full.get("/healthz").status, full.get("/readyz").status), (200, 503));
    assert_eq!(std::fs::read_dir(folder.path.join("portal.attachments")).unwrap().count(), 0);
}
