//! What the reader refuses: members that the format does not have, are missing, or are of another type.

use crate::edited;
use guitai::form::Form;
use serde_json::{Value, json};

const ORIGIN: &str = "/steps/0/questions/0";
const NAME: &str = "/steps/0/questions/1";

/// An edit, the place that is named, and a part of what is said of it.
pub fn cases() -> Vec<(String, Value, String, &'static str)> {
    let at = |parent: &str, name: &str| format!("{parent}/{name}");
    let mut cases = vec![
        (at("", "languages"), json!("zh-Hant"), "/languages".to_owned(), "must be a list"),
        (at("", "languages"), json!(["zh-Hant", 1]), "/languages/1".to_owned(), "must be a string"),
        (at("", "id"), json!(5), "/id".to_owned(), "must be a string"),
        (at("", "title"), json!("狗"), "/title".to_owned(), "one text a language"),
        (at("", "title"), json!({}), "/title".to_owned(), "one text a language"),
        (
            at("", "title"),
            json!({"zh-Hant": ["狗"], "en": "Dog"}),
            "/title/zh-Hant".to_owned(),
            "must be a string",
        ),
        (at("", "steps"), json!({}), "/steps".to_owned(), "must be a list"),
        (at("/steps", "0"), json!([]), "/steps/0".to_owned(), "must be an object"),
        (at(ORIGIN, "kind"), json!("radio"), at(ORIGIN, "kind"), "not a kind"),
        (at(ORIGIN, "kind"), json!(1), at(ORIGIN, "kind"), "not a kind"),
        (at(ORIGIN, "options"), json!({"bought": "Bought"}), at(ORIGIN, "options"), "must be a list"),
        (
            at(ORIGIN, "errors"),
            json!({"missing": {"en": "x"}}),
            at(ORIGIN, "errors/missing"),
            "not a problem code",
        ),
        (
            at(ORIGIN, "errors"),
            json!({"required": "x"}),
            at(ORIGIN, "errors/required"),
            "one text a language",
        ),
        (at(ORIGIN, "errors"), json!("required"), at(ORIGIN, "errors"), "must be an object"),
        (at(NAME, "min"), json!(-1), at(NAME, "min"), "whole number"),
        (at(NAME, "min"), json!(1.5), at(NAME, "min"), "whole number"),
        (at(NAME, "max"), json!("20"), at(NAME, "max"), "whole number"),
        (at(NAME, "optional"), json!("yes"), at(NAME, "optional"), "true or false"),
        (at(NAME, "questions"), json!([]), at(NAME, "questions"), "only a group"),
        (at(NAME, "kind"), json!("group"), at(NAME, "questions"), "is missing"),
        (
            at("/steps/1/questions/2/questions/0", "kind"),
            json!("group"),
            "/steps/1/questions/2/questions/0/questions".to_owned(),
            "no group in a group",
        ),
        (at("/rules/0", "code"), json!("wrong"), "/rules/0/code".to_owned(), "not a problem code"),
        (
            at("/rules/2/remedy", "carry"),
            json!({"into": "story"}),
            "/rules/2/remedy/carry/from".to_owned(),
            "is missing",
        ),
        (at("/notes/0", "at"), json!("name"), "/notes/0/at".to_owned(), "must be a list"),
    ];
    for (condition, place, what) in [
        (json!({}), "", "one member"),
        (json!({"answered": "origin", "is": ["origin", "found"]}), "", "one member"),
        (json!([]), "", "one member"),
        (json!({"equals": ["origin", "found"]}), "/equals", "not a condition"),
        (json!({"answered": ["origin"]}), "/answered", "must be a string"),
        (json!({"is": ["origin"]}), "/is", "a list of two"),
        (json!({"is": ["origin", 1]}), "/is/1", "must be a string"),
        (json!({"is": [{"literal": "x", "day_of": "seen"}, "x"]}), "/is/0", "one member"),
        (json!({"is": ["@now", "x"]}), "/is/0", "not an operand"),
        (json!({"is": [{"earliest": ["seen"]}, "x"]}), "/is/0/earliest", "not an operand"),
        (json!({"in": ["origin", "found"]}), "/in/1", "must be a list"),
        (json!({"all": {"answered": "origin"}}), "/all", "must be a list"),
        (
            json!({"all": [{"any": [{"not": {"before": ["seen"]}}]}]}),
            "/all/0/any/0/not/before",
            "a list of two",
        ),
        (json!({"within": ["born", {"from": "seen", "to": "seen"}]}), "/within/1/to", "not known here"),
        (json!({"within": ["born", {"until": "seen"}]}), "/within/1/from", "is missing"),
        (json!({"at_least_days": ["born", "@today"]}), "/at_least_days", "a list of three"),
        (json!({"at_least_days": ["born", "@today", -1]}), "/at_least_days/2", "whole number"),
        (json!({"count": ["habits", 2]}), "/count/1", "must be an object"),
        (json!({"count": ["habits", {"least": 2}]}), "/count/1/least", "not known here"),
    ] {
        cases.push(("/notes/0/when".to_owned(), condition, format!("/notes/0/when{place}"), what));
    }
    for parent in [
        "",
        "/law",
        "/notices/0",
        "/steps/0",
        ORIGIN,
        "/steps/0/questions/0/options/0",
        "/steps/1/questions/0/options/1/refused",
        "/rules/0",
        "/rules/2/remedy",
        "/rules/2/remedy/replace",
        "/rules/2/remedy/carry",
        "/stops/0",
        "/notes/0",
    ] {
        for name in ["colour", "__proto__", "When"] {
            cases.push((at(parent, name), json!("x"), at(parent, name), "not known here"));
        }
    }
    for (parent, names) in [
        ("", vec!["id", "version", "languages", "title", "notices", "steps"]),
        ("/law", vec!["title", "amended"]),
        ("/notices/0", vec!["id", "version", "title", "text", "label"]),
        ("/steps/0", vec!["id", "title", "questions"]),
        (ORIGIN, vec!["id", "kind", "label"]),
        ("/steps/0/questions/0/options/0", vec!["value", "label"]),
        ("/steps/1/questions/0/options/1/refused", vec!["code", "message"]),
        ("/rules/2", vec!["id", "require", "at", "code", "message"]),
        ("/rules/2/remedy", vec!["label", "replace", "carry"]),
        ("/stops/0", vec!["id", "when", "at", "title", "text"]),
        ("/notes/0", vec!["id", "at", "text"]),
    ] {
        for name in names {
            cases.push((at(parent, name), Value::Null, at(parent, name), "is missing"));
        }
    }
    cases
}

#[test]
fn names_the_place_of_what_it_refuses() {
    for (pointer, value, place, what) in cases() {
        let definition = edited(&[(&pointer, value.clone())]);
        let Err(error) = Form::read(&definition.to_string()) else { panic!("{pointer} = {value} is taken") };
        assert_eq!(error.place, place, "{pointer} = {value}: {error}");
        assert!(error.what.contains(what), "{pointer} = {value}: {error}");
    }
}

#[test]
fn refuses_null_wherever_something_may_stand() {
    let text = crate::sound().to_string();
    let definition: Value = serde_json::from_str(&text).unwrap();
    let mut pointers = Vec::new();
    collect(&definition, String::new(), &mut pointers);
    assert!(pointers.len() > 150);
    for pointer in pointers.into_iter().filter(|pointer| pointer != "/$schema") {
        let mut broken = definition.clone();
        *broken.pointer_mut(&pointer).unwrap() = Value::Null;
        let error = Form::read(&broken.to_string()).map(|_| ()).expect_err(&pointer);
        let named = error.place.as_str();
        // A choice of two kinds may be judged as a whole.
        assert!(pointer.starts_with(named) || named.starts_with(&pointer), "{pointer}: {error}");
    }
}

fn collect(value: &Value, pointer: String, pointers: &mut Vec<String>) {
    match value {
        Value::Array(entries) => {
            entries
                .iter()
                .enumerate()
                .for_each(|(at, entry)| collect(entry, format!("{pointer}/{at}"), pointers));
        }
        Value::Object(members) => {
            members.iter().for_each(|(name, member)| collect(member, format!("{pointer}/{name}"), pointers));
        }
        _ => {}
    }
    pointers.push(pointer);
}

#[test]
fn refuses_what_is_too_deep() {
    let mut condition = json!({"answered": "name"});
    for _ in 0..80 {
        condition = json!({"not": condition});
    }
    let error = Form::read(&edited(&[("/notes/0/when", condition)]).to_string()).unwrap_err();
    assert!(error.what.contains("less depth"), "{error}");
    for text in ["", "null", "[]", "\"dog\"", "{}", "{\"id\"", "\u{FEFF}{}"] {
        assert!(Form::read(text).is_err(), "{text}");
    }
}
