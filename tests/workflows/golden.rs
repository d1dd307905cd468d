//! Golden submissions: each gives exactly its expected problems, and valid ones are unchanged.

use crate::support::workflows::{Case, WORKFLOWS, folder};
use crate::{problems, verdict};
use guitai::form::BUILTIN;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;

fn cases() -> impl Iterator<Item = &'static Case> {
    WORKFLOWS.iter().flat_map(|workflow| &workflow.cases)
}

#[test]
fn every_folder_belongs_to_a_workflow() {
    let entries = fs::read_dir(folder()).unwrap().map(Result::unwrap);
    let folders = entries.filter(|entry| entry.path().is_dir()).map(|entry| entry.file_name());
    let folders: BTreeSet<String> = folders.map(|name| name.into_string().unwrap()).collect();
    assert_eq!(folders, BUILTIN.iter().map(|name| (*name).to_owned()).collect());
}

#[test]
fn gives_exactly_the_expected_problems() {
    let mut names = BTreeSet::new();
    let mut failures = Vec::new();
    for case in cases() {
        assert!(names.insert(&case.name), "two cases have the name {}", case.name);
        let found = problems(&case.submission);
        if found != case.expect {
            failures.push(format!("{}: expected {:?}, found {found:?}", case.name, case.expect));
        }
    }
    assert!(failures.is_empty(), "{} of {} cases:\n{}", failures.len(), names.len(), failures.join("\n"));
}

/// A valid submission is written as it was posted, and is valid again.
#[test]
fn preserves_valid_submissions() {
    for case in cases().filter(|case| case.is_valid()) {
        let found = verdict(&case.submission.to_string());
        assert_eq!(found.problems, [], "{}", case.name);
        let once = found.submission.unwrap().to_json();
        let twice = verdict(&once).submission.unwrap().to_json();
        assert_eq!(once, twice, "{}", case.name);
        let kept: Value = serde_json::from_str(&once).unwrap();
        assert_eq!(kept, case.submission, "{}", case.name);
    }
}

/// The text of a problem has no placeholders, and is in the submission's language.
#[test]
fn describes_each_problem() {
    for case in cases().filter(|case| !case.is_valid()) {
        for locale in ["zh-Hant", "en"] {
            let mut submission = case.submission.clone();
            if submission["locale"].is_string() {
                submission["locale"] = json!(locale);
            }
            for problem in verdict(&submission.to_string()).problems {
                let detail = &problem.detail;
                assert!(!detail.trim().is_empty() && !detail.contains(['{', '}']), "{}: {detail}", case.name);
                let han = detail.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count();
                let latin = detail.chars().filter(char::is_ascii_alphabetic).count();
                let fits = if submission["locale"] == "en" { latin > han } else { han > 0 };
                assert!(fits, "{}: {detail}", case.name);
            }
        }
    }
}

/// Members that `docs/contract.md` does not list are refused at every level.
#[test]
fn refuses_unknown_members_of_the_envelope() {
    let accepted = json!({"id": "privacy", "version": "1", "accepted_at": "2026-11-21T09:59:00+08:00"});
    let objects = [
        ("law", "/law", json!({"title": "民防法", "amended": "2021-01-20"})),
        ("config", "/config", json!({"version": "1"})),
        ("staff", "/staff", json!({"id": "測試員01"})),
        ("notices", "/notices/0", json!([accepted])),
    ];
    for workflow in &*WORKFLOWS {
        for (member, place, other) in &objects {
            let own = workflow.valid().find(|case| case.submission.pointer(place).is_some());
            let mut submission = own.unwrap_or(&workflow.cases[0]).submission.clone();
            if own.is_none() {
                submission[*member] = other.clone();
            }
            submission.pointer_mut(place).unwrap()["extra"] = json!("x");
            let expected = [(format!("#/{member}"), "bad_envelope".to_owned(), None)];
            assert_eq!(problems(&submission), expected, "{}: {member}", workflow.form.id);
        }
    }
}
