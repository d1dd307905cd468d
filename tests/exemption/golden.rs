//! Each golden submission gives exactly its problems, and what is valid stays what it is.

use crate::support::cases::cases;
use crate::{told, verdict};
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[test]
fn gives_exactly_the_expected_problems() {
    let cases = cases();
    let names: BTreeSet<&String> = cases.iter().map(|case| &case.name).collect();
    assert_eq!(names.len(), cases.len(), "two cases have one name");
    let mut failures = Vec::new();
    for case in &cases {
        let found = told(&case.submission);
        if found != case.expect {
            failures.push(format!("{}: expected {:?}, found {found:?}", case.name, case.expect));
        }
    }
    assert!(failures.is_empty(), "{} of {} cases:\n{}", failures.len(), cases.len(), failures.join("\n"));
}

/// What the validator makes of a submission is what was posted, and is valid again.
#[test]
fn keeps_what_is_valid() {
    for case in cases().iter().filter(|case| case.is_valid()) {
        let once = verdict(&case.submission.to_string()).submission.unwrap().to_json();
        let twice = verdict(&once).submission.unwrap().to_json();
        assert_eq!(once, twice, "{}", case.name);
        let kept: Value = serde_json::from_str(&once).unwrap();
        assert_eq!(kept, case.submission, "{}", case.name);
    }
}

/// The words of a problem never hold a placeholder, and are in the submission's language.
#[test]
fn says_each_problem_in_words() {
    for case in cases().iter().filter(|case| !case.is_valid()) {
        for locale in ["zh-Hant", "en"] {
            let mut submission = case.submission.clone();
            if submission["locale"].is_string() {
                submission["locale"] = json!(locale);
            }
            for problem in verdict(&submission.to_string()).reported {
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

/// A member that the contract does not name is a mistake of whoever sent it, wherever it stands.
#[test]
fn refuses_members_that_the_envelope_does_not_have() {
    let base = &cases()[0].submission;
    let notices = base["notices"].as_array().unwrap();
    for (member, value, pointer) in [
        ("law", merged(&base["law"], "article"), "#/law"),
        ("config", json!({"version": "1", "name": "x"}), "#/config"),
        ("staff", json!({"id": "測試員01", "name": "x"}), "#/staff"),
        ("notices", json!([merged(&notices[0], "text"), notices[1]]), "#/notices"),
    ] {
        let mut submission = base.clone();
        submission[member] = value;
        if member == "staff" {
            submission["answers"]["made"] = json!("written");
        }
        let expected = [(pointer.to_owned(), "bad_envelope".to_owned(), None)];
        assert_eq!(told(&submission), expected, "{member}");
    }
}

fn merged(object: &Value, name: &str) -> Value {
    let mut more = object.clone();
    more[name] = json!("x");
    more
}
