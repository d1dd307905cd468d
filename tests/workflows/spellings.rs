//! Non-canonical spellings of answers, which parsers accept but submissions must not contain.

use crate::edits::{edited, workflows};
use crate::problems;
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[test]
fn refuses_other_spellings() {
    for (definition, cases) in workflows() {
        let mut tried = BTreeSet::new();
        for case in cases {
            for given in definition.given(&case.submission) {
                if !tried.insert((given.pointer.clone(), given.value.to_string())) {
                    continue;
                }
                for spelling in other_spellings(given.question["kind"].as_str().unwrap(), &given.value) {
                    let other = edited(&case.submission, &given.pointer, Some(spelling.clone()));
                    let pointer = format!("#{}", given.pointer);
                    let refused = problems(&other).into_iter().any(|(at, code, _)| {
                        at.starts_with(&pointer) && ["bad_format", "not_offered"].contains(&code.as_str())
                    });
                    assert!(refused, "{} with {pointer} {spelling}: {:?}", case.name, problems(&other));
                }
            }
        }
    }
}

fn other_spellings(kind: &str, value: &Value) -> Vec<Value> {
    match (kind, value) {
        // The answers in its rows are tested separately.
        ("group", _) => Vec::new(),
        (_, Value::String(text)) => {
            let spellings = other_texts(kind, text).into_iter();
            spellings.filter(|spelling| spelling != text).map(|spelling| json!(spelling)).collect()
        }
        (_, Value::Array(list)) => vec![json!([list.as_slice(), &list[..1]].concat())],
        (_, address) => {
            let county = address["county"].as_str().unwrap();
            let mut other = address.clone();
            other["county"] = json!(format!("{county} "));
            vec![other]
        }
    }
}

fn other_texts(kind: &str, text: &str) -> Vec<String> {
    let wide: String = text
        .chars()
        .map(|c| char::from_u32(u32::from(c) + 0xFEE0).filter(|_| c.is_ascii_graphic()).unwrap_or(c))
        .collect();
    let roc = || {
        let year: i32 = text[..4].parse().unwrap();
        format!("{}{}", year - 1911, &text[4..])
    };
    let mut spellings = vec![format!(" {text}"), format!("{text}\u{200B}"), format!("{text}\n")];
    match kind {
        "date" => spellings.extend([
            wide,
            roc(),
            text.replace('-', "/"),
            text.replace('-', ""),
            format!("{text}T00:00:00+08:00"),
        ]),
        "date_time" => spellings.extend([
            wide,
            roc(),
            text.replace("+08:00", ""),
            text.replace("+08:00", "Z"),
            text.replace('T', " "),
            text.replace(":00+08:00", "+08:00"),
            text.replace(":00+", ":30+"),
        ]),
        "national_id" => {
            spellings.extend([wide, text.to_ascii_lowercase(), format!("{}-{}", &text[..1], &text[1..])]);
        }
        "mobile" | "phone" => {
            spellings.extend([wide, text.replace('-', ""), format!("{} {}", &text[..4], &text[4..])]);
        }
        "email" | "ubn" => spellings.push(wide),
        "choice" | "yes_no" => spellings.extend([wide, text.to_uppercase()]),
        _ => {}
    }
    spellings
}
