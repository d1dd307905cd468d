//! The built-in workflows with the config of the demo portal, and their golden submissions in `tests/forms`.

use guitai::config::Config;
use guitai::form::{BUILTIN, Form, builtin};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The workflows, in the order of `BUILTIN`.
pub static WORKFLOWS: LazyLock<Vec<Workflow>> = LazyLock::new(|| {
    let config = Config::read(include_str!("../../examples/sample-county/config.json")).unwrap();
    let read = |name: &&str| {
        let form = Form::read(builtin(name).unwrap()).unwrap_or_else(|error| panic!("{name}: {error}"));
        Workflow { form: config.apply(form), cases: cases(name) }
    };
    BUILTIN.iter().map(read).collect()
});

/// A workflow and its golden submissions.
pub struct Workflow {
    pub form: Form,
    /// The first case is the unchanged base.
    pub cases: Vec<Case>,
}

/// A golden submission.
pub struct Case {
    /// Names of the workflow and the case.
    pub name: String,
    pub submission: Value,
    /// Expected problems, sorted, with duplicates.
    pub expect: Vec<ExpectedProblem>,
}

/// A problem: pointer, code, citation.
pub type ExpectedProblem = (String, String, Option<String>);

impl Workflow {
    /// Iterates over the valid cases.
    pub fn valid(&self) -> impl Iterator<Item = &Case> {
        self.cases.iter().filter(|case| case.is_valid())
    }
}

impl Case {
    pub fn is_valid(&self) -> bool {
        self.expect.is_empty()
    }
}

fn cases(workflow: &str) -> Vec<Case> {
    let read = |(name, case, submission): (String, Value, Value)| {
        let problems = case["expect"].as_array().unwrap_or_else(|| panic!("{name}: `expect` is missing"));
        let expected = problems.iter().map(|problem| {
            let text = |name: &str| problem[name].as_str().map(str::to_owned);
            (text("pointer").unwrap(), text("code").unwrap(), text("cite"))
        });
        let mut expect: Vec<ExpectedProblem> = expected.collect();
        expect.sort();
        Case { name, submission, expect }
    };
    changes(workflow, "cases.json").into_iter().map(read).collect()
}

/// Reads a file of changes to a workflow's base. Returns the name of each entry, the entry, and the changed
/// base.
pub fn changes(workflow: &str, file: &str) -> Vec<(String, Value, Value)> {
    let folder = folder().join(workflow);
    let base = read(&folder.join("base.json"));
    let Value::Array(cases) = read(&folder.join(file)) else { panic!("{workflow}: {file} is not a list") };
    let change = |case: Value| {
        let name = format!("{workflow}: {}", case["name"].as_str().unwrap());
        let submission = changed(&base, &case, &name);
        (name, case, submission)
    };
    cases.into_iter().map(change).collect()
}

/// Returns the folder that contains a folder for each workflow.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms")
}

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn changed(base: &Value, case: &Value, name: &str) -> Value {
    let mut submission = base.clone();
    let answers = submission["answers"].as_object_mut().unwrap();
    for id in case["unset"].as_array().into_iter().flatten() {
        assert!(answers.remove(id.as_str().unwrap()).is_some(), "{name}: {id} is not set");
    }
    for (id, value) in members(&case["set"]) {
        answers.insert(id.clone(), value.clone());
    }
    if let Some(attachments) = case.get("attachments") {
        submission["attachments"] = attachments.clone();
    }
    for (member, value) in members(&case["envelope"]) {
        submission[member] = value.clone();
    }
    submission
}

fn members(object: &Value) -> impl Iterator<Item = (&String, &Value)> {
    object.as_object().into_iter().flatten()
}
