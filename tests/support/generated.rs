//! Thousands of submissions, generated from the golden ones by random edits. The generator is deterministic.

use super::random::Random;
use super::workflows::{WORKFLOWS, Workflow};
use guitai::form::Kind;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Texts that are difficult to count, trim, compare or copy.
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

/// Returns values whose type may differ from that of the question.
fn odd_values() -> [Value; 9] {
    [
        json!(null),
        json!(true),
        json!(5),
        json!(-1),
        json!([]),
        json!({}),
        json!(["other"]),
        json!([{"name": "王小明"}, {}]),
        json!({"county": "花蓮縣"}),
    ]
}

/// A submission generated from a golden one.
pub struct Generated {
    pub workflow: &'static Workflow,
    /// Name of the golden submission, and a number.
    pub name: String,
    /// As JSON.
    pub text: String,
}

/// Generates `count` submissions of each workflow. At least 30 % are valid.
pub fn generated(count: usize) -> Vec<Generated> {
    WORKFLOWS.iter().flat_map(|workflow| generated_of(workflow, count)).collect()
}

fn generated_of(workflow: &'static Workflow, count: usize) -> Vec<Generated> {
    let pool = Pool::new(workflow);
    let mut random = Random::new(20_261_121);
    let submissions = (0..count).map(|at| {
        let (name, submission) =
            if at % 2 == 0 { pool.valid_edit(&mut random) } else { pool.any_edit(&mut random) };
        let name = format!("{name}, edited (number {at})");
        Generated { workflow: pool.workflow, name, text: submission.to_string() }
    });
    submissions.collect()
}

/// Values for edits of a workflow's submissions.
struct Pool {
    workflow: &'static Workflow,
    /// Answers to each question in all cases.
    values: BTreeMap<&'static str, Vec<&'static Value>>,
    /// Answers of independent kinds in valid cases.
    independent: BTreeMap<&'static str, Vec<&'static Value>>,
}

/// Kinds whose answers can be exchanged in a valid submission, because conditions depend only on their
/// presence.
const INDEPENDENT: [Kind; 7] =
    [Kind::Text, Kind::LongText, Kind::Name, Kind::NationalId, Kind::Ubn, Kind::Mobile, Kind::Phone];

impl Pool {
    fn new(workflow: &'static Workflow) -> Self {
        let mut pool = Self { workflow, values: BTreeMap::new(), independent: BTreeMap::new() };
        for case in &workflow.cases {
            for (id, value) in case.submission["answers"].as_object().into_iter().flatten() {
                pool.values.entry(id).or_default().push(value);
                let question = workflow.form.question(id);
                if case.is_valid() && question.is_some_and(|question| INDEPENDENT.contains(&question.kind)) {
                    pool.independent.entry(id).or_default().push(value);
                }
            }
        }
        pool
    }

    /// Returns a valid submission with some independent answers exchanged.
    fn valid_edit(&self, random: &mut Random) -> (&'static str, Value) {
        let case = *random.pick(&self.workflow.valid().collect::<Vec<_>>());
        let mut submission = case.submission.clone();
        for (id, values) in &self.independent {
            if submission["answers"].get(id).is_some() && random.below(4) == 0 {
                submission["answers"][id] = (*random.pick(values)).clone();
            }
        }
        if random.below(4) == 0 {
            submission["locale"] = json!(*random.pick(&["en", "zh-Hant", "zh-TW", "ami"]));
        }
        (&case.name, submission)
    }

    /// Returns any submission after a few edits that may make it invalid.
    fn any_edit(&self, random: &mut Random) -> (&'static str, Value) {
        let case = random.pick(&self.workflow.cases);
        let mut submission = case.submission.clone();
        for _ in 0..=random.below(4) {
            if submission["answers"].is_object() {
                self.edit(&mut submission, random);
            }
        }
        (&case.name, submission)
    }

    fn edit(&self, submission: &mut Value, random: &mut Random) {
        let given: Vec<String> = submission["answers"].as_object().unwrap().keys().cloned().collect();
        let (id, values) = *random.pick(&self.values.iter().collect::<Vec<_>>());
        let answers = submission["answers"].as_object_mut().unwrap();
        let mut set = |value: Value| drop(answers.insert((*id).to_owned(), value));
        match random.below(12) {
            0 | 1 if !given.is_empty() => drop(answers.remove(random.pick(&given))),
            2..=4 => set((*random.pick(values)).clone()),
            5 => set(json!(*random.pick(&TEXTS))),
            6 => set(random.pick(&odd_values()).clone()),
            7 => set(json!(random.pick(&TEXTS).repeat(random.below(2100)))),
            8 if !given.is_empty() => insert_text(&mut answers[random.pick(&given)], random),
            9 => submission["attachments"] = self.any(random)["attachments"].clone(),
            10 => {
                let name =
                    *random.pick(&["channel", "staff", "locale", "filed_at", "notices", "law", "config"]);
                if let Some(value) = self.any(random).get(name) {
                    submission[name] = value.clone();
                }
            }
            _ => drop(answers.insert(
                (*random.pick(&["extra.pet", "__proto__", "mandate", "a/b~c"])).to_owned(),
                json!("x"),
            )),
        }
    }

    /// Returns a random golden submission of the workflow.
    fn any(&self, random: &mut Random) -> &Value {
        &random.pick(&self.workflow.cases).submission
    }
}

/// Inserts a text at a random position of a string, or of a string inside an array or object.
fn insert_text(value: &mut Value, random: &mut Random) {
    match value {
        Value::String(text) => {
            let characters: Vec<char> = text.chars().collect();
            let (head, tail) = characters.split_at(random.below(characters.len() + 1));
            let inserted: Vec<char> = random.pick(&TEXTS).chars().collect();
            *text = [head, &inserted, tail].concat().into_iter().collect();
        }
        Value::Array(list) if !list.is_empty() => {
            let at = random.below(list.len());
            insert_text(&mut list[at], random);
        }
        Value::Object(members) if !members.is_empty() => {
            let at = random.below(members.len());
            members.values_mut().nth(at).into_iter().for_each(|member| insert_text(member, random));
        }
        _ => {}
    }
}
