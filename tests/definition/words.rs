//! Texts of the built-in forms: unique messages, and the same placeholders in each language.

use guitai::draft::Draft;
use guitai::form::{BUILTIN, Form, builtin};
use guitai::json::Json;
use guitai::place::Place;
use guitai::text::{Words, placeholders};
use guitai::validate::{Channel, Circumstances, Mode, assess};
use serde_json::json;
use std::collections::BTreeMap;

/// Returns whether a text describes a problem, by its key.
fn is_message(key: &str) -> bool {
    let parts: Vec<&str> = key.split('.').collect();
    match (parts.first(), parts.last()) {
        (Some(&"rules"), Some(&"message")) | (Some(&"stops"), Some(&"title")) | (_, Some(&"refused")) => true,
        _ => parts.contains(&"errors"),
    }
}

#[test]
fn messages_are_unique() {
    let mut count = 0;
    for name in BUILTIN {
        let mut form = Form::read(builtin(name).unwrap()).unwrap();
        let mut keys_by_text: BTreeMap<(String, String), String> = BTreeMap::new();
        form.visit_texts(&mut |key, text| {
            let [zh, en] = ["zh-Hant", "en"].map(|tag| text.in_language(tag).to_owned());
            assert_eq!(placeholders(&zh), placeholders(&en), "{name}: {key}");
            if text.is_empty() || !is_message(key) {
                return;
            }
            count += 1;
            for (tag, words) in [("zh-Hant", zh), ("en", en)] {
                if let Some(other) = keys_by_text.insert((tag.to_owned(), words.clone()), key.to_owned()) {
                    panic!("{name}: {key} and {other} are both {words:?}");
                }
            }
        });
    }
    assert!(count > 50, "only {count} messages");
}

/// The names of questions stand in sentences such as 「請填寫「{label}」」, so they are not sentences or questions.
#[test]
fn names_of_questions_fit_into_sentences() {
    let sentence = ["。", "，", "；", "：", "？", "、", "！", ".", "?", ":"];
    let verbs = ["請", "填寫", "選擇", "附上", "上傳", "Enter", "Select", "Attach"];
    for name in BUILTIN {
        let form = Form::read(builtin(name).unwrap()).unwrap();
        let groups = form.questions().flat_map(|question| &question.questions);
        for question in form.questions().chain(groups) {
            for tag in ["zh-Hant", "en"] {
                let words = question.name().in_language(tag);
                assert!(!sentence.iter().any(|mark| words.ends_with(mark)), "{name}: {words:?}");
                assert!(!verbs.iter().any(|verb| words.starts_with(verb)), "{name}: {words:?}");
            }
        }
    }
}

#[test]
fn refused_options_have_their_own_message_also_in_a_row() {
    let message = |text: &str| json!({"en": text});
    let tag = |id: &str, text: &str| {
        let refused = json!({"code": "not_qualifying", "message": message(text)});
        let never = json!({"is": [id, "b"]});
        json!({"id": id, "kind": "choice", "label": message(id), "options": [
            {"value": "a", "label": message("a"), "when": never, "refused": refused},
            {"value": "b", "label": message("b")},
        ]})
    };
    let group = json!({"id": "rows", "kind": "group", "label": message("rows"), "questions": [tag("inner", "not in a row")]});
    let definition = json!({
        "id": "x", "version": "1", "languages": ["en"], "title": message("x"), "notices": [],
        "steps": [{"id": "one", "title": message("x"), "questions": [tag("outer", "not at the top"), group]}],
    });
    let form = Form::read(&definition.to_string()).unwrap();
    let entries = json!({"outer": "a", "rows.0.inner": "b", "rows.1.inner": "a"});
    let draft = Draft::from_json(&Json::read(&entries.to_string()).unwrap());
    let today = "2026-11-21".parse().unwrap();
    let assessment = assess(&form, &draft, Circumstances { today, mode: Mode::Web, channel: Channel::Web });
    let words = Words::at(&guitai::config::Config::default(), "en");
    let described: Vec<(Place, String)> = assessment
        .problems
        .iter()
        .map(|located| (located.place.clone(), words.describe(Some(&form), located)))
        .collect();
    let expected = [
        (Place::answer("outer"), "not at the top".to_owned()),
        (Place::in_row("rows", 1, "inner"), "not in a row".to_owned()),
    ];
    assert_eq!(described, expected);
}
