//! Which golden cases try a part of a definition.

use crate::support::workflows::changes;
use serde_json::Value;

/// An entry of a golden file: name, the entry itself, the submission.
type Entry = (String, Value, Value);

/// The golden files of a workflow.
pub struct Golden {
    cases: Vec<Entry>,
    notes: Vec<Entry>,
}

impl Golden {
    pub fn of(workflow: &str) -> Self {
        Self { cases: changes(workflow, "cases.json"), notes: changes(workflow, "notes.json") }
    }

    /// The names of the entries that try a part: what it is, its name, the part itself.
    pub fn tried(&self, what: &str, id: &str, part: &Value) -> Vec<String> {
        let entries = if what == "note" { &self.notes } else { &self.cases };
        let trying = entries.iter().filter(|(_, entry, submission)| tries(entry, submission, what, id, part));
        trying.map(|(name, ..)| name.clone()).collect()
    }
}

/// Whether that answer was chosen, alone or among others.
fn chooses(submission: &Value, chosen: &str) -> bool {
    let (question, value) = chosen.split_once('=').unwrap();
    let answer = &submission["answers"][question];
    *answer == value || answer.as_array().is_some_and(|list| list.iter().any(|one| one == value))
}

fn tries(entry: &Value, submission: &Value, what: &str, id: &str, part: &Value) -> bool {
    let expected = || entry["expect"].as_array().unwrap().iter();
    let is_told = |question: &str, code: &Value| {
        let pointer = format!("#/answers/{question}");
        let mut told =
            expected().filter(|problem| problem["pointer"] == *pointer && problem["cite"] == part["cite"]);
        told.any(|problem| problem["code"] == *code)
    };
    let place = || part["at"].as_str().unwrap();
    match what {
        "note" => entry["shown"].as_array().is_some_and(|shown| shown.iter().any(|note| note == id)),
        "question" => {
            let files = submission["attachments"].as_array().into_iter().flatten();
            let is_answered = submission["answers"].get(id).is_some();
            expected().next().is_none() && (is_answered || files.into_iter().any(|file| file["answer"] == id))
        }
        "option" => chooses(submission, id),
        "refusal" => chooses(submission, id) && is_told(id.split('=').next().unwrap(), &part["code"]),
        "rule" => is_told(place(), &part["code"]),
        "stop" => is_told(place(), &"not_entitled".into()),
        _ => expected().any(|problem| problem["code"] == "notice_missing"),
    }
}
