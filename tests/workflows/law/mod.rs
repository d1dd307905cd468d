//! Coverage of the law: each clause that concerns a form has citing elements, and each element has a case.

mod cited;
mod covered;
mod sources;
mod unrelated;

use cited::{Element, elements};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::LazyLock;
use unrelated::unrelated;

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/law-coverage.md");
const REGULATION: &str = "民防團隊編組訓練演習服勤及支援軍事勤務辦法";

/// The laws whose texts are delivered.
static LAWS: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../../www/data/law.json")).unwrap());

/// The clauses to cover: law, and prefixes of its articles.
const SCOPE: [(&str, &[&str]); 3] = [
    (REGULATION, &["第7條第", "第20條", "第21條", "第22條", "第23條", "第24條", "第25條", "第26條"]),
    ("行政程序法", &["第168條", "第169條", "第170條", "第171條", "第172條", "第173條"]),
    ("個人資料保護法", &["第8條"]),
];

/// Iterates over law and clause of all delivered texts.
fn clauses() -> impl Iterator<Item = (&'static str, &'static str)> {
    let laws = LAWS["laws"].as_array().unwrap().iter();
    laws.flat_map(|law| {
        let title = law["title"].as_str().unwrap();
        law["clauses"].as_array().unwrap().iter().map(move |clause| (title, clause["cite"].as_str().unwrap()))
    })
}

fn in_scope(law: &str, cite: &str) -> bool {
    SCOPE
        .iter()
        .any(|(title, articles)| *title == law && articles.iter().any(|start| cite.starts_with(start)))
}

/// Returns whether an element cites a clause or a part of it.
fn cites(element: &Element, law: &str, cite: &str) -> bool {
    let place = element.cite.strip_prefix(law);
    place
        .and_then(|place| place.strip_prefix(cite))
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('第'))
}

/// Writes the table of the clauses of one law.
fn table(title: &str, elements: &[Element], faults: &mut Vec<String>) -> String {
    let mut rows = String::new();
    for (law, cite) in clauses().filter(|(law, cite)| *law == title && in_scope(law, cite)) {
        let citing: Vec<&Element> = elements.iter().filter(|element| cites(element, law, cite)).collect();
        let unrelated = unrelated().find(|(other, clause, _)| *other == law && *clause == cite);
        let (what, cases) = match (citing.as_slice(), unrelated) {
            ([], None) => {
                faults.push(format!("{law}{cite} has no element"));
                continue;
            }
            ([], Some((_, _, why))) => (why.to_owned(), "–".to_owned()),
            (citing, _) => {
                for element in citing.iter().filter(|element| element.cases.is_empty()) {
                    faults.push(format!("{law}{cite}: no case covers {}", element.name));
                }
                (names(citing), cases(citing))
            }
        };
        writeln!(rows, "| {cite} | {what} | {cases} |").unwrap();
    }
    format!("## {title}\n\n| clause | question, option, rule, stop or note | case |\n|---|---|---|\n{rows}\n")
}

fn names(elements: &[&Element]) -> String {
    elements.iter().map(|element| element.name.clone()).collect::<Vec<_>>().join("<br>")
}

/// Returns one case per element.
fn cases(elements: &[&Element]) -> String {
    let cases: Vec<String> =
        elements.iter().map(|element| element.cases.first().cloned().unwrap_or_default()).collect();
    cases.join("<br>")
}

/// With `UPDATE_COVERAGE=1` in the environment the test writes the table.
#[test]
fn every_clause_has_an_element_and_a_case() {
    let elements = elements();
    let mut faults = Vec::new();
    let mut text = String::from(
        "# Coverage of the law\n\nEach clause that concerns a form, the elements of the definitions (`www/forms`) that rest \
         on it, and a test case of `tests/forms` for each element. `cargo test --test workflows` compares this table \
         with the definitions, the texts of the laws (`www/data/law.json`) and the cases; `UPDATE_COVERAGE=1 cargo test \
         --test workflows law` writes it.\n\n",
    );
    for (title, _) in SCOPE {
        text += &table(title, &elements, &mut faults);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let text = text.trim_end().to_owned() + "\n";
    if std::env::var_os("UPDATE_COVERAGE").is_some() {
        std::fs::write(TABLE, &text).unwrap();
    }
    assert!(std::fs::read_to_string(TABLE).unwrap() == text, "docs/law-coverage.md is not up to date");
}

/// Every citation has a text, and every text is cited or in the scope.
#[test]
fn every_citation_has_its_text() {
    let known: BTreeSet<String> = clauses().map(|(law, cite)| format!("{law}{cite}")).collect();
    assert_eq!(known.len(), clauses().count(), "a clause is repeated");
    let cited: BTreeSet<String> =
        elements().into_iter().filter(|one| !one.is_data).map(|one| one.cite).collect();
    for cite in &cited {
        assert!(known.contains(cite), "{cite} has no text");
    }
    for (law, cite) in clauses() {
        assert!(cited.contains(&format!("{law}{cite}")) || in_scope(law, cite), "{law}{cite} is not used");
    }
}

#[test]
fn unrelated_clauses_have_no_elements() {
    let elements = elements();
    for (law, cite, _) in unrelated() {
        assert!(clauses().any(|clause| clause == (law, cite)), "there is no {law}{cite}");
        let citing = elements.iter().find(|element| cites(element, law, cite));
        assert!(citing.is_none(), "{law}{cite} is cited by {}", citing.unwrap().name);
    }
}
