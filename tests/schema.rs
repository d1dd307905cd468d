//! The JSON Schema of a submission against the validator, judged by an implementation of JSON Schema that others wrote.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod support;

use guitai::form::{BUILTIN, Form, builtin};
use guitai::receive::receive;
use guitai::schema::submission_schema;
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use support::cases::{FORM, cases};
use support::generated::generated;
use support::random::Random;

/// What only the validator can refuse: a code, a part of the pointer, and why a schema can't say it.
const UNSAYABLE: [(&str, &str, &str); 16] = [
    ("in_future", "#/answers/", "depends on today"),
    ("not_after", "#/answers/", "compares days or moments"),
    ("no_overlap", "#/answers/", "compares days"),
    ("outside_period", "#/answers/", "compares days"),
    ("bad_checksum", "#/answers/", "adds up digits"),
    ("too_long", "#/answers/", "a character that people see can be any number of code points"),
    ("too_short", "#/answers/", "two code points can be one character that people see"),
    ("bad_format", "#/answers/grounds/", "the order of the options"),
    ("bad_format", "/postal_code", "368 townships have a code each"),
    ("file_type", "#/attachments/", "is told by the content, not by what the entry says of it"),
    ("file_encrypted", "#/attachments/", "is told by the content"),
    ("file_digest", "#/attachments/", "is told by the content"),
    ("files_too_large", "#/attachments", "adds up sizes"),
    ("required", "#/answers/after_date", "is asked only if one day is before another"),
    ("not_asked", "#/answers/after_date", "is asked only if one day is before another"),
    ("bad_format", "#/answers/name", "whether there is a letter, or a pictograph beyond the basic plane"),
];

fn is_unsayable(code: &str, pointer: &str) -> bool {
    UNSAYABLE.iter().any(|(other, part, _)| *other == code && pointer.contains(part))
}

fn schema(form: &Form) -> Validator {
    let schema: Value = serde_json::from_str(&submission_schema(form)).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::draft202012::options().should_validate_formats(true).build(&schema).unwrap()
}

/// Code and pointer of each problem that the validator finds.
fn problems(form: &Form, submission: &str) -> BTreeSet<(&'static str, String)> {
    let verdict = receive(&|workflow| (workflow == form.id).then_some(form), submission, None).unwrap();
    verdict.reported.into_iter().map(|problem| (problem.code, problem.pointer)).collect()
}

/// The schema refuses nothing that is valid, and all that is invalid in a way that it can say.
fn compare(form: &Form, schema: &Validator, submission: &Value, name: &str) -> bool {
    let problems = problems(form, &submission.to_string());
    let errors: Vec<String> = schema.iter_errors(submission).map(|error| error.to_string()).collect();
    if problems.is_empty() {
        assert!(errors.is_empty(), "{name}: valid, but the schema says {errors:?}");
    } else if errors.is_empty() {
        let sayable: Vec<_> =
            problems.iter().filter(|(code, pointer)| !is_unsayable(code, pointer)).collect();
        assert!(sayable.is_empty(), "{name}: the schema accepts {sayable:?}");
    }
    problems.is_empty()
}

#[test]
fn agrees_on_every_golden_submission() {
    let schema = schema(&FORM);
    for case in cases() {
        compare(&FORM, &schema, &case.submission, &case.name);
    }
}

#[test]
fn agrees_on_generated_submissions() {
    let schema = schema(&FORM);
    for text in generated(800) {
        compare(&FORM, &schema, &serde_json::from_str(&text).unwrap(), &text);
    }
}

#[test]
fn is_a_schema_of_every_form() {
    for name in BUILTIN {
        schema(&Form::read(builtin(name).unwrap()).unwrap());
    }
}

static EVERY_KIND: LazyLock<(Form, Validator)> = LazyLock::new(|| {
    let form = Form::read(include_str!("support/every_kind.json")).unwrap();
    assert_eq!(guitai::form::check(&form), []);
    let schema = schema(&form);
    (form, schema)
});

fn filed(answers: &Value) -> Value {
    json!({
        "id": "01a1fbd4-f500-7000-8000-000000000001", "workflow": "every-kind", "version": "1.0.0", "locale": "en",
        "channel": "web", "filed_at": "2026-11-21T10:00:59+08:00", "answers": answers,
        "notices": [{"id": "privacy", "version": "1", "accepted_at": "2026-11-21T10:00:00+08:00"}],
    })
}

fn file(question: &str) -> Value {
    json!({
        "id": "1", "answer": question, "name": "a.png", "media_type": "image/png", "size": 69, "sha256": "0".repeat(64),
        "href": "https://portal.example/files/1",
    })
}

/// What each part of a submission may be; `null` leaves it out.
fn choices() -> Vec<(String, Vec<Value>)> {
    let (f, s, two) = (file("f"), file("s"), file("two_files"));
    let choices = json!({
        "/answers/a": ["x", "y", "z", null],
        "/answers/b": [null, ["p"], ["q"], ["r"], ["p", "q"], ["q", "r"]],
        "/answers/c": [null, "yes", "no"],
        "/answers/d": [null, "甲乙", "甲"],
        "/answers/e": [null, "m", "n", "o"],
        "/answers/g": [
            null, [{"n": "甲"}], [{"n": "甲", "k": "u"}], [{"n": "甲", "k": "v"}], [{"n": "乙"}, {"n": "甲", "k": "v"}],
            [{"n": "乙"}, {"n": "丙", "k": "v"}], [{"k": "u"}], [], [{}], [{"n": "乙"}, {"n": "乙"}, {"n": "乙"}],
            [{"n": "乙", "x": "乙"}],
        ],
        "/answers/t": [null, "甲"],
        "/answers/two_or_three": [null, ["p"], ["p", "q"], ["p", "q", "r"], ["p", "q", "r", "s"], ["p", "p"]],
        "/answers/two_rows": [null, [{"n": "甲"}], [{"n": "甲"}, {"n": "乙"}]],
        "/answers/text": [null, "甲", "alone"],
        "/answers/date": [null, "2026-12-05"],
        "/answers/date_time": [null, "2026-12-06T08:00:00+08:00", "2026-12-04T08:00:00+08:00"],
        "/answers/after_date": [null, "yes"],
        "/attachments": [null, [], [f], [f, f], [s], [f, f, f], [s, s], [f, s], [two], [two, two], [f, two, two]],
        "/channel": ["web", "kiosk", "outreach", "counter", null],
        "/staff": [null, {"id": "測試員01"}, {"id": ""}],
        "/notices": [filed(&json!({}))["notices"], [], null],
    });
    let choices = choices.as_object().unwrap().iter();
    choices.map(|(pointer, values)| (pointer.clone(), values.as_array().unwrap().clone())).collect()
}

fn put(submission: &mut Value, pointer: &str, value: &Value) {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let members = submission.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    if value.is_null() {
        members.remove(name);
    } else {
        members.insert(name.to_owned(), value.clone());
    }
}

/// Walks from one valid submission to the next by single changes, and compares every neighbour of each: there, a
/// single mistake decides.
#[test]
fn says_every_condition_that_it_can() {
    let (form, schema) = &*EVERY_KIND;
    let mut random = Random::new(1);
    let mut here = filed(&json!({"a": "y"}));
    assert!(compare(form, schema, &here, "the first"));
    let mut seen = BTreeSet::new();
    for _ in 0..120 {
        let mut next = Vec::new();
        for (pointer, values) in choices() {
            for value in values {
                let mut neighbour = here.clone();
                put(&mut neighbour, &pointer, &value);
                let text = neighbour.to_string();
                if seen.insert(text.clone()) && compare(form, schema, &neighbour, &text) {
                    next.push(neighbour);
                }
            }
        }
        // A change of one answer may need another: two at once keep the walk from getting stuck.
        let choices = choices();
        for _ in 0..60 {
            let mut neighbour = here.clone();
            for _ in 0..2 + random.below(2) {
                let (pointer, values) = random.pick(&choices);
                put(&mut neighbour, pointer, random.pick(values));
            }
            if problems(form, &neighbour.to_string()).is_empty() {
                next.push(neighbour);
            }
        }
        here = random.pick(&next).clone();
    }
    assert!(seen.len() > 3000, "{}", seen.len());
}

/// Each kind's own form, the usual other spellings of it, and the borders of what it takes.
const VALUES: [(&str, &[&str]); 10] = [
    (
        "text",
        &[
            "甲",
            "",
            " 甲",
            "甲 ",
            "甲 乙",
            "甲\n乙",
            "甲\t乙",
            "\u{3000}甲",
            "甲\u{200B}",
            "\u{202E}甲",
            "\u{85}",
            "e\u{301}",
            "👨\u{200D}👩",
        ],
    ),
    ("long_text", &["甲", "甲乙", "甲\n乙", "甲\r\n乙", "\n甲乙", "甲\u{AD}乙"]),
    (
        "name",
        &[
            "王小明",
            "林",
            "Kacaw",
            "王<",
            "＞王",
            "王☀",
            "王⭐",
            "王⃣",
            "林\u{2028}森",
            "王 小 明",
            "﨑",
            "𠮷",
        ],
    ),
    (
        "national_id",
        &[
            "A123456789",
            "a123456789",
            "A323456789",
            "AB23456789",
            "AE23456789",
            "A12345678",
            "A1234567890",
            "1123456789",
        ],
    ),
    ("ubn", &["04595257", "00000000", "0459525", "04595257 ", "０4595257"]),
    (
        "email",
        &[
            "a@b.tw",
            "a@b",
            "a@-b.tw",
            "a@b-.tw",
            "a b@c.tw",
            "a@b..tw",
            "ａ@b.tw",
            "@b.tw",
            "a@b.tw.",
            "A.b+c@X.y",
            "a@b@c.tw",
        ],
    ),
    (
        "date",
        &[
            "2026-12-05",
            "2026-2-5",
            "2026-02-30",
            "2026-04-31",
            "2027-02-29",
            "2028-02-29",
            "1799-12-31",
            "1800-01-01",
            "2200-12-31",
            "2201-01-01",
            "115-12-05",
            "2026-13-01",
            "2026-00-10",
            "2026-01-00",
        ],
    ),
    (
        "date_time",
        &[
            "2026-12-05T08:00:00+08:00",
            "2026-12-05T08:00:30+08:00",
            "2026-12-05T24:00:00+08:00",
            "2026-12-05T08:00+08:00",
            "2026-12-05T08:00:00Z",
            "2026-12-05T23:59:00+08:00",
            "2026-12-05t08:00:00+08:00",
        ],
    ),
    (
        "mobile",
        &[
            "0912345678",
            "+81312345678",
            "+886912345678",
            "0992345678",
            "091234567",
            "09123456789",
            "03-8234567",
            "+0123456789",
            "+123456",
            "+1234567",
            "+123456789012345",
            "+1234567890123456",
            "0912-345678",
        ],
    ),
    (
        "phone",
        &[
            "03-8234567",
            "03-8234567#1",
            "03-8234567#1234567",
            "0912345678",
            "0912345678#1",
            "+81312345678#12",
            "037-123456",
            "03-7123456",
            "0826-12345",
            "082-612345",
            "082-312345",
            "0836-12345",
            "08-3612345",
            "08-2123456",
            "08-9123456",
            "089-123456",
            "049-123456",
            "04-9123456",
            "04-91234567",
            "02-12345678",
            "02-123456789",
            "02-123456",
            "01-2345678",
            "0382-34567",
        ],
    ),
];

fn compare_value(kind: &str, value: &Value) {
    let (form, schema) = &*EVERY_KIND;
    let mut submission = filed(&json!({"a": "y"}));
    submission["answers"][kind] = value.clone();
    compare(form, schema, &submission, &format!("{kind} {value}"));
}

#[test]
fn says_the_canonical_form_of_each_kind() {
    for (kind, values) in VALUES {
        for value in values {
            compare_value(kind, &json!(value));
        }
        for odd in [json!(5), json!(null), json!(true), json!([]), json!({})] {
            compare_value(kind, &odd);
        }
    }
    // What is excused where a character is several code points is not excused where it is one.
    for (kind, value) in [("long_text", "甲"), ("name", "王<"), ("name", "王☀")] {
        let mut submission = filed(&json!({"a": "y"}));
        submission["answers"][kind] = json!(value);
        assert!(!EVERY_KIND.1.is_valid(&submission), "{kind} {value}");
    }
    let own = json!({"postal_code": "970", "county": "花蓮縣", "township": "花蓮市", "street": "中山路1號"});
    for (part, value) in [
        ("street", "中山路1號 "),
        ("street", ""),
        ("county", "台東縣"),
        ("county", "花蓮"),
        ("township", "玉里鎮"),
        ("township", "中正區"),
        ("postal_code", "97001"),
        ("postal_code", "970001"),
        ("postal_code", "9700"),
        ("postal_code", ""),
        ("planet", "地球"),
    ] {
        let mut address = own.clone();
        address[part] = json!(value);
        compare_value("address", &address);
        address.as_object_mut().unwrap().remove(part);
        compare_value("address", &address);
    }
}

proptest! {
    /// Digits, hyphens and whatever else such values are made of, in any order.
    #[test]
    fn says_it_of_any_value(at in 0..VALUES.len(), number in "[+#0-9-]{7,13}", text in "[ -~甲\u{3000}\u{200B}\u{301}\n]{1,6}") {
        let (kind, _) = VALUES[at];
        compare_value(kind, &json!(number));
        compare_value(kind, &json!(text));
        compare_value("phone", &json!(format!("0{}", number.replace('+', ""))));
        compare_value("email", &json!(format!("{text}@{text}.tw")));
    }
}

#[test]
fn says_what_an_envelope_and_a_file_are() {
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
