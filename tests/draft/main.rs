//! Drafts: stored unchanged, converted from answers, and validated.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod validated;

use guitai::control::{part_name, row_name};
use guitai::draft::Draft;
use guitai::form::{Form, builtin};
use guitai::json::Json;
use serde_json::{Value, json};
use std::sync::LazyLock;

static FORM: LazyLock<Form> = LazyLock::new(|| Form::read(builtin("exemption").unwrap()).unwrap());

/// A form with every kind of question.
static EVERY_KIND: LazyLock<Form> =
    LazyLock::new(|| Form::read(include_str!("../support/every_kind.json")).unwrap());

fn draft(entries: &Value) -> Draft {
    Draft::from_json(&Json::read(&entries.to_string()).unwrap())
}

fn entries(draft: &Draft) -> Value {
    serde_json::from_str(&draft.to_json().write()).unwrap()
}

/// Converts answers to a draft. Returns its entries, and the pointers of the problems.
fn from_answers(answers: &Value) -> (Value, Vec<String>) {
    let (draft, problems) = Draft::from_answers(&EVERY_KIND, &Json::read(&answers.to_string()).unwrap());
    let mut pointers: Vec<String> = problems.into_iter().map(|problem| problem.place.pointer()).collect();
    pointers.sort();
    (entries(&draft), pointers)
}

#[test]
fn keeps_texts_unchanged() {
    let megabyte = "測".repeat(350_000);
    for text in [
        "",
        " ",
        "王小明",
        "a\u{0}b",
        "\u{202E}x",
        "e\u{301}",
        "👨\u{200D}👩",
        "一\r\n二\t",
        "\\\"'<b>",
        &megabyte,
    ] {
        for name in ["name", "__proto__", "constructor", "", "a.b.c", "名"] {
            let mut own = Draft::default();
            own.set_text(name, text);
            assert_eq!(own.text(name), text);
            assert_eq!(own.list(name), [""; 0]);
            assert!(!own.is_empty());
            assert_eq!(Draft::from_json(&Json::read(&own.to_json().write()).unwrap()), own, "{name}");
        }
    }
}

#[test]
fn ignores_members_of_other_types() {
    let odd = json!({
        "text": "x", "list": ["a", "b"], "none": [], "number": 5, "null": null, "yes": true, "object": {"a": "b"},
        "mixed": ["a", 5], "nested": [["a"]], "__proto__": {"text": "y"},
    });
    assert_eq!(entries(&draft(&odd)), json!({"text": "x", "list": ["a", "b"], "none": []}));
    for other in [json!(null), json!([]), json!("x"), json!(5)] {
        assert!(draft(&other).is_empty(), "{other}");
    }
}

#[test]
fn entries_are_texts_or_lists() {
    let mut own = draft(&json!({"grounds": ["illness"], "name": "王"}));
    assert_eq!((own.list("grounds"), own.text("grounds")), (["illness".to_owned()].as_slice(), ""));
    own.set_text("grounds", "x");
    assert_eq!((own.list("grounds"), own.text("grounds")), ([].as_slice(), "x"));
    own.fill_from(draft(&json!({"name": "李", "mobile": "0912345678", "grounds": ["exam"]})));
    assert_eq!(
        entries(&own),
        json!({"grounds": "x", "name": "王", "mobile": "0912345678"}),
        "nothing is overwritten"
    );
}

#[test]
fn counts_and_removes_rows() {
    assert_eq!(row_name("g", 2, "n"), "g.2.n");
    assert_eq!(part_name("g.2.n", "year"), "g.2.n.year");
    for (given, rows) in [
        (json!({}), 0),
        (json!({"g": "x", "g.n": "x", "g.x.n": "x", "gg.0.n": "x", "g.-1.n": "x", "g.0": "x"}), 0),
        (json!({"g.0.n": ""}), 1),
        (json!({"g.2.n": "x", "g.0.n": "x"}), 3),
        (json!({"g.999.n": "x"}), 1000),
        (json!({"g.1000.n": "x", "g.4294967296.n": "x", "g.99999999999999999999999.n": "x"}), 0),
    ] {
        assert_eq!(draft(&given).rows("g"), rows, "{given}");
    }
    let given = json!({"g.0.n": "a", "g.1.n": "b", "g.1.k": ["c"], "g.1.d.year": "1", "g.2.n": "d", "h.1.n": "e", "g": "f"});
    for (row, left) in [
        (0, json!({"g.0.n": "b", "g.0.k": ["c"], "g.0.d.year": "1", "g.1.n": "d", "h.1.n": "e", "g": "f"})),
        (1, json!({"g.0.n": "a", "g.1.n": "d", "h.1.n": "e", "g": "f"})),
        (2, json!({"g.0.n": "a", "g.1.n": "b", "g.1.k": ["c"], "g.1.d.year": "1", "h.1.n": "e", "g": "f"})),
        (3, given.clone()),
    ] {
        let mut own = draft(&given);
        own.remove_row("g", row);
        assert_eq!(entries(&own), left, "{row}");
    }
}

#[test]
fn converts_answers_to_controls() {
    for (answers, expected) in [
        (json!({"text": "x", "a": "y", "c": "yes"}), json!({"text": "x", "a": "y", "c": "yes"})),
        (json!({"b": ["p", "q"]}), json!({"b": ["p", "q"]})),
        (json!({"date": "2026-12-05"}), json!({"date.year": "115", "date.month": "12", "date.day": "5"})),
        (json!({"date": "1908-02-29"}), json!({"date.year": "民國前4", "date.month": "2", "date.day": "29"})),
        (json!({"date": "115/12/5"}), json!({"date.year": "115/12/5"})),
        (json!({"date": "someday"}), json!({"date.year": "someday"})),
        (
            json!({"date_time": "2026-12-05T08:05:00+08:00"}),
            json!({"date_time.year": "115", "date_time.month": "12", "date_time.day": "5", "date_time.time": "08:05"}),
        ),
        (json!({"date_time": "2026-12-05"}), json!({"date_time.year": "2026-12-05"})),
        (
            json!({"address": {"county": "花蓮縣", "street": "中山路1號"}}),
            json!({"address.county": "花蓮縣", "address.street": "中山路1號"}),
        ),
        (
            json!({"g": [{"n": "甲", "k": "u"}, {"n": "乙"}]}),
            json!({"g.0.n": "甲", "g.0.k": "u", "g.1.n": "乙"}),
        ),
        (json!({"g": []}), json!({})),
        // An empty row exists, and its required questions are unanswered.
        (json!({"g": [{}]}), json!({"g.0.n": ""})),
    ] {
        assert_eq!(from_answers(&answers), (expected, vec![]), "{answers}");
    }
}

#[test]
fn reports_answers_that_cannot_be_converted() {
    for (answers, pointers) in [
        (
            json!({"cat": "x", "__proto__": "y", "a/b~c": "z"}),
            vec!["#/answers/__proto__", "#/answers/a~1b~0c", "#/answers/cat"],
        ),
        (json!({"text": 5}), vec!["#/answers/text"]),
        (json!({"text": ["x"]}), vec!["#/answers/text"]),
        (json!({"text": null}), vec!["#/answers/text"]),
        (json!({"c": true}), vec!["#/answers/c"]),
        (json!({"b": "p"}), vec!["#/answers/b"]),
        (json!({"b": ["p", 5]}), vec!["#/answers/b"]),
        (json!({"date": 20_261_205}), vec!["#/answers/date"]),
        (json!({"address": "花蓮縣"}), vec!["#/answers/address"]),
        (json!({"address": {}}), vec!["#/answers/address"]),
        (json!({"address": {"county": "花蓮縣", "pla/net": "Earth"}}), vec!["#/answers/address/pla~1net"]),
        (
            json!({"address": {"county": 5, "postal_code": 970}}),
            vec!["#/answers/address/county", "#/answers/address/postal_code"],
        ),
        (json!({"address": ["花蓮縣"]}), vec!["#/answers/address"]),
        (json!({"g": {"n": "甲"}}), vec!["#/answers/g"]),
        (json!({"g": [{"x": "甲"}]}), vec!["#/answers/g/0/x"]),
        (json!({"g": [{"n": "甲"}, {"n": 5, "a/b": 1}]}), vec!["#/answers/g/1/a~1b", "#/answers/g/1/n"]),
        (json!({"g": [null, {"n": "甲"}, "x"]}), vec!["#/answers/g/0", "#/answers/g/2"]),
        (json!({"f": "a.pdf", "s": "x"}), vec!["#/answers/f", "#/answers/s"]),
        (json!([]), vec![]),
        (json!("x"), vec![]),
    ] {
        assert_eq!(from_answers(&answers).1, pointers, "{answers}");
    }
}
