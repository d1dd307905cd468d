//! Notes: which ones the golden submissions show and hide.

use crate::assessed;
use crate::support::workflows::{WORKFLOWS, changes};
use guitai::form::Form;
use serde_json::Value;
use std::collections::BTreeSet;

fn ids(case: &Value, member: &str) -> Vec<String> {
    case[member].as_array().into_iter().flatten().map(|id| id.as_str().unwrap().to_owned()).collect()
}

/// Returns the notes that are not shown or hidden as expected; all of them if the envelope is invalid.
pub fn wrong(form: &Form, entry: &Value, submission: &Value) -> Vec<String> {
    let assessment = assessed(form, submission);
    let is = |id: &String, expected: bool| {
        let note = form.notes.iter().find(|note| note.id == *id);
        note.zip(assessment.as_ref())
            .is_some_and(|(note, assessment)| assessment.holds(note.when.as_ref()) == expected)
    };
    let shown = ids(entry, "shown").into_iter().filter(|id| !is(id, true));
    let hidden = ids(entry, "hidden").into_iter().filter(|id| !is(id, false));
    shown.chain(hidden).collect()
}

#[test]
fn shows_and_hides_notes() {
    for form in WORKFLOWS.iter().map(|workflow| &workflow.form) {
        let (mut shown, mut hidden) = (BTreeSet::new(), BTreeSet::new());
        for (name, entry, submission) in changes(&form.id, "notes.json") {
            assert_eq!(wrong(form, &entry, &submission), Vec::<String>::new(), "{name}");
            shown.extend(ids(&entry, "shown"));
            hidden.extend(ids(&entry, "hidden"));
        }
        for note in &form.notes {
            assert!(shown.contains(&note.id), "{}: no case shows {}", form.id, note.id);
            let is_hidden = note.when.is_none() || hidden.contains(&note.id);
            assert!(is_hidden, "{}: no case hides {}", form.id, note.id);
        }
    }
}
