//! Remarks: each golden submission shows exactly those that are named, and never as a problem.

use crate::support::cases::{FORM, changed};
use guitai::draft::Draft;
use guitai::json::Json;
use guitai::validate::{Channel, Circumstances, Mode, assess};
use serde_json::Value;
use std::collections::BTreeSet;

fn ids<'a>(case: &'a Value, member: &str) -> Vec<&'a str> {
    case[member].as_array().into_iter().flatten().map(|id| id.as_str().unwrap()).collect()
}

#[test]
fn shows_the_remarks_that_apply() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("../forms/exemption/notes.json")).unwrap();
    let (mut shown, mut hidden) = (BTreeSet::new(), BTreeSet::new());
    for case in &cases {
        let submission = changed(case);
        let answers = Json::read(&submission["answers"].to_string()).unwrap();
        let (draft, _) = Draft::from_answers(&FORM, &answers);
        let mode = if submission.get("staff").is_some() { Mode::Assisted } else { Mode::Web };
        let channel = Channel::from_name(submission["channel"].as_str().unwrap()).unwrap();
        let today = "2026-11-21".parse().unwrap();
        let assessment = assess(&FORM, &draft, Circumstances { today, mode, channel });
        let holds = |id: &str| {
            let note = FORM.notes.iter().find(|note| note.id == id).unwrap_or_else(|| panic!("no note {id}"));
            assessment.holds(note.when.as_ref())
        };
        for id in ids(case, "shown") {
            assert!(holds(id), "{}: {id} is not shown", case["name"]);
            shown.insert(id);
        }
        for id in ids(case, "hidden") {
            assert!(!holds(id), "{}: {id} is shown", case["name"]);
            hidden.insert(id);
        }
    }
    for note in &FORM.notes {
        assert!(shown.contains(note.id.as_str()), "no case shows {}", note.id);
        assert!(hidden.contains(note.id.as_str()) || note.when.is_none(), "no case hides {}", note.id);
    }
}
