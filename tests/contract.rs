//! The lists of `docs/contract.md` agree with the code. Its tables of the element are compared by
//! `tests/interface.rs`.
#![allow(clippy::unwrap_used)]

use guitai::problem::Code;
use std::collections::BTreeSet;

const CONTRACT: &str = include_str!("../docs/contract.md");

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

#[test]
fn lists_every_problem_code() {
    let codes = Code::ALL.map(Code::as_str).into_iter().collect();
    assert_eq!(first_column(CONTRACT, "Problem codes"), codes);
}
