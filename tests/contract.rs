//! The lists of `docs/contract.md` and of the README agree with the code.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use guitai::problem::Code;
use serde_json::Value;
use std::collections::BTreeSet;

const CONTRACT: &str = include_str!("../docs/contract.md");
const README: &str = include_str!("../README.md");
const MANIFEST: &str = include_str!("../www/custom-elements.json");

/// The text between a heading of that name and the next heading.
fn section<'a>(document: &'a str, heading: &str) -> &'a str {
    let (_, rest) = document.split_once(&format!("# {heading}\n")).unwrap();
    rest.split("\n#").next().unwrap()
}

/// The names in backticks in the first column of the tables of a section.
fn first_column<'a>(document: &'a str, heading: &str) -> BTreeSet<&'a str> {
    let cells =
        section(document, heading).lines().filter_map(|line| line.strip_prefix("| ")?.split(" |").next());
    cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect()
}

/// The names in a list of the custom elements manifest.
fn manifest(list: &str) -> BTreeSet<String> {
    let manifest: Value = serde_json::from_str(MANIFEST).unwrap();
    let entries = manifest["modules"][0]["declarations"][0][list].as_array().unwrap().clone();
    entries.iter().map(|entry| entry["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn lists_every_problem_code() {
    let codes = Code::ALL.map(Code::as_str).into_iter().collect();
    assert_eq!(first_column(CONTRACT, "Problem codes"), codes);
}

#[test]
fn lists_every_attribute_property_and_event() {
    for document in [CONTRACT, README] {
        let listed = |heading: &str| -> BTreeSet<String> {
            first_column(document, heading)
                .iter()
                .map(|name| name.trim_end_matches("()").to_owned())
                .collect()
        };
        assert_eq!(listed("Attributes"), manifest("attributes"));
        assert_eq!(listed("Properties and methods"), manifest("members"));
        // Another table of the section lists the kinds of errors.
        let events = listed("Events").into_iter().filter(|name| name.starts_with("guitai-"));
        assert_eq!(events.collect::<BTreeSet<_>>(), manifest("events"));
    }
}
