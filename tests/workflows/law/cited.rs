//! Parts of definitions that cite a clause, and posts of units.

use super::covered::Golden;
use guitai::config::PRIVACY_ITEMS;
use guitai::form::{BUILTIN, builtin};
use serde_json::Value;

/// A part of a definition, with the cases that cover it.
pub struct Element {
    /// Name in the table: workflow, type of the part, id.
    pub name: String,
    /// Citation with the title of the law.
    pub cite: String,
    /// Names of covering cases, each with its workflow.
    pub cases: Vec<String>,
    /// Whether the citation is in a data list, where its text is not shown.
    pub is_data: bool,
}

/// Returns all citing parts.
pub fn elements() -> Vec<Element> {
    let mut found = Vec::new();
    for workflow in BUILTIN {
        let definition: Value = serde_json::from_str(builtin(workflow).unwrap()).unwrap();
        let own = definition["law"]["title"].as_str().unwrap_or_default();
        let golden = Golden::of(workflow);
        let mut add = |what: &str, id: String, part: &Value| {
            if let Some(cite) = part["cite"].as_str() {
                let cite = if cite.starts_with('第') { format!("{own}{cite}") } else { cite.to_owned() };
                let cases = golden.covering(what, &id, part);
                found.push(Element {
                    name: format!("{workflow}: {what} `{id}`"),
                    cite,
                    cases,
                    is_data: false,
                });
            }
        };
        let list = |name: &str| definition[name].as_array().cloned().unwrap_or_default();
        for question in list("steps").iter().flat_map(|step| step["questions"].as_array().unwrap()) {
            let id = question["id"].as_str().unwrap();
            add("question", id.to_owned(), question);
            for option in question["options"].as_array().into_iter().flatten() {
                let name = format!("{id}={}", option["value"].as_str().unwrap());
                add("option", name.clone(), option);
                add("refusal", name, &option["refused"]);
            }
        }
        for (name, what) in [("rules", "rule"), ("stops", "stop"), ("notes", "note"), ("notices", "notice")] {
            for part in list(name) {
                add(what, part["id"].as_str().unwrap().to_owned(), &part);
            }
        }
        if !list("notices").is_empty() {
            found.extend(privacy_items(workflow, &golden));
        }
    }
    found.extend(posts());
    found
}

/// Returns the six items of the privacy notice, in the order of the clauses.
fn privacy_items(workflow: &str, golden: &Golden) -> impl Iterator<Item = Element> {
    PRIVACY_ITEMS.iter().enumerate().map(move |(index, item)| Element {
        name: format!("{workflow}: notice `privacy`, `{item}`"),
        cite: format!("個人資料保護法第8條第1項第{}款", index + 1),
        cases: golden.covering("notice", "privacy", &Value::Null),
        is_data: true,
    })
}

/// Returns the suggestions of `post`. A case with any of them covers the list.
fn posts() -> Vec<Element> {
    let units: Value = serde_json::from_str(include_str!("../../../www/data/units.json")).unwrap();
    let mut found = Vec::new();
    collect(&units, &mut found);
    found
}

fn collect(unit: &Value, found: &mut Vec<Element>) {
    for part in unit["sub_units"].as_array().into_iter().flatten() {
        for post in part["posts"].as_array().unwrap() {
            found.push(Element {
                name: format!("suggestion of `post`: {}", post[0].as_str().unwrap()),
                cite: format!("{}{}", super::REGULATION, post[2].as_str().unwrap()),
                cases: vec!["tests/browser/steps.spec.js".to_owned()],
                is_data: true,
            });
        }
    }
    for below in unit["of"].as_object().into_iter().flat_map(|of| of.values()) {
        collect(below, found);
    }
}
