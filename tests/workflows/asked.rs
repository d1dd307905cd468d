//! Independent evaluator of a definition's JSON: which questions are asked, and which answers are required.

use guitai::form::builtin;
use serde_json::{Value, json};

/// The definition of a built-in workflow.
pub struct Definition(Value);

/// An answer in a submission, with its place and its question.
pub struct Given<'a> {
    /// JSON pointer, such as `/answers/co_petitioners/0/name`.
    pub pointer: String,
    pub question: &'a Value,
    pub value: Value,
    /// Pointer of the row that contains it, if any.
    pub row: Option<String>,
}

impl Definition {
    pub fn new(workflow: &str) -> Self {
        Self(serde_json::from_str(builtin(workflow).unwrap()).unwrap())
    }

    fn steps(&self) -> impl Iterator<Item = &Value> {
        self.0["steps"].as_array().unwrap().iter()
    }

    /// Iterates over all questions outside of groups, with their ids.
    pub fn questions(&self) -> impl Iterator<Item = (&Value, &str)> {
        let questions = self.steps().flat_map(|step| step["questions"].as_array().unwrap());
        questions.map(|question| (question, question["id"].as_str().unwrap()))
    }

    /// Returns all answers. Answers in the rows of a group precede the group.
    pub fn given<'a>(&'a self, submission: &Value) -> Vec<Given<'a>> {
        let mut given = Vec::new();
        for (question, id) in self.questions() {
            let Some(value) = submission["answers"].get(id) else { continue };
            let pointer = format!("/answers/{id}");
            for question in question["questions"].as_array().into_iter().flatten() {
                let id = question["id"].as_str().unwrap();
                for (at, answers) in value.as_array().unwrap().iter().enumerate() {
                    let Some(value) = answers.get(id).cloned() else { continue };
                    let row = format!("{pointer}/{at}");
                    given.push(Given { pointer: format!("{row}/{id}"), question, value, row: Some(row) });
                }
            }
            given.push(Given { pointer, question, value: value.clone(), row: None });
        }
        given
    }

    /// Returns whether a question is asked.
    pub fn is_asked(&self, id: &str, submission: &Value) -> bool {
        let has = |step: &&Value| step["questions"].as_array().unwrap().iter().any(|other| other["id"] == id);
        let question = self.questions().find(|(_, other)| *other == id).map(|(question, _)| question);
        let mut both = [self.steps().find(has), question].into_iter().map(|one| one.expect("a known id"));
        both.all(|one| one.get("when").is_none_or(|when| self.holds(when, submission)))
    }

    /// Returns whether an answer is required, by its question or by a rule with the code `required`.
    pub fn is_required(&self, id: &str, submission: &Value) -> bool {
        let (question, _) = self.questions().find(|(_, other)| *other == id).unwrap();
        let optional = question["optional"] == true;
        let by_itself = question.get("required_when").map_or(!optional, |when| self.holds(when, submission));
        let mut rules = self.0["rules"].as_array().into_iter().flatten();
        let by_rule = rules.any(|rule| {
            rule["code"] == "required"
                && rule["at"] == id
                && rule.get("when").is_none_or(|when| self.holds(when, submission))
                && self.truth(&rule["require"], submission, None) == Some(false)
        });
        self.is_asked(id, submission) && (by_itself || by_rule)
    }

    fn holds(&self, condition: &Value, submission: &Value) -> bool {
        self.truth(condition, submission, Some(false)) == Some(true)
    }

    /// Evaluates a condition. A comparison with a missing operand has the value `missing`.
    fn truth(&self, condition: &Value, submission: &Value, missing: Option<bool>) -> Option<bool> {
        let (name, body) = condition.as_object().unwrap().iter().next().unwrap();
        let combine = |decisive: bool| {
            let several = body.as_array().unwrap().iter();
            let values: Vec<_> = several.map(|one| self.truth(one, submission, missing)).collect();
            let unknown = if values.contains(&None) { None } else { Some(!decisive) };
            if values.contains(&Some(decisive)) { Some(decisive) } else { unknown }
        };
        let compare = |holds: &dyn Fn(&Value) -> bool| {
            let given = self.operand(body[0].as_str().expect("an id"), submission);
            given.map(|given| holds(&given)).or(missing)
        };
        match name.as_str() {
            "all" => combine(false),
            "any" => combine(true),
            "not" => self.truth(body, submission, missing).map(|holds| !holds),
            "answered" => Some(self.is_answered(body.as_str().unwrap(), submission)),
            "is" => compare(&|given| *given == body[1]),
            "in" => compare(&|given| body[1].as_array().unwrap().contains(given)),
            "includes" => compare(&|given| given.as_array().unwrap().contains(&body[1])),
            _ => panic!("unknown condition {name}"),
        }
    }

    fn operand(&self, id: &str, submission: &Value) -> Option<Value> {
        match id {
            "@channel" => Some(submission["channel"].clone()),
            "@mode" if submission.get("staff").is_some() => Some(json!("assisted")),
            "@mode" if submission["channel"] == "kiosk" => Some(json!("kiosk")),
            "@mode" => Some(json!("web")),
            id if self.is_asked(id, submission) => submission["answers"].get(id).cloned(),
            _ => None,
        }
    }

    fn is_answered(&self, id: &str, submission: &Value) -> bool {
        let mut files = submission["attachments"].as_array().into_iter().flatten();
        self.is_asked(id, submission)
            && (submission["answers"].get(id).is_some() || files.any(|file| file["answer"] == id))
    }
}
