//! Submissions by the thousand, made from the golden ones by random edits; the same on every run.

use super::cases::{Case, cases};
use super::random::Random;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Texts that lie in wait for whoever counts, trims, compares or copies them.
const TEXTS: [&str; 24] = [
    "",
    " ",
    "林",
    "e\u{301}",
    "👨‍👩‍👧",
    "🇹🇼🇹🇼",
    "𠀀𪛖",
    "﨑",
    "Ａ１２３",
    " 測試 ",
    "a\u{200B}b",
    "\u{202E}fdp.exe",
    "\u{0}",
    "一\r\n二",
    "一\n二",
    "一\t二",
    "__proto__",
    "<b>王</b>",
    "'; DROP TABLE --",
    "{{7*7}}",
    "yes",
    "2026-12-05",
    "0912345678",
    "\u{FEFF}",
];

/// Values of a type that may be another than the question's.
fn odd_values() -> [Value; 8] {
    [
        json!(null),
        json!(true),
        json!(5),
        json!(-1),
        json!([]),
        json!({}),
        json!(["illness"]),
        json!({"county": "花蓮縣"}),
    ]
}

/// So many submissions, as JSON. At least 30 in 100 are valid.
pub fn generated(count: usize) -> Vec<String> {
    let stock = Stock::new();
    let mut random = Random::new(20_261_121);
    let all = (0..count).map(|at| {
        let mut submission = if at % 2 == 0 { stock.gentle(&mut random) } else { stock.rough(&mut random) };
        if submission["id"].as_str().is_some_and(|id| id.len() == 36) {
            submission["id"] = json!(format!("01a1fbd4-f500-7000-8000-{at:012x}"));
        }
        submission.to_string()
    });
    all.collect()
}

struct Stock {
    cases: Vec<Case>,
    valid: Vec<usize>,
    /// What each question was ever answered with, in any case.
    values: BTreeMap<String, Vec<Value>>,
    /// Free texts and contacts, of valid cases only.
    harmless: BTreeMap<String, Vec<Value>>,
}

/// Questions on whose answers nothing else depends.
const HARMLESS: [&str; 12] = [
    "unit_name",
    "notice_number",
    "report_place",
    "post",
    "agent_name",
    "agent_phone",
    "name",
    "national_id",
    "mobile",
    "phone",
    "evidence_note",
    "call_up_kind",
];

impl Stock {
    fn new() -> Self {
        let cases = cases();
        let valid = (0..cases.len()).filter(|at| cases[*at].is_valid()).collect();
        let mut values: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        let mut harmless: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for case in &cases {
            for (id, value) in case.submission["answers"].as_object().into_iter().flatten() {
                values.entry(id.clone()).or_default().push(value.clone());
                if case.is_valid() && HARMLESS.contains(&id.as_str()) {
                    harmless.entry(id.clone()).or_default().push(value.clone());
                }
            }
        }
        Self { cases, valid, values, harmless }
    }

    /// A valid submission with other harmless answers.
    fn gentle(&self, random: &mut Random) -> Value {
        let mut submission = self.cases[*random.pick(&self.valid)].submission.clone();
        for _ in 0..random.below(5) {
            let (id, values) = random.pick(&self.harmless.iter().collect::<Vec<_>>()).to_owned();
            if submission["answers"].get(id).is_some() {
                submission["answers"][id] = random.pick(values).clone();
            }
        }
        if random.below(4) == 0 {
            submission["locale"] = json!(*random.pick(&["en", "zh-Hant", "zh-TW", "ami"]));
        }
        submission
    }

    /// Any submission after a few edits that may break it.
    fn rough(&self, random: &mut Random) -> Value {
        let mut submission = random.pick(&self.cases).submission.clone();
        for _ in 0..=random.below(4) {
            if submission["answers"].is_object() {
                self.edit(&mut submission, random);
            }
        }
        submission
    }

    fn edit(&self, submission: &mut Value, random: &mut Random) {
        let given: Vec<String> = submission["answers"].as_object().unwrap().keys().cloned().collect();
        let (id, values) = random.pick(&self.values.iter().collect::<Vec<_>>()).to_owned();
        let answers = submission["answers"].as_object_mut().unwrap();
        match random.below(12) {
            0 | 1 if !given.is_empty() => drop(answers.remove(random.pick(&given))),
            2..=4 => drop(answers.insert(id.clone(), random.pick(values).clone())),
            5 => drop(answers.insert(id.clone(), json!(*random.pick(&TEXTS)))),
            6 => drop(answers.insert(id.clone(), random.pick(&odd_values()).clone())),
            7 => drop(answers.insert(id.clone(), json!(random.pick(&TEXTS).repeat(random.below(2100))))),
            8 if given.contains(id) => mangle(&mut answers[id], random),
            9 => submission["attachments"] = random.pick(&self.cases).submission["attachments"].clone(),
            10 => {
                let other = &random.pick(&self.cases).submission;
                let name =
                    *random.pick(&["channel", "staff", "locale", "filed_at", "notices", "law", "config"]);
                if let Some(value) = other.get(name) {
                    submission[name] = value.clone();
                }
            }
            _ => drop(answers.insert(
                (*random.pick(&["extra.pet", "__proto__", "mandate", "a/b~c"])).to_owned(),
                json!("x"),
            )),
        }
    }
}

/// Puts a text into the midst of another, at a character's boundary.
fn mangle(value: &mut Value, random: &mut Random) {
    if let Some(text) = value.as_str() {
        let characters: Vec<char> = text.chars().collect();
        let (head, tail) = characters.split_at(random.below(characters.len() + 1));
        let inserted: String =
            head.iter().chain(&random.pick(&TEXTS).chars().collect::<Vec<_>>()).chain(tail).collect();
        *value = json!(inserted);
    }
}
