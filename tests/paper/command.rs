//! The command `guitai paper`.

use crate::command_line::{file, run};
use serde_json::Value;
use std::fs;

const BASE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/forms/exemption/base.json");
const RELIEF: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/emergency-relief/form.json");
const COUNTY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/sample-county/config.json");

/// Runs the subcommand, and returns its exit code, stdout and stderr.
fn paper(arguments: &[&str], input: &str) -> (i32, String, String) {
    run(&[&["paper"], arguments].concat(), input)
}

fn base() -> Value {
    serde_json::from_str(&fs::read_to_string(BASE).unwrap()).unwrap()
}

#[test]
fn prints_forms_in_the_wanted_language() {
    let mut english = base();
    english["locale"] = "en".into();
    let english = file("english.json", english.to_string());
    for (arguments, lang, part) in [
        (vec!["exemption"], "zh-Hant", "<h1>免除召集申請</h1>"),
        (vec!["exemption", "--lang", "en"], "en", "you chose"),
        (vec!["exemption", "--lang", "zh-TW"], "zh-Hant", "<h1>免除召集申請</h1>"),
        (vec!["exemption", "--lang", "vi"], "zh-Hant", "<h1>免除召集申請</h1>"),
        (vec!["exemption", "--config", COUNTY], "zh-Hant", "範例縣警察局民防管制中心"),
        (vec!["petition", "--config", COUNTY], "zh-Hant", "範例縣政府為民服務中心"),
        (vec![RELIEF], "zh-Hant", "急難救助"),
        (vec!["mandate"], "zh-Hant", "<h1>委任書</h1>"),
        (vec!["declaration", "--lang", "en", "--config", COUNTY], "en", "Civil Defence Control Centre"),
        (vec!["exemption", BASE], "zh-Hant", "A12*****89"),
        (vec!["exemption", &english], "en", "Copy of a submission"),
        (vec!["exemption", "--lang", "zh-Hant", &english], "zh-Hant", "送件內容的副本"),
        (vec!["exemption", "--reference", "R-7", BASE], "zh-Hant", "<bdi>R-7</bdi>"),
    ] {
        let (exit, page, stderr) = paper(&arguments, "");
        assert_eq!((exit, stderr.as_str()), (0, ""), "{arguments:?}");
        assert!(page.starts_with("<!DOCTYPE html>\n") && page.ends_with("</html>\n"), "{arguments:?}");
        assert!(page.contains(&format!("<html lang=\"{lang}\">")) && page.contains(part), "{arguments:?}");
    }
    let (exit, page, _) = paper(&["exemption", "-"], &fs::read_to_string(BASE).unwrap());
    assert!(exit == 0 && page.contains("王小明"));
}

#[test]
fn refuses_what_it_cannot_print() {
    let mut wrong = base();
    wrong["answers"]["national_id"] = "A123456788".into();
    let wrong = file("wrong.json", wrong.to_string());
    let cut = file("cut.json", "{\"id\":");
    let none = "/none.json";
    let long = "1".repeat(9000);
    for (arguments, code, parts) in [
        (vec!["exemption", &wrong], 1, vec![wrong.as_str(), "#/answers/national_id", "bad_checksum"]),
        (vec!["petition", BASE], 1, vec!["#/workflow", "unknown_workflow"]),
        (vec!["exemption", &cut], 2, vec!["not JSON", "one JSON document"]),
        (vec!["exemption", none], 2, vec!["can't be read"]),
        (vec![none], 2, vec!["neither a built-in workflow"]),
        (vec!["exemption", "--config", none], 2, vec!["can't be read"]),
        (vec!["exemption", "--reference", &long], 2, vec!["too long for a QR code"]),
        (vec!["exemption", "--reference", ""], 2, vec!["--reference"]),
        (vec![], 2, vec!["WORKFLOW|FILE"]),
    ] {
        let (exit, page, stderr) = paper(&arguments, "");
        assert_eq!((exit, page.as_str()), (code, ""), "{arguments:?}: {stderr}");
        assert!(parts.iter().all(|part| stderr.contains(part)), "{arguments:?}: {stderr}");
    }
}
