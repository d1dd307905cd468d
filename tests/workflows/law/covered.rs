//! Golden cases that cover a part of a definition.

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

    /// Returns the names of the entries that cover a part, given its type, its id and its JSON.
    pub fn covering(&self, what: &str, id: &str, part: &Value) -> Vec<String> {
        let entries = if what == "note" { &self.notes } else { &self.cases };
        let entries =
            entries.iter().filter(|(_, entry, submission)| covers(entry, submission, what, id, part));
        entries.map(|(name, ..)| name.clone()).collect()
    }
}

/// Returns whether a submission chooses `<question>=<value>`, alone or among others.
fn chooses(submission: &Value, chosen: &str) -> bool {
    let (question, value) = chosen.split_once('=').unwrap();
    let answer = &submission["answers"][question];
    *answer == value || answer.as_array().is_some_and(|list| list.iter().any(|one| one == value))
}

fn covers(entry: &Value, submission: &Value, what: &str, id: &str, part: &Value) -> bool {
    let expected = || entry["expect"].as_array().unwrap().iter();
    let has_problem = |question: &str, code: &Value| {
        let pointer = format!("#/answers/{question}");
        let mut problems =
            expected().filter(|problem| problem["pointer"] == *pointer && problem["cite"] == part["cite"]);
        problems.any(|problem| problem["code"] == *code)
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
        "refusal" => chooses(submission, id) && has_problem(id.split('=').next().unwrap(), &part["code"]),
        "rule" => has_problem(place(), &part["code"]),
        "stop" => has_problem(place(), &"not_entitled".into()),
        _ => expected().any(|problem| problem["code"] == "notice_missing"),
    }
}
