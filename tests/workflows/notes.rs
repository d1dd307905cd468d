//! Notes: which ones the golden submissions show and hide.

use crate::support::workflows::{WORKFLOWS, changes};
use crate::{assessed, assessed_after};
use guitai::control::part_name;
use guitai::form::{Form, Kind, Question};
use serde_json::Value;
use std::collections::BTreeSet;

/// Returns the ids of the notes that a case lists as `shown` or `hidden`.
pub fn ids(case: &Value, member: &str) -> Vec<String> {
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

/// Returns the notes that are shown when the parts of a date are replaced.
fn shown_with<'a>(form: &'a Form, submission: &Value, date: &Question, year: &str) -> BTreeSet<&'a str> {
    let assessment = assessed_after(form, submission, |draft| {
        for part in date.kind.parts() {
            let text = if *part == "year" { year } else { "" };
            draft.set_text(&part_name(&date.id, part), text);
        }
    });
    let assessment = assessment.unwrap();
    let shown = form.notes.iter().filter(|note| assessment.holds(note.when.as_ref()));
    shown.map(|note| note.id.as_str()).collect()
}

/// A person who has typed only the year must not read that the day is near.
#[test]
fn a_half_typed_date_shows_no_note() {
    for workflow in WORKFLOWS.iter() {
        let is_date = |question: &&Question| matches!(question.kind, Kind::Date | Kind::DateTime);
        for date in workflow.form.questions().filter(is_date) {
            for case in workflow.valid() {
                let shown = |year| shown_with(&workflow.form, &case.submission, date, year);
                let (without, half) = (shown(""), shown("115"));
                assert!(half.is_subset(&without), "{}, {}: {half:?}, {without:?}", case.name, date.id);
            }
        }
    }
}
