//! The golden submissions of `exemption`, and its form.

use guitai::config::Config;
use guitai::form::{Form, builtin};
use serde_json::Value;
use std::sync::LazyLock;

/// The form, as a portal without a config has it.
pub static FORM: LazyLock<Form> =
    LazyLock::new(|| Config::default().apply(Form::read(builtin("exemption").unwrap()).unwrap()));

/// A problem: pointer, code, citation.
pub type Told = (String, String, Option<String>);

/// A golden submission.
pub struct Case {
    pub name: String,
    pub submission: Value,
    /// Sorted; a problem that is told twice stands twice.
    pub expect: Vec<Told>,
}

impl Case {
    pub fn is_valid(&self) -> bool {
        self.expect.is_empty()
    }
}

/// Every case; the first is the base as it stands.
pub fn cases() -> Vec<Case> {
    let cases: Vec<Value> = serde_json::from_str(include_str!("../forms/exemption/cases.json")).unwrap();
    let read = |case: &Value| {
        let expect = case["expect"].as_array().unwrap().iter().map(|problem| {
            let text = |name: &str| problem[name].as_str().map(str::to_owned);
            (text("pointer").unwrap(), text("code").unwrap(), text("cite"))
        });
        let name = case["name"].as_str().unwrap().to_owned();
        let mut expect: Vec<Told> = expect.collect();
        expect.sort();
        Case { name, submission: changed(case), expect }
    };
    cases.iter().map(read).collect()
}

/// The base after the changes of a case.
pub fn changed(case: &Value) -> Value {
    let mut submission: Value = serde_json::from_str(include_str!("../forms/exemption/base.json")).unwrap();
    let answers = submission["answers"].as_object_mut().unwrap();
    for id in case["unset"].as_array().into_iter().flatten() {
        assert!(answers.remove(id.as_str().unwrap()).is_some(), "{}: {id} is not set", case["name"]);
    }
    for (id, value) in members(&case["set"]) {
        answers.insert(id.clone(), value.clone());
    }
    if let Some(attachments) = case.get("attachments") {
        submission["attachments"] = attachments.clone();
    }
    for (name, value) in members(&case["envelope"]) {
        submission[name] = value.clone();
    }
    submission
}

fn members(object: &Value) -> impl Iterator<Item = (&String, &Value)> {
    object.as_object().into_iter().flatten()
}
