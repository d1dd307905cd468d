//! Evaluation of conditions: missing answers, dates and date-times, unknown intervals, rows of groups.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod dates;

use guitai::draft::Draft;
use guitai::form::Form;
use guitai::json::Json;
use guitai::validate::{Channel, Circumstances, Mode, assess};
use serde_json::{Value, json};

/// Creates a form with the condition in a note, a rule, and a rule for each row.
fn form(condition: &Value) -> Form {
    let question =
        |id: &str, kind: &str| json!({"id": id, "kind": kind, "label": {"en": id}, "optional": true});
    let choice = |id: &str, kind: &str, values: &[&str]| {
        let options: Vec<Value> =
            values.iter().map(|value| json!({"value": value, "label": {"en": value}})).collect();
        json!({"id": id, "kind": kind, "label": {"en": id}, "optional": true, "options": options})
    };
    let inner = [
        question("n", "text"),
        choice("tag", "choice", &["a", "b"]),
        choice("tags", "choices", &["a", "b", "c"]),
    ];
    let group =
        json!({"id": "rows", "kind": "group", "label": {"en": "rows"}, "optional": true, "questions": inner});
    let definition = json!({
        "id": "x", "version": "1", "languages": ["en"], "title": {"en": "x"}, "notices": [],
        "steps": [{"id": "one", "title": {"en": "x"}, "questions": [
            question("day", "date"), question("other", "date"), question("moment", "date_time"), question("later", "date_time"),
            question("text", "text"), question("same", "text"), choice("choice", "choice", &["a", "b"]),
            choice("choices", "choices", &["a", "b", "c"]), group, question("end", "text"),
        ]}],
        "rules": [
            {"id": "rule", "require": condition, "at": "end", "code": "not_qualifying", "message": {"en": "x"}},
            {"id": "each", "each": "rows", "require": condition, "at": "n", "code": "not_qualifying", "message": {"en": "x"}},
        ],
        "notes": [{"id": "note", "at": ["end"], "when": condition, "text": {"en": "x"}}],
    });
    Form::read(&definition.to_string()).unwrap()
}

/// Returns whether a condition holds, and the pointers at which it is broken as the requirement of a rule.
fn assessed(condition: &Value, answers: &Value) -> (bool, Vec<String>) {
    let form = form(condition);
    let (draft, unreadable) = Draft::from_answers(&form, &Json::read(&answers.to_string()).unwrap());
    assert_eq!(unreadable, [], "{answers}");
    let today = "2026-11-21".parse().unwrap();
    let assessment =
        assess(&form, &draft, Circumstances { today, mode: Mode::Kiosk, channel: Channel::Outreach });
    let pointers = assessment.problems.iter().map(|problem| problem.place.pointer());
    (assessment.holds(form.notes[0].when.as_ref()), pointers.collect())
}

/// Returns whether a condition holds, and whether it is broken as the requirement of a rule.
fn evaluate(condition: &Value, answers: &Value) -> (bool, bool) {
    let (holds, broken) = assessed(condition, answers);
    (holds, broken.iter().any(|pointer| pointer == "#/answers/end"))
}

/// Returns the rows for which a condition is broken.
fn broken_rows(condition: &Value, answers: &Value) -> Vec<usize> {
    let (_, broken) = assessed(condition, answers);
    (0..4).filter(|row| broken.contains(&format!("#/answers/rows/{row}/n"))).collect()
}

#[derive(Clone, Copy, Debug)]
enum Truth {
    True,
    False,
    /// An operand is missing: false in a condition, and no rule is broken.
    Unknown,
}
use Truth::{False, True, Unknown};

/// Evaluates each condition and its negation.
fn check(answers: &Value, conditions: &[(Value, Truth)]) {
    for (condition, truth) in conditions {
        let (holds, broken, opposite_broken) = match truth {
            True => (true, false, true),
            False => (false, true, false),
            Unknown => (false, false, false),
        };
        assert_eq!(evaluate(condition, answers), (holds, broken), "{condition} of {answers}");
        assert_eq!(
            evaluate(&json!({"not": condition}), answers),
            (!holds, opposite_broken),
            "not {condition} of {answers}"
        );
    }
}

#[test]
fn compares_codes_and_texts() {
    check(
        &json!({"choice": "a", "choices": ["a", "c"], "text": "測試", "same": "測試", "day": "2026-12-05", "rows": [{"n": "x"}]}),
        &[
            (json!({"answered": "choice"}), True),
            (json!({"answered": "rows"}), True),
            (json!({"answered": "other"}), False),
            (json!({"is": ["choice", "a"]}), True),
            (json!({"is": ["choice", "b"]}), False),
            (json!({"is": ["text", "測試"]}), True),
            (json!({"is": ["day", "2026-12-05"]}), True),
            (json!({"is": ["day", "2026-12-06"]}), False),
            (json!({"is": ["day", "soon"]}), False),
            (json!({"is": ["@mode", "kiosk"]}), True),
            (json!({"is": ["@mode", "web"]}), False),
            (json!({"is": ["@channel", "outreach"]}), True),
            (json!({"is": ["@channel", "kiosk"]}), False),
            (json!({"is": ["@today", "2026-11-21"]}), True),
            (json!({"is": ["moment", "2026-12-05"]}), Unknown),
            (json!({"in": ["choice", ["b", "a"]]}), True),
            (json!({"in": ["choice", ["b"]]}), False),
            (json!({"in": ["choice", []]}), False),
            (json!({"in": ["end", ["x"]]}), Unknown),
            (json!({"includes": ["choices", "c"]}), True),
            (json!({"includes": ["choices", "b"]}), False),
            (json!({"count": ["choices", {"min": 2, "max": 2}]}), True),
            (json!({"count": ["choices", {"min": 3}]}), False),
            (json!({"count": ["rows", {"max": 1}]}), True),
            (json!({"length": ["text", {"min": 2, "max": 2}]}), True),
            (json!({"length": ["text", {"max": 1}]}), False),
            (json!({"length": ["end", {"max": 1}]}), Unknown),
            (json!({"same_as": ["text", "same"]}), True),
            (json!({"same_as": ["text", "choice"]}), False),
            (json!({"same_as": ["text", "end"]}), Unknown),
        ],
    );
    check(
        &json!({"text": "e\u{301}👨\u{200D}👩", "same": "é"}),
        &[
            (json!({"length": ["text", {"min": 2, "max": 2}]}), True),
            (json!({"includes": ["choices", "a"]}), Unknown),
            (json!({"count": ["choices", {"max": 3}]}), Unknown),
            (json!({"count": ["rows", {"min": 0}]}), Unknown),
        ],
    );
}

#[test]
fn combines_known_and_unknown_values() {
    let (yes, no, unknown) =
        (json!({"answered": "text"}), json!({"answered": "same"}), json!({"is": ["end", "x"]}));
    check(
        &json!({"text": "x"}),
        &[
            (json!({"all": []}), True),
            (json!({"any": []}), False),
            (json!({"all": [yes, yes]}), True),
            (json!({"all": [yes, no]}), False),
            (json!({"any": [no, yes]}), True),
            (json!({"any": [no, no]}), False),
            (json!({"all": [unknown, yes]}), Unknown),
            (json!({"any": [unknown, no]}), Unknown),
            // A decisive value determines the result.
            (json!({"all": [unknown, no]}), False),
            (json!({"any": [unknown, yes]}), True),
        ],
    );
    // A condition has two values: an unknown comparison is false, and its negation true.
    assert_eq!(evaluate(&json!({"all": [yes, {"not": unknown}]}), &json!({"text": "x"})), (true, false));
    assert_eq!(evaluate(&json!({"not": {"any": [no, unknown]}}), &json!({"text": "x"})), (true, false));
}

#[test]
fn answers_in_a_row_take_precedence() {
    let answers = json!({
        "text": "x", "choice": "a", "choices": ["a"],
        "rows": [{"n": "x", "tag": "a", "tags": ["a", "b"]}, {"n": "yy", "tag": "b", "tags": ["c"]}, {"n": "z"}],
    });
    for (condition, broken) in [
        (json!({"is": ["tag", "a"]}), vec![1]),
        (json!({"same_as": ["n", "text"]}), vec![1, 2]),
        (json!({"length": ["n", {"max": 1}]}), vec![1]),
        (json!({"includes": ["tags", "a"]}), vec![1]),
        (json!({"includes": ["tags", "c"]}), vec![0]),
        (json!({"includes": ["tag", "a"]}), vec![]),
        (json!({"count": ["tags", {"min": 2}]}), vec![1]),
        (json!({"count": ["tags", {"max": 1}]}), vec![0]),
        (json!({"answered": "tag"}), vec![2]),
        (json!({"answered": "text"}), vec![]),
        (json!({"answered": "other"}), vec![0, 1, 2]),
        (json!({"is": ["choice", "a"]}), vec![]),
        (json!({"is": ["choice", "b"]}), vec![0, 1, 2]),
        (json!({"includes": ["choices", "a"]}), vec![]),
        (json!({"includes": ["choices", "b"]}), vec![0, 1, 2]),
        (json!({"count": ["choices", {"min": 1, "max": 1}]}), vec![]),
        (json!({"count": ["choices", {"min": 2}]}), vec![0, 1, 2]),
        (json!({"is": ["@today", "2026-11-21"]}), vec![]),
        (json!({"is": ["@mode", "kiosk"]}), vec![]),
        (json!({"is": ["@mode", "web"]}), vec![0, 1, 2]),
        (json!({"is": ["@channel", "outreach"]}), vec![]),
        (json!({"is": ["@channel", "web"]}), vec![0, 1, 2]),
    ] {
        assert_eq!(broken_rows(&condition, &answers), broken, "{condition}");
    }
}

#[test]
fn modes_have_names() {
    for mode in [Mode::Web, Mode::Assisted, Mode::Kiosk] {
        assert_eq!(Mode::from_name(mode.as_str()), Some(mode));
    }
    assert_eq!(Mode::from_name("counter"), None);
}
