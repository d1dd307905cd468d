//! Comparison of the JSON parser with `serde_json`: both accept a text with the same value, or both refuse
//! it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "support/random.rs"]
mod random;

use guitai::json::{Error, Json};
use proptest::prelude::*;
use random::Random;
use serde_json::Value;
use std::collections::BTreeMap;

/// Result of parsing a text with both, including the accepted differences. Any other difference fails the
/// test.
#[derive(Debug, PartialEq)]
enum Outcome {
    Accepted,
    Refused,
    /// More than 64 levels deep. `serde_json` accepts 127.
    TooDeep,
    /// A number that exceeds the range of a float. Ours keeps its text.
    OutOfRange,
}

fn compare(text: &str) -> Outcome {
    let (ours, theirs) = (Json::read(text), serde_json::from_str::<Value>(text));
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => {
            assert!(is_same(&ours, &theirs), "{text}\n{ours:?}\n{theirs:?}");
            Outcome::Accepted
        }
        (Err(ours), Err(_)) => {
            assert!(ours.at <= text.len() && text.is_char_boundary(ours.at), "{text} {ours}");
            Outcome::Refused
        }
        (Err(ours), Ok(_)) if ours.expected == "less depth" => Outcome::TooDeep,
        (Ok(_), Err(theirs)) if theirs.to_string().contains("number out of range") => Outcome::OutOfRange,
        (ours, theirs) => panic!("{text}\n{ours:?}\n{theirs:?}"),
    }
}

fn is_same(ours: &Json, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Json::Null, Value::Null) => true,
        (Json::Bool(one), Value::Bool(two)) => one == two,
        (Json::String(one), Value::String(two)) => one == two,
        (Json::Number(text), Value::Number(number)) => is_same_number(text, number),
        (Json::Array(one), Value::Array(two)) => {
            one.len() == two.len() && one.iter().zip(two).all(|(one, two)| is_same(one, two))
        }
        (Json::Object(members), Value::Object(map)) => {
            let last: BTreeMap<&String, &Json> = members.iter().map(|(name, value)| (name, value)).collect();
            last.len() == map.len()
                && last.into_iter().all(|(name, value)| {
                    ours.get(name) == Some(value) && map.get(name).is_some_and(|other| is_same(value, other))
                })
        }
        _ => false,
    }
}

fn is_same_number(text: &str, number: &serde_json::Number) -> bool {
    if let Some(whole) = number.as_u64() {
        return text.parse() == Ok(whole);
    }
    if let Some(whole) = number.as_i64() {
        return text.parse() == Ok(whole);
    }
    let (one, two): (f64, f64) = (text.parse().unwrap(), number.as_f64().unwrap());
    (one - two).abs() <= one.abs() * 1e-15
}

/// Compares texts that are separated by spaces.
fn check(texts: &str, expected: &Outcome) {
    for text in texts.split(' ') {
        assert_eq!(compare(text), *expected, "{text}");
    }
}

#[test]
fn reads_literals_and_numbers() {
    check("null true false", &Outcome::Accepted);
    check("nul nulll True TRUE NaN Infinity -Infinity undefined a 'a' // /**/1 1//", &Outcome::Refused);
    check("0 -0 12 -1.5 1e3 1E+3 1e-3 0.0 0e0 9007199254740993 1e308 -1e-400", &Outcome::Accepted);
    check("18446744073709551615 18446744073709551616 -9223372036854775809", &Outcome::Accepted);
    check("+1 01 00 -01 - 1. .5 1e 1e+ 1.e1 --1 0x10 1_000 -a 1,2 １", &Outcome::Refused);
    check("1e400 -1e999 [1e309]", &Outcome::OutOfRange);
}

#[test]
fn reads_strings() {
    check(
        r#""" "甲" "𠀀" "\u7532" "\ud842\udfb7" "\uD842\uDFB7" "\"\\\/\b\f\n\r\t" "\u0000""#,
        &Outcome::Accepted,
    );
    check(r#"" "\ "\" "\x" "\u12" "\u12g4" "\u+123" "\U0041" "\'" "a"b" "a""b""#, &Outcome::Refused);
    check(
        r#""\ud800" "\udc00" "\ud800\u0041" "\ud800x" "\ud800\n" "\ud800\ud800" "\udc00\ud800""#,
        &Outcome::Refused,
    );
    for control in ['\0', '\n', '\t', '\u{1f}'] {
        check(&format!("\"{control}\" \"a{control}b\""), &Outcome::Refused);
    }
    check("\"\u{7f}\u{85}\u{a0}\u{2028}\u{FEFF}\"", &Outcome::Accepted);
    check(&format!("\"{}\"", "甲".repeat(350_000)), &Outcome::Accepted);
}

#[test]
fn reads_lists_and_objects() {
    check(r#"[] [1,[2]] {} {"a":1,"b":[{}]} {"":0} {"a":1,"a":2} {"__proto__":{"a":1}}"#, &Outcome::Accepted);
    check("[ ] [1 [1, [1,] [,1] [1} [} [1]] [1][2] [1;2]", &Outcome::Refused);
    check(
        r#"{ } {"a" {"a": {"a":1 {"a":1,} {"a"1} {"a":} {,} {a:1} {1:1} {'a':1} {"a":1] {"a":1"b":2}"#,
        &Outcome::Refused,
    );
    for text in [" \t\r\n1 \n", "[ ]", "{ }", "[ 1 , 2 ]", "{ \"a\" : 1 }"] {
        assert_eq!(compare(text), Outcome::Accepted, "{text}");
    }
    for text in ["", " ", "1 2", "[1 2]", "{\"a\":1 \"b\":2}", "1\u{a0}", "\u{FEFF}1", "\u{b}1", "1\0"] {
        assert_eq!(compare(text), Outcome::Refused, "{text}");
    }
    let lists = |levels: usize| ["[".repeat(levels), "]".repeat(levels)].concat();
    let objects = |levels: usize| ["{\"a\":".repeat(levels), "1".to_owned(), "}".repeat(levels)].concat();
    for (text, expected) in [
        (lists(65), Outcome::Accepted),
        (lists(66), Outcome::TooDeep),
        (objects(64), Outcome::Accepted),
        (objects(65), Outcome::TooDeep),
        (lists(100_000), Outcome::Refused),
        ("[".repeat(100_000), Outcome::Refused),
    ] {
        assert_eq!(compare(&text), expected, "{} bytes", text.len());
    }
}

#[test]
fn errors_have_a_position() {
    for (text, at, expected) in [
        ("", 0, "a value"),
        ("{\"a\":1,}", 7, "a member's name"),
        ("{\"a\" 1}", 5, "a colon"),
        ("{\"a\":1;}", 6, "a comma or }"),
        ("[\"甲\";]", 6, "a comma or ]"),
        ("[1] 2", 4, "the end of the document"),
        ("\"甲\n\"", 4, "the end of the string"),
        ("\"\\q\"", 2, "an escape"),
        ("1.x", 2, "a digit"),
    ] {
        assert_eq!(Json::read(text), Err(Error { at, expected }), "{text}");
    }
    assert_eq!(Json::read("[1,").unwrap_err().to_string(), "not JSON at byte 3: expected a value");
}

#[test]
fn accesses_members_and_values() {
    let json =
        Json::read(r#"{"a":"x","n":12,"m":-1,"f":1.0,"t":true,"l":[1],"o":{"b":null},"a":"y"}"#).unwrap();
    assert_eq!(json.get("a").and_then(Json::text), Some("y"), "the last of two members wins");
    assert_eq!(json.get("n").and_then(Json::integer), Some(12));
    assert_eq!(json.get("m").and_then(Json::integer), None);
    assert_eq!(json.get("f").and_then(Json::integer), None);
    assert_eq!(json.get("t").and_then(Json::boolean), Some(true));
    assert_eq!(json.get("l").and_then(Json::entries).map(<[Json]>::len), Some(1));
    assert_eq!(json.get("o").and_then(|inner| inner.get("b")), Some(&Json::Null));
    for (name, value) in json.members() {
        assert_eq!(value.text().is_some(), name == "a");
        assert_eq!(value.members().is_empty(), name != "o");
        assert_eq!(value.get("x"), None);
    }
}

/// Returns documents of this project, and the values in them.
fn documents() -> (Vec<String>, Vec<String>) {
    let documents = [
        include_str!("../www/forms/exemption.json"),
        include_str!("../www/schema/form-definition.json"),
        include_str!("../examples/sample-county/config.json"),
        include_str!("../www/data/units.json"),
        include_str!("forms/exemption/base.json"),
        include_str!("forms/exemption/cases.json"),
        include_str!("forms/exemption/notes.json"),
    ];
    let mut pieces = Vec::new();
    for text in documents {
        collect_values(&serde_json::from_str(text).unwrap(), &mut pieces);
    }
    (documents.map(str::to_owned).into(), pieces)
}

fn collect_values(value: &Value, pieces: &mut Vec<String>) {
    let text = if pieces.len().is_multiple_of(2) { value.to_string() } else { format!("{value:#}") };
    if (20..600).contains(&text.len()) {
        pieces.push(text);
    }
    match value {
        Value::Array(entries) => entries.iter().for_each(|entry| collect_values(entry, pieces)),
        Value::Object(members) => members.values().for_each(|member| collect_values(member, pieces)),
        _ => {}
    }
}

/// Characters with a meaning in JSON, and others.
const CHARACTERS: [char; 34] = [
    '{', '}', '[', ']', '"', '\\', ',', ':', '0', '1', '9', '-', '+', '.', 'e', 'E', 'u', 'd', 'n', 't', 'f',
    'a', '/', ' ', '\n', '\t', '\r', '\0', '\u{1f}', '\u{7f}', '甲', '𠀀', '\u{FEFF}', '\'',
];

/// Inserts, removes, replaces or repeats characters, or truncates the text, one to three times.
fn mutate(text: &str, random: &mut Random) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for _ in 0..=random.below(3) {
        let at = random.below(characters.len() + 1);
        match random.below(6) {
            0 => characters.truncate(at),
            1 => characters.insert(at, *random.pick(&CHARACTERS)),
            2 if at < characters.len() => drop(characters.remove(at)),
            3 => drop(characters.drain(..at.min(3))),
            4 => {
                let end = (at + random.below(8)).min(characters.len());
                let copy = characters[at..end].to_vec();
                characters.splice(at..at, copy);
            }
            _ if at < characters.len() => characters[at] = *random.pick(&CHARACTERS),
            _ => {}
        }
    }
    characters.into_iter().collect()
}

#[test]
fn agrees_on_broken_documents() {
    let (whole, pieces) = documents();
    let mut random = Random::new(7);
    let mut accepted = 0;
    for round in 0..20_000 {
        let text = if round % 400 == 0 { random.pick(&whole) } else { random.pick(&pieces) };
        accepted += usize::from(compare(&mutate(text, &mut random)) == Outcome::Accepted);
    }
    assert!((2_000..18_000).contains(&accepted), "{accepted} of 20,000 are still JSON");
}

#[test]
fn writes_what_it_read() {
    let (whole, pieces) = documents();
    for text in whole.iter().chain(&pieces) {
        let json = Json::read(text).unwrap();
        assert_eq!(Json::read(&json.write()).as_ref(), Ok(&json));
        assert!(is_same(&json, &serde_json::from_str(&json.write()).unwrap()));
    }
}

/// Generates values as this project writes them. Its numbers are whole.
fn trees() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        any::<i64>().prop_map(|whole| Json::Number(whole.to_string())),
        any::<String>().prop_map(Json::String),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Json::Array),
            prop::collection::vec((any::<String>(), inner), 0..6).prop_map(Json::Object),
        ]
    })
}

proptest! {
    #[test]
    fn reads_what_it_wrote(tree in trees()) {
        let text = tree.write();
        prop_assert_eq!(Json::read(&text), Ok(tree));
        prop_assert_eq!(compare(&text), Outcome::Accepted);
    }

    #[test]
    fn never_panics(text in any::<String>(), like_json in "[\\[\\]{}\",:0-9eE+.\\\\u ntfa-]{0,40}") {
        compare(&text);
        compare(&like_json);
    }
}
