//! Conditions, rules, stops and numbers of entries in the schema.

use crate::support::random::Random;
use crate::{EVERY_KIND, compare, filed, files, problems, put};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Returns the values to try for each part of a submission; `null` removes it.
fn choices() -> Vec<(String, Vec<Value>)> {
    let choices = json!({
        "/answers/a": ["x", "y", "z", null],
        "/answers/b": [null, ["p"], ["q"], ["r"], ["p", "q"], ["q", "r"]],
        "/answers/c": [null, "yes", "no"],
        "/answers/d": [null, "甲乙", "甲"],
        "/answers/e": [null, "m", "n", "o"],
        "/answers/g": [
            null, [{"n": "甲"}], [{"n": "甲", "k": "u"}], [{"n": "甲", "k": "v"}], [{"n": "乙"}, {"n": "甲", "k": "v"}],
            [{"n": "乙"}, {"n": "丙", "k": "v"}], [{"k": "u"}], [], [{}], [{"n": "乙"}, {"n": "乙"}, {"n": "乙"}],
            [{"n": "乙", "x": "乙"}],
        ],
        "/answers/t": [null, "甲"],
        "/answers/two_or_three": [null, ["p"], ["p", "q"], ["p", "q", "r"], ["p", "q", "r", "s"], ["p", "p"]],
        "/answers/two_rows": [null, [{"n": "甲"}], [{"n": "甲"}, {"n": "乙"}]],
        "/answers/text": [null, "甲", "alone"],
        "/answers/date": [null, "2026-12-05"],
        "/answers/date_time": [null, "2026-12-06T08:00:00+08:00", "2026-12-04T08:00:00+08:00"],
        "/answers/after_date": [null, "yes"],
        "/attachments": [
            null, [], files(&["f"]), files(&["f", "f"]), files(&["s"]), files(&["f", "f", "f"]), files(&["s", "s"]),
            files(&["f", "s"]), files(&["two_files"]), files(&["two_files", "two_files"]),
            files(&["f", "two_files", "two_files"]),
        ],
        "/channel": ["web", "kiosk", "outreach", "counter", null],
        "/staff": [null, {"id": "測試員01"}, {"id": ""}],
        "/notices": [filed(&json!({}))["notices"], [], null],
    });
    let choices = choices.as_object().unwrap().iter();
    choices.map(|(pointer, values)| (pointer.clone(), values.as_array().unwrap().clone())).collect()
}

/// Random walk over valid submissions by single changes. Every neighbour is compared, because a single fault
/// shows each difference.
#[test]
fn agrees_on_conditions() {
    let (form, schema) = &*EVERY_KIND;
    let mut random = Random::new(1);
    let mut current = filed(&json!({"a": "y"}));
    assert!(compare(form, schema, &current, "the first"));
    let mut seen = BTreeSet::new();
    for _ in 0..120 {
        let mut next = Vec::new();
        for (pointer, values) in choices() {
            for value in values {
                let mut neighbour = current.clone();
                put(&mut neighbour, &pointer, &value);
                let text = neighbour.to_string();
                if seen.insert(text.clone()) && compare(form, schema, &neighbour, &text) {
                    next.push(neighbour);
                }
            }
        }
        // Some changes are valid only together with others. Several changes at once avoid dead ends.
        let choices = choices();
        for _ in 0..60 {
            let mut neighbour = current.clone();
            for _ in 0..2 + random.below(2) {
                let (pointer, values) = random.pick(&choices);
                put(&mut neighbour, pointer, random.pick(values));
            }
            if problems(form, &neighbour.to_string()).is_empty() {
                next.push(neighbour);
            }
        }
        current = random.pick(&next).clone();
    }
    assert!(seen.len() > 3000, "{}", seen.len());
}
