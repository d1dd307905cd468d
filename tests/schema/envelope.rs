//! The envelope and attachments in the schema.

use crate::{EVERY_KIND, compare, file, filed, put};
use guitai::value::attachment::{encode, sha256_hex};
use serde_json::{Value, json};

#[test]
fn agrees_on_envelopes_and_files() {
    let (form, schema) = &*EVERY_KIND;
    for (pointer, value) in [
        ("/id", json!("01A1FBD4-F500-7000-8000-000000000001")),
        ("/id", json!("01a1fbd4f50070008000000000000001")),
        ("/version", json!("1.0.1")),
        ("/locale", json!("")),
        ("/locale", json!(1)),
        ("/config", json!({"version": "1"})),
        ("/config", json!({"version": ""})),
        ("/config", json!("1")),
        ("/config", json!({"version": "1", "name": "x"})),
        ("/staff", json!({"id": "測試員01", "name": "x"})),
        ("/staff", json!({"id": " 測試員01"})),
        ("/law", json!({"title": "民防法", "amended": "2021-01-20"})),
        ("/filed_at", json!("2026-11-21T10:00:00Z")),
        ("/filed_at", json!("2026-11-21")),
        ("/answers", json!([])),
        ("/answers", json!(null)),
        ("/attachments", json!({})),
        ("/notices", json!({})),
        ("/notices", json!([{"id": "privacy", "version": "", "accepted_at": "2026-11-21T10:00:00+08:00"}])),
        ("/notices", json!([{"id": "privacy", "version": "1", "accepted_at": "today"}])),
        (
            "/notices",
            json!([{"id": "privacy", "version": "1", "accepted_at": "2026-11-21T10:00:00+08:00", "text": "x"}]),
        ),
        ("/extra", json!(1)),
    ] {
        let mut submission = filed(&json!({"a": "y"}));
        put(&mut submission, pointer, &value);
        compare(form, schema, &submission, &format!("{pointer} {value}"));
    }
    for (name, value) in [
        ("id", json!("")),
        ("id", json!(1)),
        ("name", json!("../a.png")),
        ("name", json!("a\\b.png")),
        ("name", json!(" a.png")),
        ("name", json!("a".repeat(256))),
        ("media_type", json!("text/html")),
        ("media_type", json!("application/pdf")),
        ("size", json!(0)),
        ("size", json!(-1)),
        ("size", json!("69")),
        ("size", json!(5 * 1024 * 1024)),
        ("size", json!(5 * 1024 * 1024 + 1)),
        ("sha256", json!("0".repeat(63))),
        ("sha256", json!("A".repeat(64))),
        ("href", json!("")),
        ("href", json!("files/1")),
        ("href", json!("/files/1?of=2026-11-21T10:00")),
        ("href", json!("HTTP://portal.example/files/1")),
        ("href", json!("javascript:alert(1)")),
        ("href", json!("data:text/html,x")),
        ("href", json!(null)),
        ("content", json!("AAAA")),
        ("content", json!("AAA")),
        ("pages", json!(1)),
    ] {
        for question in ["f", "s"] {
            let mut file = file(question);
            file[name] = value.clone();
            let mut submission = filed(&json!({"a": "y"}));
            if question == "s" {
                submission["staff"] = json!({"id": "測試員01"});
                submission["answers"]["t"] = json!("甲");
            }
            submission["attachments"] = json!([file]);
            compare(form, schema, &submission, &format!("{question} {name} {value}"));
        }
    }
}

/// The length of a staff id counts user-perceived characters. The schema checks it only for ASCII, whose
/// characters do not combine.
#[test]
fn agrees_on_staff_ids() {
    let (form, schema) = &*EVERY_KIND;
    for (id, is_refused) in [
        ("a".repeat(50), false),
        ("e\u{301}".repeat(50), false),
        ("a".repeat(51), true),
        ("甲".repeat(51), false),
        (String::new(), true),
        (" a".to_owned(), true),
        ("a\nb".to_owned(), true),
        ("a\u{200B}".to_owned(), true),
    ] {
        let mut submission = filed(&json!({"a": "y", "t": "甲"}));
        submission["staff"] = json!({"id": id});
        compare(form, schema, &submission, &format!("staff {id}"));
        assert_eq!(schema.is_valid(&submission), !is_refused, "staff {id}");
    }
}

/// Returns a submission with one file, with its content.
fn with_content(bytes: &[u8], content: &str) -> Value {
    let mut file = file("f");
    file.as_object_mut().unwrap().remove("href");
    file["size"] = json!(bytes.len());
    file["sha256"] = json!(sha256_hex(bytes));
    file["content"] = json!(content);
    let mut submission = filed(&json!({"a": "y"}));
    submission["attachments"] = json!([file]);
    submission
}

#[test]
fn accepts_files_up_to_the_limit() {
    let (form, schema) = &*EVERY_KIND;
    let largest = 5 * 1024 * 1024;
    for (size, is_accepted) in
        [(8, true), (9, true), (10, true), (largest - 1, true), (largest, true), (largest + 1, false)]
    {
        let mut bytes = b"\x89PNG\r\n\x1A\n".to_vec();
        bytes.resize(size, 0);
        let submission = with_content(&bytes, &encode(&bytes));
        assert_eq!(compare(form, schema, &submission, &format!("{size} bytes")), is_accepted, "{size} bytes");
    }
}

/// `compare` ignores some problems of files, so those that the schema can check are tested here.
#[test]
fn checks_content_and_names_of_files() {
    let (form, schema) = &*EVERY_KIND;
    for (member, value, is_refused) in [
        ("content", "QUFB", false),
        ("content", "AAAAA", false),
        ("content", "AAAAAA=", false),
        ("content", "", true),
        ("content", "AAA", true),
        ("content", "A=AA", true),
        ("content", "AA===", true),
        ("content", "AAAA\n", true),
        ("content", "AAA_", true),
        ("content", "AA AA", true),
        ("name", "../a.png", true),
        ("name", "a\\b.png", true),
        ("name", " a.png", true),
        ("name", "a\u{202E}.png", true),
        ("name", "", true),
    ] {
        let mut submission = with_content(b"AAA", "QUFB");
        submission["attachments"][0][member] = json!(value);
        compare(form, schema, &submission, &format!("{member} {value}"));
        assert_eq!(schema.is_valid(&submission), !is_refused, "{member} {value}");
    }
}
