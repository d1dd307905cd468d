//! Remarks: each golden submission shows exactly those that are named, and never as a problem.

use crate::assessed;
use crate::support::workflows::{WORKFLOWS, changes};
use serde_json::Value;
use std::collections::BTreeSet;

fn ids(case: &Value, member: &str) -> Vec<String> {
    case[member].as_array().into_iter().flatten().map(|id| id.as_str().unwrap().to_owned()).collect()
}

#[test]
fn shows_the_remarks_that_apply() {
    for form in WORKFLOWS.iter().map(|workflow| &workflow.form) {
        let (mut shown, mut hidden) = (BTreeSet::new(), BTreeSet::new());
        for (name, case, submission) in changes(&form.id, "notes.json") {
            let assessment = assessed(form, &submission).unwrap();
            let holds = |id: &String| {
                let note = form.notes.iter().find(|note| note.id == *id);
                assessment.holds(note.unwrap_or_else(|| panic!("{name}: no note {id}")).when.as_ref())
            };
            for id in ids(&case, "shown") {
                assert!(holds(&id), "{name}: {id} is not shown");
                shown.insert(id);
            }
            for id in ids(&case, "hidden") {
                assert!(!holds(&id), "{name}: {id} is shown");
                hidden.insert(id);
            }
        }
        for note in &form.notes {
            assert!(shown.contains(&note.id), "{}: no case shows {}", form.id, note.id);
            let is_hidden = note.when.is_none() || hidden.contains(&note.id);
            assert!(is_hidden, "{}: no case hides {}", form.id, note.id);
        }
    }
}
