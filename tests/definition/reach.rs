//! What the check finds to be impossible, and that it is done in time.

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
fn finds_what_can_never_be() {
    let never =
        |pointer: &str, when: Value| check(&[(pointer, when)], &[&format!("{pointer}: can never hold")]);
    let name = "/steps/0/questions/1/when";
    never(name, json!({"all": [bought(), found()]}));
    never(name, json!({"all": [bought(), {"not": {"answered": "origin"}}]}));
    never(name, json!({"not": {"any": [bought(), {"not": bought()}]}}));
    never(name, json!({"all": [{"is": ["@mode", "web"]}, {"is": ["@mode", "kiosk"]}]}));
    never(name, json!({"all": [{"is": ["@channel", "web"]}, {"is": ["@channel", "kiosk"]}]}));
    never(name, json!({"any": []}));
    // By several choices: a dog that was bought can't bite, and only one that bites is asked about its muzzle.
    let after = "/steps/1/questions/4/when";
    never(after, json!({"all": [bought(), {"includes": ["habits", "bites"]}]}));
    never(after, json!({"all": [bought(), {"answered": "muzzled"}]}));
    never(after, json!({"all": [bought(), {"is": ["muzzled", "no"]}]}));
    never("/steps/1/questions/0/options/0/when", json!({"is": ["origin", "none"]}));
    // Whoever has no dog does not get past the first step, though the question itself would allow it.
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
    let nobody = json!({"all": [{"is": ["muzzled", "yes"]}, {"is": ["muzzled", "no"]}]});
    check(&[("/rules/2/require", nobody)], &["/rules/2/require: can never be met"]);
    // A rule at a question that is not asked where the rule is tried.
    check(&[("/rules/2/when", bought())], &["/rules/2/when: can never hold"]);
}

/// Past a question that must be answered, and whose every answer ends the workflow, there is nothing.
#[test]
fn finds_what_lies_behind_a_stop_for_everybody() {
    let all = json!({"in": ["origin", ["bought", "found", "none"]]});
    let behind = [
        "/steps/1: the step \"care\" can never be reached",
        "/steps/1/questions/0/options/1/when: can never hold",
        "/steps/1/questions/1/when: can never hold",
    ];
    check(&[("/stops/0/when", all.clone())], &behind);
    let always = ("/steps/1/when", Value::Null);
    check(&[("/stops/0/when", all.clone()), always.clone()], &behind);
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

/// What may be is left alone: dates and texts can go either way, and a choice can be left open.
#[test]
fn finds_nothing_where_nothing_is() {
    let name = "/steps/0/questions/1/when";
    for (pointer, when) in [
        (name, json!({"all": [bought(), {"not": found()}]})),
        (name, json!({"not": {"answered": "origin"}})),
        (name, json!({"all": []})),
        // The stop comes at the end of the step.
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

/// Every option that is left ends the workflow; one that can be chosen and goes on is enough, and so is nothing to choose.
#[test]
fn finds_choices_of_which_none_leads_on() {
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
        // Whoever bought it is not asked whether it bites.
        ([habits(&["barks"]), vec![("/steps/1/when", bought())]].concat(), "habits", true),
        (with(json!({"in": ["muzzled", ["yes", "no"]]})), "muzzled", true),
        (with(json!({"answered": "name"})), "name", false),
        (with(json!({"answered": "name"})), "nothing", false),
    ] {
        let form = Form::read(&edited(&edits).to_string()).unwrap();
        assert_eq!(form::is_dead_end(&form, id), expected, "{id}: {edits:?}");
    }
    // A yes or no of which one is left is not shown.
    let mut form = Form::read(&edited(&with(json!({"is": ["muzzled", "no"]}))).to_string()).unwrap();
    form.steps[1].questions[1].options.remove(0);
    assert!(!form::is_dead_end(&form, "muzzled"));
}

/// A definition as large as anybody will write, and one that asks for every combination of many choices.
#[test]
fn is_done_in_time() {
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
