//! A portal's config (`docs/contract.md`, section Config): its checks, and its application to a form.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod texts;
mod validation;
mod workflows;

use guitai::config::{Config, PRIVACY_ITEMS};
use guitai::form::Form;
use guitai::problem::Code;
use guitai::receive::receive;
use guitai::value::attachment::Limits;
use serde_json::{Value, json};

fn full() -> Value {
    let text = |words: &str| json!({"zh-Hant": words, "en": words});
    let entry = |value: &str| json!({"value": value, "label": text(value)});
    json!({
        "$schema": "../schema/config.json",
        "version": "2026-11-01",
        "agency": {"name": text("範例縣政府"), "phone": "(00) 0000-0000", "address": "範例路1號", "hours": text("8:00–17:00"), "url": "/about"},
        "privacy": {
            "version": "1", "holder": text("範例縣政府"), "purpose": text("民防"), "categories": text("姓名"), "use": text("本案"),
            "rights": text("查詢"), "refusal": "自由",
        },
        "units": ["範例鎮民防團"],
        "receivers": [entry("mayor")],
        "topics": [entry("roads"), entry("water")],
        "services": [entry("desk")],
        "identities": [entry("public")],
        "reply_within": text("7 日"),
        "attachments": {"files": 2, "each_bytes": 1000, "total_bytes": 1500},
        "texts": {"title": {"zh-Hant": "自己的"}, "questions.topic.label": {"en": "Matter"}, "options.age.old.label": text("長")},
        "options": {"age": ["young"]},
        "questions": [
            {"step": "one", "question": {"id": "pet", "kind": "choice", "label": text("寵物"), "options": [entry("dog"), entry("cat")]}},
            {"step": "one", "workflow": "other", "question": {"id": "car", "kind": "text", "label": text("車")}},
            {"step": "nowhere", "question": {"id": "boat", "kind": "text", "label": text("船")}},
        ],
        "languages": [{
            "tag": "vi",
            "words": {"button.continue": "Tiếp tục", "problem.required": "Hãy điền {label}", "problem.choice_required": "Hãy chọn {label}"},
            "texts": {"mail": {"title": "Hộp thư", "questions.extra.pet.label": "Thú cưng"}},
        }],
        "workflows": {"mail": {
            "agency": {"name": "服務中心", "phone": "(00) 1111-1111"},
            "reply_within": {"zh-Hant": "30 日", "en": "30 days"},
            "reply_period": {"days": 30},
        }},
    })
}

/// A form that uses the lists.
fn form() -> Form {
    let text = |words: &str| json!({"zh-Hant": words, "en": words});
    let definition = json!({
        "id": "mail", "version": "1.0.0", "languages": ["zh-Hant", "en"], "title": text("信箱"), "notices": [],
        "steps": [
            {"id": "one", "title": text("一"), "questions": [
                {"id": "topic", "kind": "choice", "label": text("主題"), "options_from": "topics", "optional": true},
                {"id": "receiver", "kind": "choices", "label": text("對象"), "options_from": "receivers", "optional": true},
                {"id": "age", "kind": "choice", "label": text("年紀"), "options": [
                    {"value": "young", "label": text("輕")}, {"value": "old", "label": text("老")}]},
                {"id": "photo", "kind": "files", "label": text("照片"), "optional": true},
            ]},
            {"id": "two", "title": text("二"), "questions": [{"id": "end", "kind": "text", "label": text("完"), "optional": true}]},
        ],
    });
    Form::read(&definition.to_string()).unwrap()
}

fn config(document: &Value) -> Config {
    Config::read(&document.to_string()).unwrap()
}

#[test]
fn reads_every_documented_member() {
    let config = config(&full());
    assert_eq!(config.version, "2026-11-01");
    let agency = config.agency.unwrap();
    assert_eq!(
        (agency.name.in_language("en"), agency.phone.as_str(), agency.url.as_str()),
        ("範例縣政府", "(00) 0000-0000", "/about")
    );
    assert_eq!(agency.address.in_language("en"), "範例路1號", "a string applies to every language");
    let privacy = config.privacy.unwrap();
    assert_eq!(privacy.version, "1");
    assert_eq!(PRIVACY_ITEMS, ["holder", "purpose", "categories", "use", "rights", "refusal"]);
    let items: Vec<&str> = privacy.items.iter().map(|item| item.in_language("zh-Hant")).collect();
    assert_eq!(items, ["範例縣政府", "民防", "姓名", "本案", "查詢", "自由"]);
    assert_eq!(config.units, ["範例鎮民防團"]);
    assert_eq!(config.reply_within.unwrap().get("en"), Some("7 日"));
    let least = self::config(&json!({"version": "1"}));
    assert_eq!((least.agency, least.privacy, least.units.len()), (None, None, 0));
    Config::read(include_str!("../../examples/sample-county/config.json")).unwrap();
}

#[test]
fn errors_have_a_place() {
    for (pointer, value, place, what) in [
        ("/version", json!(null), "/version", "is missing"),
        ("/version", json!(1), "/version", "must be a string"),
        ("/colour", json!("red"), "/colour", "not allowed here"),
        ("/__proto__", json!({}), "/__proto__", "not allowed here"),
        ("/agency", json!("縣政府"), "/agency", "must be an object"),
        ("/agency/name", json!(null), "/agency/name", "is missing"),
        ("/agency/name", json!(5), "/agency/name", "one text per language"),
        ("/agency/fax", json!("0"), "/agency/fax", "not allowed here"),
        ("/agency/phone", json!({"en": "0"}), "/agency/phone", "must be a string"),
        ("/privacy/version", json!(null), "/privacy/version", "is missing"),
        ("/privacy/rights", json!(null), "/privacy/rights", "is missing"),
        ("/privacy/rights", json!([]), "/privacy/rights", "one text per language"),
        ("/privacy/colour", json!("red"), "/privacy/colour", "not allowed here"),
        ("/units", json!("團"), "/units", "must be a list"),
        ("/units", json!(["團", 5]), "/units/1", "must be a string"),
        ("/topics", json!({}), "/topics", "must be a list"),
        ("/topics/1/value", json!(null), "/topics/1/value", "is missing"),
        ("/topics/0/label", json!("路"), "/topics/0/label", "one text per language"),
        ("/topics/0/hint", json!({"en": "x"}), "/topics/0/hint", "not allowed here"),
        ("/reply_within", json!(7), "/reply_within", "one text per language"),
        ("/attachments/files", json!(-1), "/attachments/files", "whole number"),
        ("/attachments/each_bytes", json!("5 MB"), "/attachments/each_bytes", "whole number"),
        ("/attachments/pages", json!(1), "/attachments/pages", "not allowed here"),
        ("/texts", json!(["title"]), "/texts", "must be an object"),
        ("/texts/title", json!(5), "/texts/title", "one text per language"),
        ("/options", json!(["age"]), "/options", "must be an object"),
        ("/options/age", json!("young"), "/options/age", "must be a list"),
        ("/questions", json!({}), "/questions", "must be a list"),
        ("/questions/0/step", json!(null), "/questions/0/step", "is missing"),
        ("/questions/0/question/kind", json!("pet"), "/questions/0/question/kind", "not a kind"),
        ("/questions/0/question/colour", json!("red"), "/questions/0/question/colour", "not allowed here"),
        ("/questions/0/after", json!("topic"), "/questions/0/after", "not allowed here"),
    ] {
        let mut document = full();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let members = document.pointer_mut(parent).unwrap().as_object_mut().unwrap();
        if value.is_null() {
            members.remove(name).unwrap();
        } else {
            members.insert(name.to_owned(), value.clone());
        }
        let Err(error) = Config::read(&document.to_string()) else {
            panic!("{pointer} = {value} is accepted")
        };
        assert_eq!(error.place, place, "{pointer} = {value}: {error}");
        assert!(error.what.contains(what), "{pointer} = {value}: {error}");
    }
    for text in ["", "null", "[]", "{", "\"config\""] {
        assert!(Config::read(text).is_err(), "{text}");
    }
}

/// Returns the ids of the questions with options.
fn ids(form: &Form) -> Vec<&str> {
    form.questions()
        .filter(|question| !question.is_taken_away())
        .map(|question| question.id.as_str())
        .collect()
}

fn values<'a>(form: &'a Form, id: &str) -> Vec<&'a str> {
    form.question(id).unwrap().options.iter().map(|option| option.value.as_str()).collect()
}

#[test]
fn applies_lists_options_and_questions() {
    let applied = config(&full()).apply(form());
    assert_eq!(ids(&applied), ["topic", "receiver", "age", "photo", "extra.pet", "end"]);
    assert_eq!(values(&applied, "topic"), ["roads", "water"]);
    assert_eq!(values(&applied, "receiver"), ["mayor"]);
    assert_eq!(values(&applied, "age"), ["old"], "young is hidden");
    assert_eq!(values(&applied, "extra.pet"), ["dog", "cat"]);
    assert_eq!(
        applied.step_of("extra.pet").map(|step| step.id.as_str()),
        applied.steps.first().map(|step| step.id.as_str())
    );
    let other = config(&full()).apply(Form { id: "other".to_owned(), ..form() });
    assert_eq!(ids(&other), ["topic", "receiver", "age", "photo", "extra.pet", "extra.car", "end"]);
}

#[test]
fn a_missing_list_removes_its_question() {
    for document in
        [json!({"version": "1"}), json!({"version": "1", "topics": [], "options": {"receiver": ["mayor"]}})]
    {
        assert_eq!(ids(&config(&document).apply(form())), ["age", "photo", "end"], "{document}");
    }
    let hidden =
        json!({"version": "1", "topics": full()["topics"], "options": {"topic": ["roads", "water"]}});
    assert_eq!(ids(&config(&hidden).apply(form())), ["age", "photo", "end"]);
    assert_eq!(ids(&Config::default().apply(form())), ["age", "photo", "end"]);
}

#[test]
fn applies_texts_by_language_and_limits() {
    let applied = config(&full()).apply(form());
    assert_eq!((applied.title.get("zh-Hant"), applied.title.get("en")), (Some("自己的"), Some("信箱")));
    let topic = &applied.question("topic").unwrap().label;
    assert_eq!((topic.get("zh-Hant"), topic.get("en")), (Some("主題"), Some("Matter")));
    assert_eq!(applied.question("age").unwrap().options[0].label.get("en"), Some("長"));
    assert_eq!(applied.limits, Limits { files: 2, each_bytes: 1000, total_bytes: 1500 });
    let partly = config(&json!({"version": "1", "attachments": {"files": 1}})).apply(form());
    assert_eq!(partly.limits, Limits { files: 1, ..Limits::default() });
    assert_eq!(Config::default().apply(form()).limits, Limits::default());
}

/// A yes-or-no question with one option left is optional, and one without options is not asked.
#[test]
fn hidden_options_can_remove_a_question() {
    let text = |words: &str| json!({"zh-Hant": words, "en": words});
    let step = json!({"id": "one", "title": text("一"), "questions": [
        {"id": "anonymous", "kind": "yes_no", "label": text("匿名")},
        {"id": "name", "kind": "text", "label": text("姓名"), "when": {"not": {"is": ["anonymous", "yes"]}}},
    ]});
    let form = json!({
        "id": "mail", "version": "1", "languages": ["zh-Hant", "en"], "title": text("信"), "notices": [], "steps": [step],
    });
    let form = Form::read(&form.to_string()).unwrap();
    for (hidden, answers, expected) in [
        (json!([]), json!({"anonymous": "no", "name": "甲"}), None),
        (json!([]), json!({"name": "甲"}), Some(Code::Required)),
        (json!(["yes"]), json!({"anonymous": "no", "name": "甲"}), None),
        (json!(["yes"]), json!({"name": "甲"}), None),
        (json!(["yes"]), json!({"anonymous": "yes"}), Some(Code::NotOffered)),
        (json!(["yes", "no"]), json!({"name": "甲"}), None),
        (json!(["yes", "no"]), json!({"anonymous": "no", "name": "甲"}), Some(Code::NotAsked)),
    ] {
        let config = config(&json!({"version": "1", "options": {"mail:anonymous": hidden}}));
        let applied = config.apply(form.clone());
        let is_shown = applied.question("anonymous").unwrap().leaves_choice();
        assert_eq!(is_shown, hidden.as_array().unwrap().is_empty(), "{hidden}");
        assert!(applied.question("name").unwrap().leaves_choice());
        let submission = json!({
            "id": "01a1fbd4-f500-7000-8000-000000000001", "workflow": "mail", "version": "1", "locale": "en", "channel": "web",
            "config": {"version": "1"}, "filed_at": "2026-11-21T10:00:00+08:00", "answers": answers,
        });
        let verdict = receive(&|_| Some(&applied), &config, &submission.to_string(), None).unwrap();
        let found = verdict.problems.first().map(|problem| (problem.pointer.as_str(), problem.code));
        assert_eq!(found, expected.map(|code| ("#/answers/anonymous", code.as_str())), "{hidden} {answers}");
    }
}
