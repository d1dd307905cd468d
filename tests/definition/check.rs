//! Faults that the check finds in a definition without read errors.

use crate::{edited, faults};
use serde_json::{Value, json};

/// Checks the faults of the definition after edits.
pub fn check(edits: &[(&str, Value)], expected: &[&str]) {
    assert_eq!(faults(&edited(edits)), expected, "{edits:?}");
}

pub fn text(words: &str) -> Value {
    json!({"zh-Hant": words, "en": words})
}

pub fn question(id: &str, kind: &str) -> Value {
    json!({"id": id, "kind": kind, "label": text(id)})
}

pub fn with(mut value: Value, name: &str, member: Value) -> Value {
    value[name] = member;
    value
}

pub const LAST: &str = "/steps/1/questions/-";

#[test]
fn finds_empty_members() {
    check(&[("/id", json!(""))], &["/id: must not be empty"]);
    check(&[("/version", json!(""))], &["/version: must not be empty"]);
    check(&[("/id", json!("My Dog"))], &["/id: must consist of a-z, 0-9 and -"]);
    for day in ["110年5月19日", "2021-5-19", "2021-02-30", "x"] {
        check(&[("/law/amended", json!(day))], &["/law/amended: is not a date like 2026-11-21"]);
    }
    let no_language = faults(&edited(&[("/languages", json!([]))]));
    assert_eq!(no_language[0], "/languages: names no language");
    let bare = json!({"id": "x", "version": "1", "languages": ["en"], "title": {"en": "x"}, "notices": [], "steps": []});
    assert_eq!(faults(&bare), ["/steps: has no step"]);
}

#[test]
fn finds_missing_and_unknown_translations() {
    for (pointer, key) in [
        ("/title", "title"),
        ("/summary", "summary"),
        ("/next", "next"),
        ("/steps/0/title", "steps.dog.title"),
        ("/steps/0/intro", "steps.dog.intro"),
        ("/steps/0/questions/0/label", "questions.origin.label"),
        ("/steps/0/questions/0/short", "questions.origin.short"),
        ("/steps/0/questions/0/hint", "questions.origin.hint"),
        ("/steps/0/questions/0/errors/required", "questions.origin.errors.required"),
        ("/steps/0/questions/0/options/0/label", "options.origin.bought.label"),
        ("/steps/0/questions/0/options/0/hint", "options.origin.bought.hint"),
        ("/steps/1/questions/0/options/1/refused/message", "options.habits.bites.refused"),
        ("/steps/1/questions/2/questions/0/label", "questions.walkers.who.label"),
        ("/rules/0/message", "rules.born_before_seen.message"),
        ("/rules/2/remedy/label", "rules.muzzle.remedy"),
        ("/stops/0/title", "stops.no_dog.title"),
        ("/stops/0/text", "stops.no_dog.text"),
        ("/notes/0/text", "notes.cute.text"),
        ("/notices/0/title", "notices.privacy.title"),
        ("/notices/0/text", "notices.privacy.text"),
        ("/notices/0/label", "notices.privacy.label"),
    ] {
        let missing = format!("{key}: there is no text in \"en\"");
        check(&[(pointer, json!({"zh-Hant": "狗"}))], &[&missing]);
        check(&[(pointer, json!({"zh-Hant": "狗", "en": " "}))], &[&missing]);
        let unknown = format!("{key}: \"fr\" is not among the form's languages");
        check(&[(pointer, json!({"zh-Hant": "狗", "en": "Dog", "fr": "Chien"}))], &[&unknown]);
        check(
            &[(pointer, json!({}))],
            &[&format!("{pointer}: must be an object with one text per language")],
        );
    }
}

#[test]
fn finds_repeated_and_invalid_ids() {
    let valid = crate::valid();
    let copy = |pointer: &str| valid.pointer(pointer).unwrap().clone();
    check(
        &[("/steps/1/id", json!("dog")), ("/notes/0/at/1", json!("dog"))],
        &["/steps/1: the id \"dog\" is repeated"],
    );
    check(&[("/rules/-", copy("/rules/0"))], &["/rules/3: the id \"born_before_seen\" is repeated"]);
    check(&[("/stops/-", copy("/stops/0"))], &["/stops/1: the id \"no_dog\" is repeated"]);
    check(&[("/notes/-", copy("/notes/0"))], &["/notes/1: the id \"cute\" is repeated"]);
    check(&[("/notices/-", copy("/notices/0"))], &["/notices/1: the id \"privacy\" is repeated"]);
    check(
        &[("/steps/1/questions/2/questions/1/id", json!("who"))],
        &[
            "/steps/1/questions/2/questions/1: the id \"who\" is repeated",
            "/rules/1/require: \"phone\" is not a question",
        ],
    );
    check(
        &[("/steps/0/questions/0/options/-", copy("/steps/0/questions/0/options/0"))],
        &["/steps/0/questions/0/options/3/value: \"bought\" is repeated"],
    );
    for value in ["", " "] {
        check(
            &[("/steps/1/questions/0/options/-", with(json!({"label": text("空")}), "value", json!(value)))],
            &["/steps/1/questions/0/options/2/value: is empty"],
        );
    }
    check(&[(LAST, question("name", "text"))], &["/steps/1/questions/5: the id \"name\" is repeated"]);
    for id in ["Photo", "照片", "a b", "", "a/b", "a.b"] {
        let message = format!("/notes/0: the id \"{id}\" must consist of a-z, 0-9, _ and -");
        check(&[("/notes/0/id", json!(id))], &[&message]);
    }
    check(
        &[
            ("/steps/1/questions/2/questions/1/id", json!("Phone No")),
            ("/rules/1/require", json!({"answered": "who"})),
        ],
        &["/steps/1/questions/2/questions/1: the id \"Phone No\" must consist of a-z, 0-9 and _"],
    );
}

/// An id must not contain a period, which separates a part, as in `born.year`. The prefix `extra.` is for
/// questions of a portal's config.
#[test]
fn finds_ids_that_conflict_with_control_names() {
    let inner = "/steps/1/questions/2/questions/-";
    let pet = |id: &str| with(question("pet", "text"), "id", json!(id));
    for id in ["born.year", "pet-name", "Pet", ""] {
        let message = format!("the id \"{id}\" must consist of a-z, 0-9 and _");
        check(&[(LAST, pet(id))], &[&format!("/steps/1/questions/5: {message}")]);
        check(&[(LAST, pet(&format!("extra.{id}")))], &[&format!("/steps/1/questions/5: {message}")]);
        check(&[(inner, pet(id))], &[&format!("/steps/1/questions/2/questions/2: {message}")]);
    }
    check(
        &[(inner, pet("extra.pet"))],
        &["/steps/1/questions/2/questions/2: the id \"extra.pet\" must consist of a-z, 0-9 and _"],
    );
    for id in ["pet_2", "2", "extra.pet_2", "extra.name"] {
        check(&[(LAST, pet(id))], &[]);
    }
    let twice = [(LAST, pet("extra.pet")), (LAST, pet("extra.pet"))];
    check(&twice, &["/steps/1/questions/6: the id \"pet\" is repeated"]);
    check(&[("/stops/0/id", json!("no-dog_2"))], &[]);
}

#[test]
fn finds_conditions_on_unknown_and_later_questions() {
    for (pointer, when, place, what) in [
        (
            "/steps/0/questions/1/when",
            json!({"answered": "cat"}),
            "/steps/0/questions/1/when",
            "\"cat\" is not a question",
        ),
        (
            "/steps/0/questions/1/when",
            json!({"answered": "born"}),
            "/steps/0/questions/1/when",
            "\"born\" is a later question",
        ),
        (
            "/steps/0/questions/1/when",
            json!({"answered": "name"}),
            "/steps/0/questions/1/when",
            "\"name\" is a later question",
        ),
        (
            "/steps/0/questions/1/when",
            json!({"answered": "who"}),
            "/steps/0/questions/1/when",
            "\"who\" is not a question",
        ),
        ("/steps/1/when", json!({"answered": "habits"}), "/steps/1/when", "\"habits\" is a later question"),
        (
            "/steps/0/questions/3/required_when",
            json!({"answered": "cat"}),
            "/steps/0/questions/3/required_when",
            "\"cat\" is not a question",
        ),
        (
            "/steps/0/questions/0/options/0/when",
            json!({"answered": "name"}),
            "/steps/0/questions/0/options/0/when",
            "\"name\" is a later question",
        ),
        ("/rules/0/when", json!({"answered": "cat"}), "/rules/0/when", "\"cat\" is not a question"),
        (
            "/rules/0/require",
            json!({"before": ["born", {"latest": ["seen", {"day_of": "cat"}]}]}),
            "/rules/0/require",
            "\"cat\" is not a question",
        ),
        (
            "/rules/0/require",
            json!({"overlaps": [{"from": "born"}, {"from": "seen", "until": "cat"}]}),
            "/rules/0/require",
            "\"cat\" is not a question",
        ),
        ("/rules/0/require", json!({"answered": "who"}), "/rules/0/require", "\"who\" is not a question"),
        ("/rules/1/require", json!({"answered": "fax"}), "/rules/1/require", "\"fax\" is not a question"),
        ("/stops/0/when", json!({"answered": "cat"}), "/stops/0/when", "\"cat\" is not a question"),
        ("/notes/0/when", json!({"same_as": ["name", "cat"]}), "/notes/0/when", "\"cat\" is not a question"),
        ("/replies", json!({"answered": "cat"}), "/replies", "\"cat\" is not a question"),
        (
            "/appointment",
            json!({"at": "cat"}),
            "/appointment/at",
            "\"cat\" is not a question of kind date or date_time",
        ),
        (
            "/appointment",
            json!({"at": "name"}),
            "/appointment/at",
            "\"name\" is not a question of kind date or date_time",
        ),
        (
            "/appointment",
            json!({"at": "born", "place": "seen"}),
            "/appointment/place",
            "\"seen\" is not a question of kind text",
        ),
    ] {
        check(&[(pointer, when)], &[&format!("{place}: {what}")]);
    }
    // Two questions that depend on each other.
    let depends = |id: &str, other: &str| with(question(id, "text"), "when", json!({"answered": other}));
    check(
        &[(LAST, depends("one", "two")), (LAST, depends("two", "one"))],
        &["/steps/1/questions/5/when: \"two\" is a later question"],
    );
}

#[test]
fn finds_placeholders_that_are_not_filled() {
    let note = "/notes/0/text/en";
    check(&[(note, json!("{holder|the dog office} and {purpose|dogs}"))], &[]);
    for (pointer, key, text) in [
        (note, "notes.cute.text", "{holder}"),
        (note, "notes.cute.text", "{holder| }"),
        (note, "notes.cute.text", "{cat|the cat office}"),
        (note, "notes.cute.text", "{holder|the dog office"),
        ("/title/en", "title", "{holder|the dog office}"),
    ] {
        let fault = format!(
            "{key}: \"en\" has a placeholder that is not filled; a note may have one such as {{holder|us}}"
        );
        check(&[(pointer, json!(text))], &[&fault]);
    }
}

#[test]
fn finds_rules_stops_and_notes_at_unknown_questions() {
    check(&[("/rules/0/at", json!("cat"))], &["/rules/0/at: \"cat\" is not a question"]);
    check(&[("/rules/0/at", json!("who"))], &["/rules/0/at: \"who\" is not a question"]);
    check(&[("/rules/1/at", json!("name"))], &["/rules/1/at: \"name\" is not a question"]);
    check(
        &[
            ("/rules/1/each", json!("habits")),
            ("/rules/1/at", json!("name")),
            ("/rules/1/require", json!({"answered": "name"})),
        ],
        &["/rules/1/each: is not a group of this form", "/rules/1/at: \"name\" is not a question"],
    );
    check(&[("/stops/0/at", json!("cat"))], &["/stops/0/at: \"cat\" is not a question"]);
    check(
        &[("/notes/0/at", json!(["name", "cats"]))],
        &["/notes/0/at/1: \"cats\" is not a question or step"],
    );
    check(
        &[("/rules/2/remedy/replace/with", json!("sleeps"))],
        &["/rules/2/remedy/replace: \"sleeps\" is not an option"],
    );
    check(
        &[("/rules/2/remedy/carry/into", json!("diary"))],
        &["/rules/2/remedy: \"diary\" is not a question"],
    );
    check(
        &[("/rules/2/remedy/carry/from", json!(["name", "who"]))],
        &["/rules/2/remedy: \"who\" is not a question"],
    );
}
