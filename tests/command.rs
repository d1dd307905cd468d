//! The command `guitai`: its output and exit codes.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "support/command_line.rs"]
mod command_line;

use command_line::{file, run};
use serde_json::{Value, json};
use std::fs;

const BASE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/forms/exemption/base.json");
const FORM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/www/forms/exemption.json");
const CONFIG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/sample-county/config.json");

/// Runs the command, and returns its exit code, the lines of stdout, and stderr.
fn guitai(arguments: &[&str], input: &str) -> (i32, Vec<String>, String) {
    let (exit, stdout, stderr) = run(arguments, input);
    (exit, stdout.lines().map(str::to_owned).collect(), stderr)
}

/// Writes the valid submission after a change, and returns its path.
fn changed(name: &str, change: impl FnOnce(&mut Value)) -> String {
    let mut submission: Value = serde_json::from_str(&fs::read_to_string(BASE).unwrap()).unwrap();
    change(&mut submission);
    file(name, submission.to_string())
}

#[test]
fn validate_prints_one_line_per_file_and_exits_with_the_worst_outcome() {
    let wrong = changed("wrong.json", |it| it["answers"]["national_id"] = "A123456788".into());
    let cut = file("cut.json", "{\"id\":");
    let latin = file("latin.json", b"{\"id\": \"\xff\"}");
    let cases: [(&[&str], i32, &[bool], &str); 14] = [
        (&[BASE], 0, &[true], ""),
        (&[BASE, BASE], 0, &[true, true], ""),
        (&[&wrong], 1, &[false], ""),
        (&[BASE, &wrong, BASE], 1, &[true, false, true], ""),
        (&[&cut], 2, &[], "not JSON"),
        (&[&cut, &wrong, BASE], 2, &[false, true], "not JSON"),
        (&[&latin, BASE], 2, &[true], "not UTF-8"),
        (&["/none.json", BASE], 2, &[true], "/none.json: can't be read"),
        (&["/", BASE], 2, &[true], "can't be read"),
        (&["--form", "exemption", BASE], 0, &[true], ""),
        (&["--form", FORM, "--config", CONFIG, BASE], 0, &[true], ""),
        (&["--form", "/none.json", BASE], 2, &[], "neither a built-in workflow (exemption"),
        (&["--form", BASE, BASE], 2, &[], "is not allowed here"),
        (&["--config", BASE, BASE], 2, &[], "is not allowed here"),
    ];
    for (arguments, code, valid, expected_error) in cases {
        let (exit, lines, stderr) = guitai(&[&["validate"], arguments].concat(), "");
        let lines: Vec<Value> = lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
        let verdicts: Vec<bool> = lines.iter().map(|line| line["valid"].as_bool().unwrap()).collect();
        assert_eq!((exit, verdicts.as_slice()), (code, valid), "{arguments:?}: {stderr}");
        assert!(
            stderr.contains(expected_error) && stderr.is_empty() == expected_error.is_empty(),
            "{arguments:?}: {stderr}"
        );
    }
}

#[test]
fn validate_names_the_file_and_each_problem() {
    let (exit, lines, _) = guitai(&["validate", BASE], "");
    assert_eq!((exit, lines), (0, vec![format!("{{\"file\":\"{BASE}\",\"valid\":true,\"problems\":[]}}")]));
    let wrong = changed("named.json", |it| {
        it["answers"]["needs_rest"] = "no".into();
        it["answers"]["national_id"] = "A123456788".into();
    });
    let (_, lines, _) = guitai(&["validate", &wrong], "");
    let line: Value = serde_json::from_str(&lines[0]).unwrap();
    assert_eq!(line["file"], wrong);
    let problems = line["problems"].as_array().unwrap();
    let found = |pointer: &str| problems.iter().find(|problem| problem["pointer"] == pointer).unwrap();
    assert_eq!(found("#/answers/national_id")["code"], "bad_checksum");
    assert_eq!(found("#/answers/national_id")["cite"], Value::Null);
    assert_eq!(found("#/answers/needs_rest")["cite"], "第7條第4項第1款");
    assert!(problems.iter().all(|problem| !problem["detail"].as_str().unwrap().is_empty()));
}

#[test]
fn validate_reads_standard_input_and_takes_another_day() {
    let base = fs::read_to_string(BASE).unwrap();
    let (exit, lines, _) = guitai(&["validate", "-"], &base);
    assert_eq!((exit, lines), (0, vec!["{\"file\":\"-\",\"valid\":true,\"problems\":[]}".to_owned()]));
    assert_eq!(guitai(&["validate", "-"], "").0, 2);
    // The notice was received on 18 November.
    for (today, code) in [("2026-11-18", 0), ("2026-11-17", 1), ("2026-11-9", 2), ("115/11/21", 2), ("", 2)] {
        let (exit, _, stderr) = guitai(&["validate", "--today", today, BASE], "");
        assert_eq!(exit, code, "{today}: {stderr}");
    }
}

#[test]
fn check_prints_one_line_per_fault() {
    let form = fs::read_to_string(FORM).unwrap();
    let unknown = file("unknown.json", form.replacen("\"version\"", "\"natoinal\": 1, \"version\"", 1));
    let mut cut: Value = serde_json::from_str(&form).unwrap();
    cut["title"] = json!({"zh-Hant": "免除召集申請"});
    let cut = file("untranslated.json", cut.to_string());
    let nameless = file("nameless.json", "{\"version\": \" \", \"units\": []}");
    let pack =
        json!({"tag": "vi", "words": {"button.go": "Đi", "problem.required": "Điền", "button.back": "Lùi"}});
    let mut vietnamese: Value = serde_json::from_str(&fs::read_to_string(CONFIG).unwrap()).unwrap();
    vietnamese["languages"] = json!([pack]);
    let vietnamese = file("vi.json", vietnamese.to_string());
    let broken = file("broken.json", &form[..form.len() / 2 - form.len() / 2 % 4]);
    for (arguments, code, line, expected_error) in [
        (vec![FORM], 0, format!("{FORM}: ok"), ""),
        (vec![&unknown], 1, format!("{unknown}: /natoinal: is not allowed here"), ""),
        (vec![&cut, FORM], 1, format!("{cut}: title: "), ""),
        (vec!["--config", CONFIG, FORM], 0, format!("{CONFIG}: ok"), ""),
        (vec!["--config", &nameless], 1, format!("{nameless}: /version: must not be empty"), ""),
        (
            vec!["--config", &vietnamese],
            1,
            format!("{vietnamese}: /languages/vi/words/button.go: the engine has"),
            "",
        ),
        (vec![FORM, "/none.json"], 2, format!("{FORM}: ok"), "/none.json: can't be read"),
        (vec![&broken, FORM], 2, format!("{FORM}: ok"), "not JSON"),
    ] {
        let (exit, lines, stderr) = guitai(&[&["check"], arguments.as_slice()].concat(), "");
        assert_eq!(exit, code, "{arguments:?}: {lines:?} {stderr}");
        assert!(lines[0].starts_with(&line), "{arguments:?}: {lines:?}");
        assert!(
            stderr.contains(expected_error) && stderr.is_empty() == expected_error.is_empty(),
            "{arguments:?}: {stderr}"
        );
    }
}

/// Members of a config that have no effect, or that make a form invalid.
#[test]
fn check_finds_mistakes_in_configs() {
    let sound: Value = serde_json::from_str(&fs::read_to_string(CONFIG).unwrap()).unwrap();
    let label = json!({"zh-Hant": "寵物", "en": "Pet"});
    let question = |id: &str| json!({"id": id, "kind": "text", "label": label});
    let entry = |value: &str| json!({"value": value, "label": label});
    let choice = json!({"id": "pet", "kind": "choice", "label": label});
    let chinese = json!({"id": "pet", "kind": "text", "label": {"zh-Hant": "寵物"}});
    let mut later = question("pet");
    later["when"] = json!({"answered": "nothing"});
    for (member, value, fault) in [
        ("options", json!({"nope": ["x"]}), "/options/nope: is not a question"),
        ("options", json!({"survey:anonymous": ["yes"]}), "/options/survey:anonymous: is not a question"),
        ("options", json!({"anonymous": ["maybe"]}), "/options/anonymous: \"maybe\" is not an option"),
        ("texts", json!({"nope.title": label}), "/texts/nope.title: no form has a text with this key"),
        (
            "texts",
            json!({"survey:stops.reserve.title": label}),
            "/texts/survey:stops.reserve.title: no form has",
        ),
        (
            "questions",
            json!([{"step": "nostep", "question": question("pet")}]),
            "/questions/0/step: there is no step",
        ),
        (
            "questions",
            json!([{"workflow": "nope", "step": "matter", "question": question("pet")}]),
            "/questions/0/workflow: there is no such form",
        ),
        (
            "questions",
            json!([{"workflow": "petition", "step": "matter", "question": choice}]),
            "petition: /steps/1/questions/",
        ),
        (
            "questions",
            json!([{"workflow": "petition", "step": "matter", "question": chinese}]),
            "petition: questions.extra.pet.label: there is no text in \"en\"",
        ),
        (
            "questions",
            json!([{"workflow": "petition", "step": "matter", "question": later}]),
            "petition: /steps/1/questions/",
        ),
        ("receivers", json!([entry("a"), entry("a")]), "/receivers/1/value: \"a\" is repeated"),
        ("receivers", json!([entry("")]), "/receivers/0/value: is empty"),
        ("attachments", json!({"files": 0}), "/attachments/files: is 0"),
        (
            "languages",
            json!([{"tag": "vi", "texts": {"nope": {}}}]),
            "/languages/vi/texts/nope: there is no such form",
        ),
        (
            "languages",
            json!([{"tag": "vi", "texts": {"survey": {"stops.x.title": "X"}}}]),
            "/languages/vi/texts/survey/stops.x.title: the form has no text with this key",
        ),
    ] {
        let mut config = sound.clone();
        config[member] = value.clone();
        let name = file("config.json", config.to_string());
        let (exit, lines, stderr) = guitai(&["check", "--config", &name], "");
        let found = lines.iter().any(|line| line.starts_with(&format!("{name}: {fault}")));
        assert!(exit == 1 && found, "{member} {value}: {lines:?} {stderr}");
    }
    let hides = [("anonymous", "[\"yes\"]"), ("petition:anonymous", "[\"yes\", \"no\"]"), ("service", "[]")];
    for (question, values) in hides {
        let mut config = sound.clone();
        config["options"] = json!({question: serde_json::from_str::<Value>(values).unwrap()});
        let name = file("config.json", config.to_string());
        let (exit, lines, _) = guitai(&["check", "--config", &name], "");
        assert_eq!((exit, lines), (0, vec![format!("{name}: ok")]), "{question}");
    }
}

/// A schema without a config accepts any value of the lists that a portal's config defines.
#[test]
fn schema_without_a_config_leaves_lists_open() {
    for (workflow, ids) in [("petition", vec!["receiver", "topic", "identity"]), ("survey", vec!["service"])]
    {
        let (_, lines, _) = guitai(&["schema", workflow], "");
        let schema: Value = serde_json::from_str(&lines.concat()).unwrap();
        let answers = &schema["properties"]["answers"];
        assert_eq!(answers["patternProperties"], json!({"^extra\\.": true}));
        for id in ids {
            assert_eq!(answers["properties"][id]["type"], "string", "{id}");
        }
    }
    let (_, lines, _) = guitai(&["schema", "--config", CONFIG, "petition"], "");
    let schema: Value = serde_json::from_str(&lines.concat()).unwrap();
    let answers = &schema["properties"]["answers"];
    assert!(
        answers.get("patternProperties").is_none() && answers["properties"]["identity"]["enum"].is_array()
    );
}

#[test]
fn schema_takes_a_name_or_a_file() {
    let (exit, by_name, _) = guitai(&["schema", "exemption"], "");
    let (_, by_file, _) = guitai(&["schema", FORM], "");
    assert_eq!((exit, &by_name), (0, &by_file));
    let schema: Value = serde_json::from_str(&by_name.join("\n")).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let own = r#"{"version": "1", "questions": [{"step": "notice", "question": {"id": "desk", "kind": "text",
        "label": {"zh-Hant": "櫃台", "en": "Desk"}}}]}"#;
    let (exit, with_config, _) = guitai(&["schema", "--config", &file("desk.json", own), "exemption"], "");
    assert!(
        exit == 0 && with_config.concat().contains("extra.desk") && !by_name.concat().contains("extra.desk")
    );
    let (exit, lines, stderr) = guitai(&["schema", "none"], "");
    assert!(exit == 2 && lines.is_empty() && stderr.contains("neither a built-in workflow"), "{stderr}");
}

#[test]
fn serve_prints_why_it_can_not_start() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let short = file("short.token", "0123456789\n");
    for (arguments, expected_error) in [
        (vec!["--port", &port, "--database", "/none/x.sqlite"], "can't listen on 127.0.0.1:"),
        (vec!["--port", "0", "--database", "/none/x.sqlite"], "can't open the database /none/x.sqlite"),
        (vec!["--form", "/none.json"], "neither a built-in workflow"),
        (vec!["--config", BASE], "is not allowed here"),
        (vec!["--clock", "yesterday"], "2026-11-21T10:00:00+08:00"),
        (vec!["--open-inbox", "--host", "0.0.0.0"], "--open-inbox is for this computer only"),
        (vec!["--open-inbox", "--staff-token", "0123456789abcdef"], "cannot be used with"),
        (vec!["--open-inbox", "--public-url", "https://portal.example"], "cannot be used with"),
        (vec!["--public-url", "https://portal.example/forms"], "without a path"),
        (vec!["--staff-token-file", "/none.token"], "can't read the staff's token from /none.token"),
        (vec!["--staff-token-file", &short], "16 or more"),
        (vec!["--staff-token-file", &short, "--staff-token", "0123456789abcdef"], "cannot be used with"),
        (vec!["--disk-share", "0"], "0 is not in 1..=100"),
    ] {
        let (exit, lines, stderr) = guitai(&[&["serve"], arguments.as_slice()].concat(), "");
        assert!(
            exit == 2 && lines.is_empty() && stderr.contains(expected_error),
            "{arguments:?}: {exit} {stderr}"
        );
    }
}
