//! Files that are sent before their submission: which are accepted, that each is stored once, and who may
//! download it.

use crate::harness::{BASE, ID, Response, TestFolder, TestPortal, changed};
use crate::retention::wait_until;
use guitai::config::Config;
use guitai::server::Sourced;
use guitai::value::attachment::sha256_hex;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;

pub const PDF: &[u8] = b"%PDF-1.7\n%%EOF\n";
pub const KEY: &str = "01a1fbd4-f500-7000-8000-0000000000aa";
const MEGABYTE: usize = 1024 * 1024;

/// A name, the headers, the body, the expected status, and the expected type of the problem document.
type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a [u8], u16, &'a str);

/// Sends a PDF as the form does.
pub fn send(portal: &TestPortal, key: &str, bytes: &[u8]) -> Response {
    let headers = [
        ("content-type", "application/pdf"),
        ("idempotency-key", &format!("\"{key}\"")),
        ("content-disposition", "attachment; filename*=UTF-8''%E8%A8%BA%E6%96%B7%22%3B.pdf"),
    ];
    portal.post("/api/attachments", &headers, bytes)
}

/// Sends the headers of an upload of that length.
pub fn begin_upload(portal: &TestPortal, length: usize) -> TcpStream {
    let mut stream = TcpStream::connect(portal.address).unwrap();
    let address = portal.address;
    write!(
        stream,
        "POST /api/attachments HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/pdf\r\n\
         Idempotency-Key: \"{KEY}\"\r\nContent-Length: {length}\r\n\r\n"
    )
    .unwrap();
    stream
}

/// Returns the entry of a submission's `attachments` for that file.
pub fn entry(href: &str, bytes: &[u8]) -> Value {
    json!({
        "id": KEY,
        "answer": "evidence",
        "name": "診斷.pdf",
        "media_type": "application/pdf",
        "size": bytes.len(),
        "sha256": sha256_hex(bytes),
        "href": href,
    })
}

/// Returns the valid submission with that entry.
pub fn with_attachment(entry: &Value) -> String {
    changed(|it| {
        it["answers"]["evidence_route"] = "attached".into();
        it["attachments"] = json!([entry]);
    })
}

#[test]
fn a_file_is_stored_once_and_downloaded_by_the_staff() {
    for folder in TestFolder::for_each_database() {
        let portal = TestPortal::start(&folder);
        let first = send(&portal, KEY, PDF);
        assert_eq!(first.status, 201, "{}", first.text());
        let href = format!("/api/attachments/{KEY}");
        assert_eq!(first.json(), json!({"href": href, "sha256": sha256_hex(PDF), "size": PDF.len()}));
        let again = send(&portal, KEY, PDF);
        assert_eq!((again.status, again.json()), (200, first.json()));
        let other = send(&portal, KEY, &[PDF, b" "].concat());
        assert_eq!((other.status, other.string("/type").as_str()), (422, "/problems#key-reused"));

        let download = portal.get(&href);
        assert_eq!((download.status, download.body.as_slice()), (200, PDF));
        for (name, expect) in [
            ("content-type", "application/octet-stream"),
            (
                "content-disposition",
                "attachment; filename=\"_____.pdf\"; filename*=UTF-8''%E8%A8%BA%E6%96%B7%22%3B.pdf",
            ),
            ("content-length", "15"),
            ("content-security-policy", "default-src 'none'; sandbox"),
            ("x-content-type-options", "nosniff"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(download.header(name), expect.replace("_____", "____"), "{name}");
        }
        assert_eq!(portal.get_with(&href, &[("host", "portal.example")]).status, 403);
    }
}

/// A file that would be refused under a new key gets the same response under a known one.
#[test]
fn refused_files_do_not_reveal_known_keys() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    assert_eq!(send(&portal, KEY, PDF).status, 201);
    for (name, file) in [
        ("a page", b"<!doctype html>".to_vec()),
        ("a password", b"%PDF-1.7\ntrailer << /Encrypt 5 0 R >>\n%%EOF".to_vec()),
        ("too large", [PDF, &vec![b' '; 5 * MEGABYTE]].concat()),
    ] {
        let [used, unused] = [KEY, "another"].map(|key| {
            let response = send(&portal, key, &file);
            (response.status, response.text().to_owned())
        });
        assert_eq!(used, unused, "{name}");
        assert!(used.0 > 400, "{name}: {used:?}");
    }
}

#[test]
fn each_request_gets_its_status_and_type() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    let pdf = ("content-type", "application/pdf");
    let keyed = ("idempotency-key", "\"a-1\"");
    let long = format!("\"{}\"", "a".repeat(65));
    let png = b"\x89PNG\r\n\x1a\n";
    let html = b"<!doctype html><script>alert(1)</script>";
    let locked = b"%PDF-1.7\ntrailer << /Encrypt 5 0 R >>\n%%EOF";
    let cases: [Case; 15] = [
        ("no key", &[pdf], PDF, 400, "/problems#key-missing"),
        ("no quotes", &[pdf, ("idempotency-key", "a")], PDF, 400, "/problems#key-missing"),
        ("a path", &[pdf, ("idempotency-key", "\"../a\"")], PDF, 400, "/problems#key-missing"),
        (
            "SQL",
            &[pdf, ("idempotency-key", "\"a'); DROP TABLE attachments; --\"")],
            PDF,
            400,
            "/problems#key-missing",
        ),
        ("a long key", &[pdf, ("idempotency-key", &long)], PDF, 400, "/problems#key-missing"),
        ("no type", &[keyed], PDF, 415, "about:blank"),
        ("another type", &[("content-type", "image/png"), keyed], PDF, 415, "about:blank"),
        ("the file is another", &[pdf, keyed], png, 415, "about:blank"),
        ("a page", &[("content-type", "text/html"), keyed], html, 415, "about:blank"),
        ("a page with the type of a PDF", &[pdf, keyed], html, 415, "about:blank"),
        ("nothing", &[pdf, keyed], b"", 415, "about:blank"),
        ("compressed", &[pdf, keyed, ("content-encoding", "gzip")], PDF, 415, "about:blank"),
        ("a password", &[pdf, keyed], locked, 422, "about:blank"),
        ("an image", &[("content-type", "Image/PNG"), keyed], png, 201, ""),
        (
            "SQL as the file name",
            &[
                pdf,
                ("idempotency-key", "\"a-2\""),
                (
                    "content-disposition",
                    "attachment; filename*=UTF-8''%27%29%3B%20DROP%20TABLE%20attachments%3B%20--",
                ),
            ],
            PDF,
            201,
            "",
        ),
    ];
    for (name, headers, body, status, reason) in cases {
        let response = portal.post("/api/attachments", headers, body);
        assert_eq!(
            (response.status, response.string("/type").as_str()),
            (status, reason),
            "{name}: {}",
            response.text()
        );
        if status == 415 {
            assert_eq!(
                response.header("accept-post"),
                "application/pdf, image/jpeg, image/png, image/webp",
                "{name}"
            );
        }
    }
    assert!(
        portal
            .get("/api/attachments/a-2")
            .header("content-disposition")
            .ends_with("%27%29%3B%20DROP%20TABLE%20attachments%3B%20--")
    );
    assert_eq!(portal.get("/api/attachments").status, 405);
    for path in ["none", "..%2f..%2fportal.sqlite", "a-1'%20OR%201=1", "1"] {
        assert_eq!(portal.get(&format!("/api/attachments/{path}")).status, 404, "{path}");
    }
}

#[test]
fn a_file_that_is_announced_as_too_large_is_refused_unread() {
    let folder = TestFolder::new();
    let config = r#"{"version": "1", "attachments": {"each_bytes": 1048576}}"#;
    let portal = TestPortal::start_with(&folder, |settings| {
        settings.config = Some(Sourced { content: Config::read(config).unwrap(), text: config.to_owned() });
    });
    let mut stream = begin_upload(&portal, MEGABYTE + 1);
    let mut start = [0; 12];
    stream.read_exact(&mut start).unwrap();
    assert_eq!(&start, b"HTTP/1.1 413");
    let whole = [PDF, &vec![b' '; MEGABYTE - PDF.len()]].concat();
    assert_eq!(send(&portal, KEY, &whole).status, 201);
    assert_eq!(portal.get(&format!("/api/attachments/{KEY}")).body, whole);
}

#[test]
fn fifty_concurrent_uploads_store_one_file() {
    for folder in TestFolder::for_each_database() {
        let portals = [TestPortal::start(&folder), TestPortal::start(&folder)];
        let file = [PDF, &vec![b'x'; MEGABYTE]].concat();
        let (portals, file) = (&portals, &file);
        let statuses: Vec<_> = thread::scope(|scope| {
            let send = |number: usize| move || send(&portals[number % 2], KEY, file).status;
            let senders: Vec<_> = (0..50).map(|number| scope.spawn(send(number))).collect();
            senders.into_iter().map(|sender| sender.join().unwrap()).collect()
        });
        assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1, "{statuses:?}");
        assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 49, "{statuses:?}");
        assert_eq!(portals[1].get(&format!("/api/attachments/{KEY}")).body, *file);
        assert_eq!(std::fs::read_dir(folder.path.join("portal.attachments")).unwrap().count(), 1);
    }
}

#[test]
fn a_submission_can_name_only_stored_files() {
    for folder in TestFolder::for_each_database() {
        let portal = TestPortal::start(&folder);
        let href = send(&portal, KEY, PDF).string("/href");
        let right = entry(&href, PDF);
        let wrong = |member: &str, value: Value| {
            let mut entry = right.clone();
            entry[member] = value;
            entry
        };
        let here = format!("http://{}", portal.address);
        for (name, entry) in [
            ("another file", entry(&href, b"%PDF-1.7\n%%FOE\n")),
            ("another size", wrong("size", 16.into())),
            ("another type", wrong("media_type", "image/png".into())),
            ("no such file", wrong("href", "/api/attachments/none".into())),
            (
                "no such file, by an absolute URL",
                wrong("href", format!("{here}/api/attachments/none").into()),
            ),
            ("SQL", wrong("href", format!("{href}' OR 1=1 --").into())),
            ("not a URL of a file", wrong("href", "x".into())),
            ("the right path on another site", wrong("href", format!("//evil.example{href}").into())),
            ("another site", wrong("href", "https://evil.example/x".into())),
        ] {
            let response = portal.submit(ID, with_attachment(&entry));
            assert_eq!(response.status, 422, "{name}: {}", response.text());
            assert_eq!(
                response.string("/errors/0/pointer"),
                "#/attachments/0",
                "{name}: {}",
                response.text()
            );
            assert_eq!(response.string("/errors/0/code"), "file_digest", "{name}");
        }
        assert_eq!(portal.get("/inbox.json").text(), "[]");
        let whole = with_attachment(&wrong("href", format!("{here}{href}").into()));
        for (body, status) in [(with_attachment(&right), 201), (with_attachment(&right), 200), (whole, 422)] {
            let response = portal.submit(ID, body);
            assert_eq!(response.status, status, "{}", response.text());
        }
        let page = portal.get(&format!("/inbox/{ID}"));
        assert!(page.text().contains(&format!("<a href=\"{href}\" download>")), "{}", page.text());
    }
}

/// The file store is checked, so a row whose file is missing is not enough.
#[test]
fn a_missing_file_gets_no_receipt() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    let href = send(&portal, KEY, PDF).string("/href");
    std::fs::remove_file(folder.path.join("portal.attachments/1")).unwrap();
    assert_eq!(portal.submit(ID, with_attachment(&entry(&href, PDF))).status, 422);
    assert_eq!(portal.submit(ID, BASE).status, 201);
    assert_eq!(portal.get("/readyz").status, 200);
    std::fs::remove_dir_all(folder.path.join("portal.attachments")).unwrap();
    assert_eq!((portal.get("/readyz").status, portal.get("/healthz").status), (503, 200));
}

#[test]
fn an_incomplete_upload_is_erased() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    let file = [PDF, &vec![b'x'; MEGABYTE]].concat();
    let mut stream = begin_upload(&portal, file.len());
    stream.write_all(&file[..file.len() - 1]).unwrap();
    let stored = || std::fs::read_dir(folder.path.join("portal.attachments")).unwrap().count();
    wait_until("a file is being written", || stored() == 1);
    drop(stream);
    wait_until("the incomplete file is erased", || stored() == 0);
    assert_eq!(portal.get(&format!("/api/attachments/{KEY}")).status, 404);
    assert_eq!(send(&portal, KEY, &file).status, 201);
}
