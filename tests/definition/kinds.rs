//! Faults of questions whose members do not fit their kind.

use crate::check::{LAST, check, question, text, with};
use serde_json::{Value, json};

#[test]
fn finds_questions_that_do_not_fit_their_kind() {
    check(
        &[("/steps/0/questions/0/kind", json!("text"))],
        &["/steps/0/questions/0: only a choice has options"],
    );
    check(
        &[("/steps/1/questions/1/kind", json!("choice"))],
        &["/steps/1/questions/1: a choice needs options or options_from"],
    );
    check(&[("/steps/0/questions/1/min", json!(21))], &["/steps/0/questions/1/min: is more than max"]);
    for name in ["/steps/0/questions/1/max", "/steps/1/questions/2/max", "/steps/1/questions/3/max"] {
        check(&[(name, json!(0))], &[&format!("{name}: is 0, which allows no answer")]);
    }
    check(&[("/steps/0/questions/1/min", json!(20))], &[]);
    check(&[(LAST, with(question("short", "text"), "min", json!(200)))], &[]);
    let too_long = with(question("short", "text"), "min", json!(201));
    check(&[(LAST, too_long)], &["/steps/1/questions/5/min: is more than max"]);
    let long = [("/steps/1/questions/4/min", json!(2001))];
    check(&long, &["/steps/1/questions/4/min: is more than max"]);
    let maybe = json!([{"value": "yes", "label": text("是")}, {"value": "maybe", "label": text("也許")}]);
    check(
        &[("/steps/1/questions/1/options", maybe), ("/rules/2/require", json!({"is": ["muzzled", "yes"]}))],
        &["/steps/1/questions/1/options: has other values than yes and no"],
    );
    check(
        &[(LAST, with(question("list", "choice"), "options_from", json!("dogs")))],
        &[
            "/steps/1/questions/5/options_from: \"dogs\" is not one of receivers, topics, services, identities",
        ],
    );
    check(
        &[(LAST, with(question("list", "text"), "suggest_from", json!("dogs")))],
        &["/steps/1/questions/5/suggest_from: \"dogs\" is not one of units, posts"],
    );
    check(
        &[("/steps/-", json!({"id": "empty", "title": text("空"), "questions": []}))],
        &["/steps/2: the step \"empty\" has no question"],
    );
    check(
        &[("/steps/1/questions/0/options/1/when", Value::Null)],
        &["/steps/1/questions/0/options/1/refused: needs a when"],
    );
    for kind in ["files", "signature"] {
        check(
            &[("/steps/1/questions/2/questions/1/kind", json!(kind))],
            &["/steps/1/questions/2/questions/1/kind: a group takes no files"],
        );
    }
    // The engine asks every question of a row, and requires those that are not optional.
    for name in ["when", "required_when"] {
        check(
            &[(&format!("/steps/1/questions/2/questions/1/{name}"), json!({"answered": "name"}))],
            &[&format!("/steps/1/questions/2/questions/1/{name}: has no effect in a group")],
        );
    }
    check(
        &[("/steps/1/questions/2/questions", json!([]))],
        &[
            "/steps/1/questions/2/questions: has no question",
            "/rules/1/at: \"who\" is not a question",
            "/rules/1/require: \"phone\" is not a question",
        ],
    );
}
