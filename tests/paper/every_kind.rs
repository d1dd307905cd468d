//! The space for an answer of each kind.

use crate::{all, print, texts};
use guitai::form::{Form, Kind};
use scraper::Html;
use serde_json::json;

fn form(kind: &str) -> Form {
    let mut question = json!({"id": "q", "kind": kind, "label": {"zh-Hant": "題目"}});
    if matches!(kind, "choice" | "choices") {
        question["options"] =
            json!([{"value": "x", "label": {"zh-Hant": "甲"}}, {"value": "y", "label": {"zh-Hant": "乙"}}]);
    }
    if kind == "group" {
        question["questions"] = json!([{"id": "n", "kind": "text", "label": {"zh-Hant": "名稱"}}]);
        question["max"] = json!(2);
    }
    let form = json!({
        "id": "kinds", "version": "1.0.0", "languages": ["zh-Hant"], "title": {"zh-Hant": "表"}, "notices": [],
        "steps": [{"id": "s", "title": {"zh-Hant": "步"}, "questions": [question]}],
    });
    Form::read(&form.to_string()).unwrap()
}

#[test]
fn each_kind_has_a_space_for_its_answer_on_an_empty_form() {
    for (kind, selector, count) in [
        ("text", ".line", 1),
        ("long_text", ".line", 5),
        ("name", ".line", 1),
        ("national_id", ".cells span", 10),
        ("ubn", ".cells span", 8),
        ("mobile", ".line", 1),
        ("phone", ".line", 1),
        ("email", ".line", 1),
        ("date", ".entry .short", 3),
        ("date_time", ".entry .short", 5),
        ("address", ".entry .short", 3),
        ("choice", ".options .box", 2),
        ("choices", ".options .box", 2),
        ("yes_no", ".options .box", 2),
        ("files", ".entry .enclosed .box", 1),
        ("signature", ".sign-here", 1),
        ("group", ".rows tbody tr", 2),
    ] {
        let page = Html::parse_document(&print(&form(kind), "zh-Hant", None, None));
        assert_eq!(all(&page, selector).len(), count, "{kind}");
    }
    assert_eq!(Kind::NAMES.len(), 17, "each kind has a row above");
}

#[test]
fn dates_have_a_space_for_the_roc_year() {
    let page = Html::parse_document(&print(&form("date"), "zh-Hant", None, None));
    assert_eq!(texts(&page, ".entry .blanks"), ["民國年月日"]);
}

#[test]
fn documents_to_enclose_are_listed_at_the_end() {
    let page = Html::parse_document(&print(&form("files"), "zh-Hant", None, None));
    assert_eq!(texts(&page, ".whole li"), ["☐1.1 題目"]);
}
