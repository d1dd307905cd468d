//! The text of a problem says whether the answer may be left empty.

use crate::{HOMES, homes, verdict, verdict_by, with_answers};
use guitai::receive::ProblemReport;
use serde_json::{Value, json};

/// The sentence in each language, at the end of the text.
const LEAVE_EMPTY: [(&str, &str); 2] =
    [("zh-Hant", "；這一題可以留空"), ("en", ". You can leave this empty.")];

/// Returns the problem of an answer, in a language.
fn problem_at(mut submission: Value, answer: &str, locale: &str) -> ProblemReport {
    submission["locale"] = json!(locale);
    let verdict = verdict(&submission.to_string());
    let pointer = format!("#/answers/{answer}");
    let found = verdict.problems.iter().find(|problem| problem.pointer == pointer);
    found.unwrap_or_else(|| panic!("{pointer}: {:?}", verdict.problems)).clone()
}

/// Returns a change report of an organisation with one additional answer.
fn report(answer: &str, value: &str) -> Value {
    let mut submission = with_answers("change-report", &json!({}));
    let mut answers = json!({
        "filed_by": "original_unit",
        "change_kind": "post_change",
        "after": "新單位",
        "organisation_name": "測試公司",
        "reporter_name": "測試人",
        "reporter_title": "主任",
        "reporter_phone": "0912345678",
    });
    for id in [
        "reservist",
        "changed_on",
        "name",
        "national_id",
        "unit_kind",
        "unit_name",
        "post",
        "also_neighbourhood_watch",
    ] {
        answers[id] = submission["answers"][id].clone();
    }
    answers[answer] = value.into();
    submission["answers"] = answers;
    submission
}

#[test]
fn an_optional_number_may_be_left_empty() {
    for (locale, sentence, before) in [
        ("zh-Hant", LEAVE_EMPTY[0].1, "統一編號的檢查碼不符，請再核對這 8 碼"),
        ("en", LEAVE_EMPTY[1].1, "has a check digit that does not match. Check all 8 digits"),
    ] {
        let problem = problem_at(report("organisation_ubn", "90316313"), "organisation_ubn", locale);
        assert_eq!(problem.code, "bad_checksum");
        assert!(problem.detail.ends_with(&format!("{before}{sentence}")), "{}", problem.detail);
    }
    assert!(verdict(&report("name", "王小明").to_string()).submission.is_some(), "it may be omitted");
}

/// Problems of optional and of required answers.
#[test]
fn problems_of_optional_answers_have_the_sentence() {
    let address =
        json!({"county": "花蓮縣", "township": "臺東市", "street": "中山路1號", "postal_code": "970"});
    let before = |address: Value| {
        with_answers("change-report", &json!({"change_kind": "household_move", "address_before": address}))
    };
    let cases = [
        ("a date", with_answers("exemption", &json!({"birth_on": "1990-02-30"})), "birth_on", true),
        (
            "a name",
            with_answers("change-report", &json!({"supervisor_name": "<王>"})),
            "supervisor_name",
            true,
        ),
        ("a part of an address", before(address), "address_before/township", true),
        (
            "a part that is missing",
            before(json!({"county": "花蓮縣", "street": "x"})),
            "address_before/township",
            true,
        ),
        (
            "a text that is too short",
            with_answers("exemption", &json!({"evidence_note": "短"})),
            "evidence_note",
            true,
        ),
        ("an option", with_answers("petition", &json!({"interpreter": "x"})), "interpreter", true),
        // Another contact is given.
        ("one of two contacts", with_answers("exemption", &json!({"phone": "0912"})), "phone", true),
        (
            "a text that is too long",
            with_answers("exemption", &json!({"notice_number": "長".repeat(201)})),
            "notice_number",
            false,
        ),
        // Problems of the JSON format have no such sentence.
        ("another spelling", with_answers("exemption", &json!({"birth_on": "79/2/3"})), "birth_on", false),
        ("another type", with_answers("exemption", &json!({"birth_on": 5})), "birth_on", false),
        // A rule has its own text.
        ("a rule", with_answers("exemption", &json!({"birth_on": "2026-12-01"})), "birth_on", false),
        (
            "a required date",
            with_answers("exemption", &json!({"affected_from": "2026-02-30"})),
            "affected_from",
            false,
        ),
        (
            "a required number",
            with_answers("exemption", &json!({"national_id": "A123456788"})),
            "national_id",
            false,
        ),
    ];
    for (name, submission, answer, expected) in cases {
        for (locale, sentence) in LEAVE_EMPTY {
            let detail = problem_at(submission.clone(), answer, locale).detail;
            assert_eq!(detail.ends_with(sentence), expected, "{name}: {detail}");
            assert!(!detail.contains(".."), "{name}: {detail}");
        }
    }
}

/// An answer that another answer or a rule requires must not be left empty.
#[test]
fn required_answers_have_no_sentence() {
    let mut only_mobile = with_answers("exemption", &json!({"decision_by": "collect", "mobile": "0912"}));
    only_mobile["answers"].as_object_mut().unwrap().remove("email");
    let mut with_phone = only_mobile.clone();
    with_phone["answers"]["phone"] = json!("03-8234567");
    let by_phone = with_answers("exemption", &json!({"decision_by": "phone", "mobile": "0912"}));
    let email = |by: &str| {
        with_answers("exemption", &json!({"decision_by": by, "email": "x", "mobile": "0912345678"}))
    };
    for (name, submission, answer, expected) in [
        ("the only contact", only_mobile, "mobile", false),
        ("one of two", with_phone, "mobile", true),
        ("the only number, if the decision is given by phone", by_phone, "mobile", false),
        ("the address, if the decision is given by e-mail", email("email"), "email", false),
        ("an address in addition to a number", email("phone"), "email", true),
    ] {
        let detail = problem_at(submission, answer, "en").detail;
        assert_eq!(detail.ends_with(LEAVE_EMPTY[1].1), expected, "{name}: {detail}");
    }
}

#[test]
fn answers_in_rows_are_marked_separately() {
    let submission = with_answers("petition", &json!({"co_petitioners": [{"name": "<", "contact": "x"}]}));
    let detail = problem_at(submission, "co_petitioners/0/name", "en").detail;
    assert!(!detail.ends_with(LEAVE_EMPTY[1].1), "{detail}");
    let address = json!({"county": "花蓮縣", "township": "花蓮市", "street": "x", "postal_code": "1"});
    let mut submission = homes(&json!({"homes": [{"who": "王"}, {"address": address}]}));
    submission["locale"] = json!("en");
    let detail = verdict_by(&*HOMES, &submission.to_string()).problems[0].detail.clone();
    assert!(detail.ends_with(LEAVE_EMPTY[1].1), "{detail}");
}
