//! Posted submissions: their problems, and limits of time and memory.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod addresses;
mod floods;
mod optional;
mod work;

use guitai::config::Config;
use guitai::form::{BUILTIN, Form, builtin};
use guitai::receive::{Verdict, receive};
use serde_json::{Value, json};
use std::sync::LazyLock;

/// The forms with the config of the demo portal.
static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let read = |name: &str| CONFIG.apply(Form::read(builtin(name).unwrap()).unwrap());
    BUILTIN.into_iter().map(read).collect()
});

static CONFIG: LazyLock<Config> =
    LazyLock::new(|| Config::read(include_str!("../../examples/sample-county/config.json")).unwrap());

fn verdict(text: &str) -> Verdict {
    verdict_by(&FORMS, text)
}

fn verdict_by(forms: &[Form], text: &str) -> Verdict {
    receive(&|name| forms.iter().find(|form| form.id == name), &CONFIG, text, None).unwrap()
}

/// Returns the valid submission of a workflow with some answers replaced or added.
fn with_answers(workflow: &str, answers: &Value) -> Value {
    let mut submission = base(workflow);
    for (id, value) in answers.as_object().unwrap() {
        submission["answers"][id] = value.clone();
    }
    submission
}

fn base(workflow: &str) -> Value {
    let text = match workflow {
        "exemption" => include_str!("../forms/exemption/base.json"),
        "change-report" => include_str!("../forms/change-report/base.json"),
        "cause-ended" => include_str!("../forms/cause-ended/base.json"),
        "petition" => include_str!("../forms/petition/base.json"),
        _ => include_str!("../forms/survey/base.json"),
    };
    serde_json::from_str(text).unwrap()
}

/// Returns pointer and code of each problem.
fn problems(verdict: &Verdict) -> Vec<(&str, &str)> {
    verdict.problems.iter().map(|problem| (problem.pointer.as_str(), problem.code)).collect()
}

/// A form with an address at the top level and in the rows of a group.
static HOMES: LazyLock<[Form; 1]> = LazyLock::new(|| {
    let words = |text: &str| json!({"zh-Hant": text, "en": text});
    let address = json!({"id": "address", "kind": "address", "label": words("地址"), "optional": true});
    let group = json!({
        "id": "homes", "kind": "group", "label": words("住處"), "optional": true,
        "questions": [{"id": "who", "kind": "text", "label": words("姓名"), "optional": true}, address],
    });
    let definition = json!({
        "id": "homes", "version": "1.0.0", "languages": ["zh-Hant", "en"], "title": words("住處"),
        "notices": [],
        "steps": [{"id": "one", "title": words("住處"), "questions": [address, group]}],
    });
    [Form::read(&definition.to_string()).unwrap()]
});

/// Returns a submission of the form `HOMES`.
fn homes(answers: &Value) -> Value {
    let mut submission = with_answers("survey", &json!({}));
    submission["workflow"] = json!("homes");
    submission["version"] = json!("1.0.0");
    submission["answers"] = answers.clone();
    submission
}
