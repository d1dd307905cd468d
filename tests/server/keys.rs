//! Idempotency keys: one key, one body, one row, and known keys are not revealed.

use crate::attachments::{entry, with_attachment};
use crate::stand::{BASE, Folder, ID, Stand, another, changed};
use std::thread;

#[test]
fn one_key_one_body_one_row() {
    for folder in Folder::on_each_database() {
        let portal = Stand::start(&folder);
        let first = portal.submit(ID, BASE);
        assert_eq!(first.status, 201, "{}", first.text());
        assert_eq!(first.string("/id"), ID);
        assert!(!first.string("/message").is_empty());
        let reference = first.string("/reference");
        assert!(reference.starts_with("115-000001-"), "{reference}");
        let again = portal.submit(ID, BASE);
        assert_eq!((again.status, again.string("/reference")), (200, reference));
        // One space more is another body.
        let other = portal.submit(ID, format!("{BASE} "));
        assert_eq!((other.status, other.string("/type").as_str()), (422, "/problems#key-reused"));
        let (id, body) = another(2);
        assert!(portal.submit(&id, body).string("/reference").starts_with("115-000002-"));
    }
}

/// A body that would not be stored under a new key gets the same answer under a known one.
#[test]
fn invalid_bodies_do_not_reveal_known_keys() {
    let folder = Folder::new();
    let portal = Stand::start(&folder);
    assert_eq!(portal.submit(ID, BASE).status, 201);
    let (unused, _) = another(2);
    for (name, body) in [
        ("nothing", String::new()),
        ("no JSON", "nonsense".to_owned()),
        ("no submission", "{}".to_owned()),
        ("another id", another(3).1),
        ("the right id, and a mistake", changed(|it| it["answers"]["name"] = "".into())),
        ("the right id, of another day", changed(|it| it["filed_at"] = "2026-11-01T10:00:00+08:00".into())),
        (
            "the right id, and a file that is not here",
            with_attachment(&entry("/api/attachments/x", b"%PDF-")),
        ),
    ] {
        let [used, unused] = [ID, &unused].map(|id| {
            let answer = portal.submit(id, body.replace(ID, id));
            (answer.status, answer.text().replace(id, "the id"))
        });
        assert_eq!(used, unused, "{name}");
        assert!(used.0 == 400 || used.0 == 422, "{name}: {used:?}");
        assert!(!used.1.contains("key-reused"), "{name}: {used:?}");
    }
}

/// Two portals share a database: what one has stored, the other knows.
#[test]
fn fifty_at_once_store_one_row() {
    for folder in Folder::on_each_database() {
        let portals = [Stand::start(&folder), Stand::start(&folder)];
        let answers: Vec<_> = thread::scope(|scope| {
            let submit = |number: usize| portals[number % 2].submit(ID, BASE);
            let senders: Vec<_> = (0..50).map(|number| scope.spawn(move || submit(number))).collect();
            senders.into_iter().map(|sender| sender.join().unwrap()).collect()
        });
        let reference = answers[0].string("/reference");
        assert!(answers.iter().all(|answer| answer.string("/reference") == reference), "{answers:?}");
        assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
        assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 49);
        assert_eq!(portals[0].get("/inbox.json").json().as_array().unwrap().len(), 1);
    }
}

#[test]
fn fifty_different_ones_at_once_get_fifty_references() {
    for folder in Folder::on_each_database() {
        let portals = [Stand::start(&folder), Stand::start(&folder)];
        let mut references: Vec<_> = thread::scope(|scope| {
            let submit = |number: u32| {
                let (id, body) = another(number);
                let answer = portals[number as usize % 2].submit(&id, body);
                assert_eq!(answer.status, 201, "{}", answer.text());
                answer.string("/reference")
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
