//! Submissions that the validator accepts or refuses because of the config.

use crate::{config, form, full};
use guitai::problem::Code;
use guitai::receive::receive;
use serde_json::json;

#[test]
fn changes_what_the_validator_accepts() {
    let config = config(&full());
    let applied = config.apply(form());
    let file = |size: usize| {
        json!({
            "id": size.to_string(), "answer": "photo", "name": "a.png", "media_type": "image/png",
            "size": size, "sha256": "0".repeat(64), "href": "https://x",
        })
    };
    let own = json!({"age": "old", "extra.pet": "dog"});
    let mut small = file(800);
    small["id"] = json!("2");
    for (answers, files, expected) in [
        (own.clone(), json!([]), vec![]),
        (
            json!({"age": "old", "extra.pet": "cat", "topic": "water", "receiver": ["mayor"]}),
            json!([]),
            vec![],
        ),
        (json!({"age": "old"}), json!([]), vec![("#/answers/extra.pet", Code::Required)]),
        (json!({"age": "young", "extra.pet": "dog"}), json!([]), vec![("#/answers/age", Code::NotOffered)]),
        (
            json!({"age": "old", "extra.pet": "fish"}),
            json!([]),
            vec![("#/answers/extra.pet", Code::NotOffered)],
        ),
        (
            json!({"age": "old", "extra.pet": "dog", "topic": "taxes"}),
            json!([]),
            vec![("#/answers/topic", Code::NotOffered)],
        ),
        (
            json!({"age": "old", "extra.pet": "dog", "pet": "dog"}),
            json!([]),
            vec![("#/answers/pet", Code::UnknownQuestion)],
        ),
        (
            json!({"age": "old", "extra.pet": "dog", "extra.boat": "x"}),
            json!([]),
            vec![("#/answers/extra.boat", Code::UnknownQuestion)],
        ),
        (own.clone(), json!([file(1000)]), vec![]),
        (own.clone(), json!([file(1001)]), vec![("#/attachments/0", Code::FileTooLarge)]),
        (own.clone(), json!([file(700), small]), vec![]),
        (own.clone(), json!([file(701), small]), vec![("#/attachments", Code::FilesTooLarge)]),
        (own, json!([file(1), file(2), file(3)]), vec![("#/answers/photo", Code::TooMany)]),
    ] {
        let submission = json!({
            "id": "01a1fbd4-f500-7000-8000-000000000001", "workflow": "mail", "version": "1.0.0", "locale": "en", "channel": "web",
            "config": {"version": "2026-11-01"}, "filed_at": "2026-11-21T10:00:00+08:00", "answers": answers, "attachments": files,
        });
        let verdict = receive(&|_| Some(&applied), &config, &submission.to_string(), None).unwrap();
        let found: Vec<(&str, &str)> =
            verdict.problems.iter().map(|problem| (problem.pointer.as_str(), problem.code)).collect();
        let expected: Vec<(&str, &str)> =
            expected.into_iter().map(|(pointer, code)| (pointer, code.as_str())).collect();
        assert_eq!(found, expected, "{submission}");
    }
}
