//! Texts and languages of a portal's config.

use crate::{config, form, full};
use guitai::form::{Form, Text};
use guitai::receive::receive;
use guitai::text::{Lang, Word, Words};
use serde_json::json;

/// A key with the name of a form applies to that form only. A text that a form lacks can be added.
#[test]
fn replaces_texts_of_one_form() {
    let texts = json!({
        "mail:title": {"en": "Ours"}, "other:questions.topic.label": {"en": "Not ours"},
        "questions.topic.hint": {"en": "What it is about"}, "questions.age.errors.required": {"en": "How old?"},
        "steps.one.intro": {"en": "Read on"}, "summary": {"en": "All in all"},
    });
    let applied = config(&json!({"version": "1", "texts": texts})).apply(form());
    let text = |text: Option<&Text>| text.and_then(|text| text.get("en")).map(str::to_owned);
    let topic = applied.question("topic").unwrap();
    assert_eq!(text(Some(&applied.title)).as_deref(), Some("Ours"));
    assert_eq!(text(Some(&topic.label)).as_deref(), Some("主題"));
    assert_eq!(text(topic.hint.as_ref()).as_deref(), Some("What it is about"));
    assert_eq!(text(applied.steps[0].intro.as_ref()).as_deref(), Some("Read on"));
    assert_eq!(text(applied.summary.as_ref()).as_deref(), Some("All in all"));
    let errors = &applied.question("age").unwrap().errors;
    assert_eq!(text(errors.first().map(|(_, text)| text)).as_deref(), Some("How old?"));
    assert_eq!((errors.len(), applied.next.as_ref()), (1, None));
}

/// A string applies to every language, including language packs, and to texts that a form lacks.
#[test]
fn a_string_applies_to_all_languages() {
    let mut document = full();
    document["reply_within"] = json!("7 日");
    document["texts"] =
        json!({"title": "自己的", "questions.topic.hint": "什麼事", "options.age.old.label": {"en": "Old"}});
    let config = config(&document);
    let applied = config.apply(form());
    let age = &applied.question("age").unwrap().options[0].label;
    for (tag, label) in [("zh-Hant", "老"), ("en", "Old"), ("vi", "老")] {
        assert_eq!(config.reply_within.as_ref().unwrap().in_language(tag), "7 日", "{tag}");
        assert_eq!(applied.title.get(tag), Some("自己的"), "{tag}");
        assert_eq!(
            applied.question("topic").unwrap().hint.as_ref().unwrap().get(tag),
            Some("什麼事"),
            "{tag}"
        );
        assert_eq!(age.in_language(tag), label, "{tag}");
    }
}

#[test]
fn language_packs_add_a_language() {
    let config = config(&full());
    let form = config.apply(form());
    assert_eq!(form.languages, ["zh-Hant", "en", "vi"]);
    let label = |id| form.question(id).unwrap().label.in_language("vi").to_owned();
    assert_eq!(
        (form.title.in_language("vi"), label("extra.pet"), label("age")),
        ("Hộp thư", "Thú cưng".into(), "年紀".into())
    );
    assert_eq!(config.apply(Form { id: "other".into(), ..form.clone() }).languages, form.languages);

    let words = Words::at(&config, "VI");
    assert_eq!((words.tag(), words.say(Word::Continue)), ("vi", "Tiếp tục"));
    assert_eq!(words.fill(Word::Required, &[("label", "Tên")]), "Hãy điền Tên");
    assert_eq!(words.say(Word::Back), Word::Back.say(Lang::ZhHant));
    assert_eq!(Words::at(&config, "en").say(Word::Continue), "Continue");
}

/// The problems of a submission are described in its language, also in one of a language pack.
#[test]
fn problems_use_the_language_of_the_submission() {
    let config = config(&full());
    let applied = config.apply(form());
    let submission = json!({
        "id": "01a1fbd4-f500-7000-8000-000000000001", "workflow": "mail", "version": "1.0.0", "locale": "vi", "channel": "web",
        "config": {"version": "2026-11-01"}, "filed_at": "2026-11-21T10:00:00+08:00", "answers": {"age": "old"},
    });
    let verdict = receive(&|_| Some(&applied), &config, &submission.to_string(), None).unwrap();
    let details: Vec<&str> = verdict.problems.iter().map(|problem| problem.detail.as_str()).collect();
    assert_eq!(details, ["Hãy chọn thú cưng"]);
}
