//! Texts of the built-in forms: unique messages, and the same placeholders in each language.

use guitai::form::{BUILTIN, Form, builtin};
use guitai::text::placeholders;
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

#[test]
fn finds_messages_by_key() {
    let mut count = 0;
    for name in BUILTIN {
        let form = Form::read(builtin(name).unwrap()).unwrap();
        for rule in &form.rules {
            assert_eq!(form.message(&format!("rules.{}.message", rule.id)), Some(&rule.message), "{name}");
        }
        for question in form.questions() {
            for choice in &question.options {
                let key = format!("options.{}.{}.refused", question.id, choice.value);
                let own = choice.refused.as_ref().map(|refused| &refused.message);
                assert_eq!(form.message(&key), own, "{name}: {key}");
                count += own.iter().count();
            }
        }
        assert_eq!(form.message("rules.none.message"), None);
    }
    assert!(count >= 10, "only {count} refused options");
}
