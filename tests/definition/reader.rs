//! Errors of the reader: unknown members, missing members, and wrong types.

use crate::edited;
use guitai::form::Form;
use serde_json::{Value, json};

const ORIGIN: &str = "/steps/0/questions/0";
const NAME: &str = "/steps/0/questions/1";

/// A pointer and its new value; the place of the error, and a part of its description.
pub type Case = (String, Value, String, &'static str);

/// Returns all cases that the reader refuses.
pub fn cases() -> Vec<Case> {
    [wrong_types(), wrong_questions(), wrong_conditions(), unknown_members(), missing_members()].concat()
}

/// Creates a case: the member `name` of `parent` gets a value, which is refused at `below`.
fn case(parent: &str, name: &str, value: Value, below: &str, what: &'static str) -> Case {
    (format!("{parent}/{name}"), value, format!("{parent}/{name}{below}"), what)
}

fn wrong_types() -> Vec<Case> {
    vec![
        case("", "languages", json!("zh-Hant"), "", "must be a list"),
        case("", "languages", json!(["zh-Hant", 1]), "/1", "must be a string"),
        case("", "id", json!(5), "", "must be a string"),
        case("", "title", json!("狗"), "", "one text per language"),
        case("", "title", json!({}), "", "one text per language"),
        case("", "title", json!({"zh-Hant": ["狗"], "en": "Dog"}), "/zh-Hant", "must be a string"),
        case("", "steps", json!({}), "", "must be a list"),
        case("/steps", "0", json!([]), "", "must be an object"),
        case("/rules/0", "code", json!("wrong"), "", "not a problem code"),
        case("/rules/2/remedy", "carry", json!({"into": "story"}), "/from", "is missing"),
        case("/notes/0", "at", json!("name"), "", "must be a list"),
        case("", "replies", json!(true), "", "one member"),
        case("", "replies", json!("never"), "", "one member"),
    ]
}

fn wrong_questions() -> Vec<Case> {
    let inner = "/steps/1/questions/2/questions/0";
    vec![
        case(ORIGIN, "kind", json!("radio"), "", "not a kind"),
        case(ORIGIN, "kind", json!(1), "", "not a kind"),
        case(ORIGIN, "options", json!({"bought": "Bought"}), "", "must be a list"),
        case(ORIGIN, "errors", json!({"missing": {"en": "x"}}), "/missing", "not a problem code"),
        case(ORIGIN, "errors", json!({"required": "x"}), "/required", "one text per language"),
        case(ORIGIN, "errors", json!("required"), "", "must be an object"),
        case(NAME, "min", json!(-1), "", "whole number"),
        case(NAME, "min", json!(1.5), "", "whole number"),
        case(NAME, "max", json!("20"), "", "whole number"),
        case(NAME, "optional", json!("yes"), "", "true or false"),
        case(NAME, "questions", json!([]), "", "only a group"),
        (format!("{NAME}/kind"), json!("group"), format!("{NAME}/questions"), "is missing"),
        (format!("{inner}/kind"), json!("group"), format!("{inner}/questions"), "no group in a group"),
    ]
}

fn wrong_conditions() -> Vec<Case> {
    let conditions = [
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
        (json!({"within": ["born", {"from": "seen", "to": "seen"}]}), "/within/1/to", "not allowed here"),
        (json!({"within": ["born", {"until": "seen"}]}), "/within/1/from", "is missing"),
        (json!({"at_least_days": ["born", "@today"]}), "/at_least_days", "a list of three"),
        (json!({"at_least_days": ["born", "@today", -1]}), "/at_least_days/2", "whole number"),
        (json!({"count": ["habits", 2]}), "/count/1", "must be an object"),
        (json!({"count": ["habits", {"least": 2}]}), "/count/1/least", "not allowed here"),
    ];
    conditions.into_iter().map(|(value, below, what)| case("/notes/0", "when", value, below, what)).collect()
}

fn unknown_members() -> Vec<Case> {
    let parents = [
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
    ];
    let names = ["colour", "__proto__", "When"];
    let unknown = |parent| names.map(|name| case(parent, name, json!("x"), "", "not allowed here"));
    parents.into_iter().flat_map(unknown).collect()
}

fn missing_members() -> Vec<Case> {
    let needed = [
        ("", "id version languages title notices steps"),
        ("/law", "title amended"),
        ("/notices/0", "id version title text label"),
        ("/steps/0", "id title questions"),
        (ORIGIN, "id kind label"),
        ("/steps/0/questions/0/options/0", "value label"),
        ("/steps/1/questions/0/options/1/refused", "code message"),
        ("/rules/2", "id require at code message"),
        ("/rules/2/remedy", "label replace carry"),
        ("/stops/0", "id when at title text"),
        ("/notes/0", "id at text"),
    ];
    let missing = |(parent, names): (&'static str, &'static str)| {
        names.split(' ').map(move |name| case(parent, name, Value::Null, "", "is missing"))
    };
    needed.into_iter().flat_map(missing).collect()
}

#[test]
fn errors_have_a_place() {
    for (pointer, value, place, what) in cases() {
        let definition = edited(&[(&pointer, value.clone())]);
        let Err(error) = Form::read(&definition.to_string()) else {
            panic!("{pointer} = {value} is accepted")
        };
        assert_eq!(error.place, place, "{pointer} = {value}: {error}");
        assert!(error.what.contains(what), "{pointer} = {value}: {error}");
    }
}

#[test]
fn refuses_null_everywhere() {
    let text = crate::valid().to_string();
    let definition: Value = serde_json::from_str(&text).unwrap();
    let mut pointers = Vec::new();
    collect(&definition, String::new(), &mut pointers);
    assert!(pointers.len() > 150);
    for pointer in pointers.into_iter().filter(|pointer| pointer != "/$schema") {
        let mut broken = definition.clone();
        *broken.pointer_mut(&pointer).unwrap() = Value::Null;
        let error = Form::read(&broken.to_string()).map(|_| ()).expect_err(&pointer);
        let named = error.place.as_str();
        // The error may be at an enclosing value or a member.
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
fn refuses_deep_nesting() {
    let mut condition = json!({"answered": "name"});
    for _ in 0..80 {
        condition = json!({"not": condition});
    }
    let error = Form::read(&edited(&[("/notes/0/when", condition)]).to_string()).unwrap_err();
    assert!(error.what.contains("less depth"), "{error}");
    assert_eq!(error.to_string(), ["/: ", error.what.as_str()].concat());
    for text in ["", "null", "[]", "\"dog\"", "{}", "{\"id\"", "\u{FEFF}{}"] {
        assert!(Form::read(text).is_err(), "{text}");
    }
}
