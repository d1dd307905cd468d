//! Problems of the parts of an address. A problem of one part does not cause problems of others.

use crate::{HOMES, homes, problems, verdict, verdict_by, with_answers};
use guitai::receive::Verdict;
use serde_json::{Value, json};

fn address(county: &str, township: &str, street: &str, postal_code: &str) -> Value {
    json!({"county": county, "township": township, "street": street, "postal_code": postal_code})
}

type Case = (&'static str, Value, &'static [(&'static str, &'static str)]);

fn cases() -> [Case; 22] {
    let hualien = |county: &str| address(county, "花蓮市", "中山路1號", "970");
    let taitung = |county: &str, township: &str| address(county, township, "中山路1號", "950");
    let street = |street: &str| address("花蓮縣", "花蓮市", street, "970");
    let code = |code: &str| address("花蓮縣", "花蓮市", "中山路1號", code);
    [
        ("right", hualien("花蓮縣"), &[]),
        ("a county in another spelling", taitung("台東縣", "臺東市"), &[("county", "bad_format")]),
        // The township is not in 臺東縣, but only the spelling of the county is reported.
        ("another county in another spelling", hualien("台東縣"), &[("county", "bad_format")]),
        ("another county", hualien("臺東縣"), &[("township", "not_offered")]),
        (
            "county and township",
            taitung("台東縣", "台東市"),
            &[("county", "bad_format"), ("township", "bad_format")],
        ),
        ("a township", taitung("臺東縣", "台東市"), &[("township", "bad_format")]),
        ("a space after the county", hualien("花蓮縣 "), &[("county", "bad_format")]),
        ("no such county", hualien("台西縣"), &[("county", "not_offered")]),
        ("no such county, and a space", hualien("花 "), &[("county", "not_offered")]),
        ("no county", hualien(""), &[("county", "required")]),
        (
            "a number for a county",
            json!({"county": 5, "township": "花蓮市", "street": "中山路1號"}),
            &[("county", "bad_format")],
        ),
        (
            "a township of another county, and its code",
            address("花蓮縣", "臺東市", "中山路1號", "950"),
            &[("township", "not_offered")],
        ),
        // The code is that of 花蓮市, but only the spelling of the township is reported.
        (
            "a code with a township in another spelling",
            address("臺東縣", "台東市", "中山路1號", "970"),
            &[("township", "bad_format")],
        ),
        ("a code of another township", code("950"), &[("postal_code", "bad_format")]),
        ("a wide code", code("９７０"), &[("postal_code", "bad_format")]),
        ("a code with a hyphen", code("970-01"), &[("postal_code", "bad_format")]),
        ("four digits", code("9700"), &[("postal_code", "bad_format")]),
        ("a street with spaces around it", street(" 中山路1號 "), &[("street", "bad_format")]),
        ("no street", street(""), &[("street", "required")]),
        (
            "no street, and a county in another spelling",
            address("台東縣", "臺東市", "", "950"),
            &[("county", "bad_format"), ("street", "required")],
        ),
        (
            "every part",
            address("台東縣", "台東市", " 中山路1號", "９５０"),
            &[
                ("county", "bad_format"),
                ("postal_code", "bad_format"),
                ("street", "bad_format"),
                ("township", "bad_format"),
            ],
        ),
        (
            "an unknown part",
            json!({"county": "花蓮縣", "township": "花蓮市", "street": "中山路1號", "postal_code": "970", "zip": "970"}),
            &[("zip", "bad_format")],
        ),
    ]
}

/// Returns the problems, sorted, with pointers relative to a place. All must be below it.
fn below(verdict: &Verdict, place: &str) -> Vec<(String, String)> {
    let below = |(pointer, code): (&str, &str)| {
        let part = pointer.strip_prefix(place).unwrap_or_else(|| panic!("{pointer} is not below {place}"));
        (part.trim_start_matches('/').to_owned(), code.to_owned())
    };
    let mut found: Vec<_> = problems(verdict).into_iter().map(below).collect();
    found.sort();
    found
}

fn check(name: &str, verdict: &Verdict, place: &str, expected: &[(&str, &str)]) {
    let expected: Vec<_> =
        expected.iter().map(|(part, code)| ((*part).to_owned(), (*code).to_owned())).collect();
    assert_eq!(below(verdict, place), expected, "{name}");
    assert_eq!(verdict.submission.is_some(), expected.is_empty(), "{name}");
}

#[test]
fn each_part_has_its_own_problems() {
    for (name, address, expected) in cases() {
        let submission = with_answers("petition", &json!({"address": address, "reply_by": "post"}));
        check(name, &verdict(&submission.to_string()), "#/answers/address", expected);
        let mut submission = homes(&json!({"address": address}));
        check(name, &verdict_by(&*HOMES, &submission.to_string()), "#/answers/address", expected);
        submission["answers"] = json!({"homes": [{"who": "王"}, {"address": address}]});
        let verdict = verdict_by(&*HOMES, &submission.to_string());
        check(name, &verdict, "#/answers/homes/1/address", expected);
    }
}

/// A problem names its question, also in a row.
#[test]
fn problems_in_rows_name_the_question() {
    let submission = homes(&json!({"homes": [{"address": address("花蓮縣", "臺東市", "中山路1號", "")}]}));
    let verdict = verdict_by(&*HOMES, &submission.to_string());
    assert!(verdict.problems[0].detail.contains("地址"), "{:?}", verdict.problems);
}

/// An answer that was not asked is not checked further.
#[test]
fn answers_not_asked_have_one_problem() {
    let address = address("台東縣", "花蓮市", " ", "1");
    let submission = with_answers("exemption", &json!({"address": address, "decision_by": "email"}));
    assert_eq!(problems(&verdict(&submission.to_string())), [("#/answers/address", "not_asked")]);
    let date = with_answers("exemption", &json!({"wedding_on": "115年13月"}));
    assert_eq!(problems(&verdict(&date.to_string())), [("#/answers/wedding_on", "not_asked")]);
}

/// A date is one string in JSON, so its problems are those of the whole answer.
#[test]
fn problems_of_dates_have_no_parts() {
    for (answer, value, code) in [
        ("birth_on", "2026-13-05", "not_a_date"),
        ("birth_on", "1990-02-30", "not_a_date"),
        ("birth_on", "79/2/3", "bad_format"),
        ("birth_on", "79/2/30", "bad_format"),
        ("birth_on", "79年", "bad_format"),
        ("birth_on", "soon", "not_a_date"),
        ("report_at", "2026-12-05T25:00:00+08:00", "not_a_time"),
        ("report_at", "2026-13-05T08:00:00+08:00", "not_a_date"),
        ("report_at", "2026-12-05 08:00", "bad_format"),
        ("report_at", "2026-12-05", "bad_format"),
        ("report_at", "2026-12-05T08:00:00Z", "bad_format"),
    ] {
        let submission = with_answers("exemption", &json!({answer: value}));
        let verdict = verdict(&submission.to_string());
        let at = format!("#/answers/{answer}");
        assert_eq!(problems(&verdict), [(at.as_str(), code)], "{value}");
    }
}
