//! Idempotency keys: one key, one body, one row, and known keys are not revealed.

use crate::attachments::{entry, with_attachment};
use crate::harness::{BASE, ID, TestFolder, TestPortal, changed, numbered};
use std::thread;

#[test]
fn one_key_one_body_one_row() {
    for folder in TestFolder::for_each_database() {
        let portal = TestPortal::start(&folder);
        let first = portal.submit(ID, BASE);
        assert_eq!(first.status, 201, "{}", first.text());
        assert_eq!(first.string("/id"), ID);
        assert!(!first.string("/message").is_empty());
        let reference = first.string("/reference");
        assert!(reference.starts_with("115-000001-"), "{reference}");
        let again = portal.submit(ID, BASE);
        assert_eq!((again.status, again.string("/reference")), (200, reference));
        // A further space makes it another body.
        let other = portal.submit(ID, format!("{BASE} "));
        assert_eq!((other.status, other.string("/type").as_str()), (422, "/problems#key-reused"));
        let (id, body) = numbered(2);
        assert!(portal.submit(&id, body).string("/reference").starts_with("115-000002-"));
    }
}

/// A body that would be refused under a new key gets the same response under a known one.
#[test]
fn invalid_bodies_do_not_reveal_known_keys() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    assert_eq!(portal.submit(ID, BASE).status, 201);
    let (unused, _) = numbered(2);
    for (name, body) in [
        ("nothing", String::new()),
        ("no JSON", "nonsense".to_owned()),
        ("no submission", "{}".to_owned()),
        ("another id", numbered(3).1),
        ("the right id, and a mistake", changed(|it| it["answers"]["name"] = "".into())),
        (
            "the right id, filed on another day",
            changed(|it| it["filed_at"] = "2026-11-01T10:00:00+08:00".into()),
        ),
        ("the right id, and a missing file", with_attachment(&entry("/api/attachments/x", b"%PDF-"))),
    ] {
        let [used, unused] = [ID, &unused].map(|id| {
            let response = portal.submit(id, body.replace(ID, id));
            (response.status, response.text().replace(id, "the id"))
        });
        assert_eq!(used, unused, "{name}");
        assert!(used.0 == 400 || used.0 == 422, "{name}: {used:?}");
        assert!(!used.1.contains("key-reused"), "{name}: {used:?}");
    }
}

/// Two portals share a database.
#[test]
fn fifty_concurrent_submissions_store_one_row() {
    for folder in TestFolder::for_each_database() {
        let portals = [TestPortal::start(&folder), TestPortal::start(&folder)];
        let responses: Vec<_> = thread::scope(|scope| {
            let submit = |number: usize| portals[number % 2].submit(ID, BASE);
            let senders: Vec<_> = (0..50).map(|number| scope.spawn(move || submit(number))).collect();
            senders.into_iter().map(|sender| sender.join().unwrap()).collect()
        });
        let reference = responses[0].string("/reference");
        assert!(responses.iter().all(|response| response.string("/reference") == reference), "{responses:?}");
        assert_eq!(responses.iter().filter(|response| response.status == 201).count(), 1);
        assert_eq!(responses.iter().filter(|response| response.status == 200).count(), 49);
        assert_eq!(portals[0].get("/inbox.json").json().as_array().unwrap().len(), 1);
    }
}

#[test]
fn fifty_concurrent_submissions_get_fifty_references() {
    for folder in TestFolder::for_each_database() {
        let portals = [TestPortal::start(&folder), TestPortal::start(&folder)];
        let mut references: Vec<_> = thread::scope(|scope| {
            let submit = |number: u32| {
                let (id, body) = numbered(number);
                let response = portals[number as usize % 2].submit(&id, body);
                assert_eq!(response.status, 201, "{}", response.text());
                response.string("/reference")
            };
            let senders: Vec<_> = (0..50).map(|number| scope.spawn(move || submit(number))).collect();
            senders.into_iter().map(|sender| sender.join().unwrap()).collect()
        });
        references.sort();
        references.dedup();
        assert_eq!(references.len(), 50);
        assert!(
            references[0].starts_with("115-000001-") && references[49].starts_with("115-000050-"),
            "{references:?}"
        );
    }
}
