//! Conditions in words.

use crate::workflows::WORKFLOWS;
use crate::{all, print, text, texts};
use guitai::form::{Form, builtin};
use scraper::{Html, Selector};
use serde_json::{Value, json};

/// A form with a question for each condition.
fn form(conditions: &[Value]) -> Form {
    let option = |value: &str| json!({"value": value, "label": {"en": value}});
    let options = ["x", "y", "z"].map(option);
    let asked = conditions.iter().enumerate().map(|(at, condition)| {
        json!({"id": format!("q{at}"), "kind": "text", "label": {"en": "Q"}, "when": condition})
    });
    let first = [
        json!({"id": "a", "kind": "choice", "label": {"en": "A"}, "options": options}),
        json!({"id": "b", "kind": "choices", "label": {"en": "B"}, "options": options}),
        json!({"id": "c", "kind": "yes_no", "label": {"en": "C"}, "optional": true}),
        json!({"id": "d", "kind": "date", "label": {"en": "D"}}),
    ];
    let form = json!({
        "id": "conditions", "version": "1.0.0", "languages": ["en"], "title": {"en": "Conditions"}, "notices": [],
        "steps": [{"id": "s", "title": {"en": "S"}, "questions": first.into_iter().chain(asked).collect::<Vec<_>>()}],
    });
    Form::read(&form.to_string()).unwrap()
}

#[test]
fn simple_conditions_are_described_in_words() {
    let is = |id: &str, value: &str| json!({"is": [id, value]});
    let general = "(Only if your answers above call for it)";
    for (condition, expect) in [
        (is("a", "x"), "(Only if you chose ‘x’ in 1.1)"),
        (json!({"in": ["a", ["x", "y"]]}), "(Only if you chose ‘x’ or ‘y’ in 1.1)"),
        (json!({"includes": ["b", "y"]}), "(Only if you chose ‘y’ in 1.2)"),
        (is("c", "yes"), "(Only if you chose ‘Yes’ in 1.3)"),
        // Question A is required, so one of its options is always chosen.
        (json!({"not": is("a", "x")}), "(Only if you chose ‘y’ or ‘z’ in 1.1)"),
        (json!({"not": {"in": ["a", ["x", "y"]]}}), "(Only if you chose ‘z’ in 1.1)"),
        (json!({"not": {"includes": ["b", "x"]}}), "(Only if you did not choose ‘x’ in 1.2)"),
        (json!({"not": is("c", "yes")}), "(Only if you did not choose ‘Yes’ in 1.3)"),
        (json!({"not": {"not": is("a", "x")}}), "(Only if you chose ‘x’ in 1.1)"),
        (json!({"answered": "d"}), "(Only if you answered 1.4)"),
        (json!({"not": {"answered": "d"}}), "(Only if you left 1.4 empty)"),
        (json!({"is": ["@mode", "assisted"]}), "(Only if staff fill in the form for you)"),
        (
            json!({"all": [is("a", "x"), is("c", "no")]}),
            "(Only if you chose ‘x’ in 1.1, and you chose ‘No’ in 1.3)",
        ),
        (
            json!({"any": [is("a", "x"), is("c", "no")]}),
            "(Only if you chose ‘x’ in 1.1; or you chose ‘No’ in 1.3)",
        ),
        (
            json!({"any": [{"all": [is("a", "x"), is("c", "no")]}, is("a", "y")]}),
            "(Only if you chose ‘x’ in 1.1, and you chose ‘No’ in 1.3; or you chose ‘y’ in 1.1)",
        ),
        (
            json!({"not": {"any": [is("a", "x"), is("c", "yes")]}}),
            "(Only if you chose ‘y’ or ‘z’ in 1.1, and you did not choose ‘Yes’ in 1.3)",
        ),
        // "A, and B; or C" would be ambiguous.
        (json!({"all": [{"any": [is("a", "x"), is("c", "no")]}, is("c", "no")]}), general),
        (json!({"is": ["@mode", "kiosk"]}), general),
        (json!({"is": ["@channel", "web"]}), general),
        (json!({"is": ["d", "2026-01-01"]}), general),
        (json!({"is": ["a", "none"]}), general),
        (json!({"before": ["d", "@today"]}), general),
        (json!({"all": [is("a", "x"), {"before": ["d", "@today"]}]}), general),
    ] {
        let page = Html::parse_document(&print(&form(std::slice::from_ref(&condition)), "en", None, None));
        assert_eq!(texts(&page, ".block > .condition"), [expect], "{condition}");
    }
}

#[test]
fn consecutive_questions_share_one_condition() {
    let [x, y] = ["x", "y"].map(|value| json!({"is": ["a", value]}));
    let page = Html::parse_document(&print(&form(&[x.clone(), x.clone(), y, x]), "en", None, None));
    let entries = all(&page, ".block").into_iter().map(|block| {
        block.select(&Selector::parse("h3 .number").unwrap()).map(text).collect::<Vec<_>>().join(" ")
    });
    assert_eq!(entries.collect::<Vec<_>>(), ["1.5 1.6", "1.7", "1.8"]);
}

#[test]
fn the_conditions_of_the_workflows_are_described_in_words() {
    let exemption = Form::read(builtin("exemption").unwrap()).unwrap();
    let page = Html::parse_document(&print(&exemption, "zh-Hant", None, None));
    let conditions = texts(&page, ".condition, h3 small");
    for expect in [
        "（第 2.1 題選「民防總隊」，才要填）",
        "（第 1.2 題選「代理人，幫被召集的人申請」或「法定代理人」，才要填）",
        "（由承辦人員代填，才要填）",
        "（可以選好幾項）",
        "（可不填）",
        "第 1.1 題選「後備軍人召集」：不要用這張表。",
    ] {
        assert!(conditions.iter().any(|condition| condition == expect), "{expect}: {conditions:?}");
    }
    // All conditions of questions of the built-in workflows are described.
    for workflow in WORKFLOWS.iter() {
        let html = print(&workflow.form, "zh-Hant", None, None);
        assert!(!html.contains("（看前面填的內容"), "{}", workflow.form.id);
    }
}
