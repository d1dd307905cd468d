//! Impossible conditions that the check finds, and the time it takes.

use crate::check::{check, question, with};
use crate::edited;
use guitai::form::{self, Form};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

fn bought() -> Value {
    json!({"is": ["origin", "bought"]})
}

fn found() -> Value {
    json!({"is": ["origin", "found"]})
}

#[test]
fn finds_impossible_conditions() {
    let never =
        |pointer: &str, when: Value| check(&[(pointer, when)], &[&format!("{pointer}: can never hold")]);
    let name = "/steps/0/questions/1/when";
    never(name, json!({"all": [bought(), found()]}));
    never(name, json!({"all": [bought(), {"not": {"answered": "origin"}}]}));
    never(name, json!({"not": {"any": [bought(), {"not": bought()}]}}));
    never(name, json!({"all": [{"is": ["@mode", "web"]}, {"is": ["@mode", "kiosk"]}]}));
    never(name, json!({"all": [{"is": ["@channel", "web"]}, {"is": ["@channel", "kiosk"]}]}));
    never(name, json!({"any": []}));
    // Across several choices: `bites` is not offered for a bought dog, and `muzzled` is asked only if it
    // bites.
    let after = "/steps/1/questions/4/when";
    never(after, json!({"all": [bought(), {"includes": ["habits", "bites"]}]}));
    never(after, json!({"all": [bought(), {"answered": "muzzled"}]}));
    never(after, json!({"all": [bought(), {"is": ["muzzled", "no"]}]}));
    never("/steps/1/questions/0/options/0/when", json!({"is": ["origin", "none"]}));
    // With `none`, a stop ends the workflow in the first step.
    check(
        &[("/steps/1/when", Value::Null), ("/steps/1/questions/4/when", json!({"is": ["origin", "none"]}))],
        &["/steps/1/questions/4/when: can never hold"],
    );
    check(
        &[
            ("/steps/1/when", json!({"is": ["origin", "none"]})),
            ("/steps/1/questions/0/options/1/when", found()),
        ],
        &[
            "/steps/1: the step \"care\" can never be reached",
            "/steps/1/questions/0/options/1/when: can never hold",
            "/steps/1/questions/1/when: can never hold",
        ],
    );
    never("/steps/0/questions/3/required_when", json!({"all": [bought(), found()]}));
    never("/rules/0/when", json!({"all": [bought(), found()]}));
    never("/stops/0/when", json!({"all": [bought(), found()]}));
    never("/notes/0/when", json!({"all": [bought(), found()]}));
    let contradiction = json!({"all": [{"is": ["muzzled", "yes"]}, {"is": ["muzzled", "no"]}]});
    check(&[("/rules/2/require", contradiction)], &["/rules/2/require: can never be met"]);
    // A rule whose question is not asked when its condition holds.
    check(&[("/rules/2/when", bought())], &["/rules/2/when: can never hold"]);
}

/// Steps after a required question are unreachable if every answer triggers a stop.
#[test]
fn finds_steps_after_an_unconditional_stop() {
    let all = json!({"in": ["origin", ["bought", "found", "none"]]});
    let unreachable = [
        "/steps/1: the step \"care\" can never be reached",
        "/steps/1/questions/0/options/1/when: can never hold",
        "/steps/1/questions/1/when: can never hold",
    ];
    check(&[("/stops/0/when", all.clone())], &unreachable);
    let always = ("/steps/1/when", Value::Null);
    check(&[("/stops/0/when", all.clone()), always.clone()], &unreachable);
    let only_online = ("/steps/0/questions/0/when", json!({"is": ["@mode", "web"]}));
    check(&[("/stops/0/when", all.clone()), always, only_online], &[]);
    check(
        &[
            ("/stops/0/when", all),
            ("/steps/0/questions/0/optional", json!(true)),
            ("/steps/1/when", Value::Null),
        ],
        &[],
    );
}

/// Dates and texts can have any value, and a choice can be unanswered.
#[test]
fn accepts_possible_conditions() {
    let name = "/steps/0/questions/1/when";
    for (pointer, when) in [
        (name, json!({"all": [bought(), {"not": found()}]})),
        (name, json!({"not": {"answered": "origin"}})),
        (name, json!({"all": []})),
        // The stop applies at the end of the step.
        (name, json!({"is": ["origin", "none"]})),
        (name, json!({"not": {"all": [{"is": ["@mode", "web"]}, {"is": ["@channel", "kiosk"]}]}})),
        ("/notes/0/when", json!({"all": [{"before": ["born", "@today"]}, {"after": ["born", "@today"]}]})),
        ("/notes/0/when", json!({"is": ["origin", "none"]})),
        (
            "/notes/0/when",
            json!({"all": [found(), {"includes": ["habits", "barks"]}, {"is": ["muzzled", "no"]}]}),
        ),
        ("/steps/1/questions/4/when", json!({"count": ["walkers", {"min": 1}]})),
        ("/steps/1/questions/4/when", json!({"length": ["name", {"max": 3}]})),
    ] {
        check(&[(pointer, when)], &[]);
    }
}

/// A dead end is a choice with options, all of which trigger a stop.
#[test]
fn finds_dead_ends() {
    let origin = |value: &str| json!({"value": value, "label": {"zh-Hant": value, "en": value}});
    let none = ("/steps/0/questions/0/options", json!([origin("none")]));
    let with = |stop: Value| vec![("/stops/0/when", stop)];
    let habits = |values: &[&str]| {
        let stops: Vec<Value> = values.iter().map(|value| json!({"includes": ["habits", value]})).collect();
        with(json!({"any": stops}))
    };
    for (edits, id, expected) in [
        (vec![], "origin", false),
        (vec![none.clone()], "origin", true),
        (vec![none.clone()], "habits", false),
        (vec![none.clone(), ("/stops/0/when", found())], "origin", false),
        (with(json!({"answered": "origin"})), "origin", true),
        (with(json!({"all": [{"answered": "origin"}, {"answered": "name"}]})), "origin", false),
        (with(json!({"all": [{"answered": "origin"}, {"is": ["@mode", "web"]}]})), "origin", false),
        (habits(&["barks"]), "habits", false),
        (habits(&["barks", "bites"]), "habits", true),
        // `bites` is not offered for a bought dog.
        ([habits(&["barks"]), vec![("/steps/1/when", bought())]].concat(), "habits", true),
        (with(json!({"in": ["muzzled", ["yes", "no"]]})), "muzzled", true),
        (with(json!({"answered": "name"})), "name", false),
        (with(json!({"answered": "name"})), "nothing", false),
    ] {
        let form = Form::read(&edited(&edits).to_string()).unwrap();
        assert_eq!(form::is_dead_end(&form, id), expected, "{id}: {edits:?}");
    }
    // A yes-or-no question with one option is not shown.
    let mut form = Form::read(&edited(&with(json!({"is": ["muzzled", "no"]}))).to_string()).unwrap();
    form.steps[1].questions[1].options.remove(0);
    assert!(!form::is_dead_end(&form, "muzzled"));
}

/// A long chain of conditions, and conditions on 40 choices, whose combinations are not enumerable.
#[test]
fn the_check_is_fast_enough() {
    let chained = (0..600).map(|at| {
        let question = question(&format!("q{at}"), "yes_no");
        if at == 0 {
            question
        } else {
            with(question, "when", json!({"is": [format!("q{}", at - 1), "yes"]}))
        }
    });
    let many = (0..40).map(|at| question(&format!("q{at}"), "yes_no"));
    let any: Vec<Value> = (0..40).map(|at| json!({"is": [format!("q{at}"), "yes"]})).collect();
    let asked = (0..40).map(|at| with(question(&format!("r{at}"), "text"), "when", json!({"any": any})));
    for questions in [chained.collect::<Vec<_>>(), many.chain(asked).collect()] {
        let definition = edited(&[("/steps/0/questions", json!(questions)), ("/steps/1", Value::Null)]);
        let text = [("/rules", json!([])), ("/stops", json!([])), ("/notes", json!([]))];
        let definition = text.into_iter().fold(definition, |mut all, (pointer, value)| {
            *all.pointer_mut(pointer).unwrap() = value;
            all
        });
        let form = Form::read(&definition.to_string()).unwrap();
        let start = Instant::now();
        assert_eq!(form::check(&form), []);
        assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
    }
}
