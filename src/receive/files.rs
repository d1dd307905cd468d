//! The attachments of a posted submission.

use super::findings::Findings;
use crate::form::Form;
use crate::json::Json;
use crate::problem::Problem;
use crate::validate::Assessment;
use crate::value::attachment::{self, Attachment};
use std::collections::BTreeSet;

/// The attachments that can be read, and the place in the list of each.
pub(super) fn read(json: &Json, findings: &mut Findings) -> (Vec<Attachment>, Vec<usize>) {
    let (mut files, mut places) = (Vec::new(), Vec::new());
    let Some(attachments) = json.get("attachments") else { return (files, places) };
    let Some(entries) = attachments.entries() else {
        findings.find("#/attachments".to_owned(), Problem::BadEnvelope);
        return (files, places);
    };
    let mut ids = BTreeSet::new();
    for (place, entry) in entries.iter().enumerate() {
        let file = Attachment::from_json(entry);
        let file = file.filter(|file| is_address(file.href.as_deref()) && ids.insert(file.id.clone()));
        let Some(file) = file else {
            findings.find(pointer(place), Problem::BadEnvelope);
            continue;
        };
        files.push(file);
        places.push(place);
    }
    (files, places)
}

/// Whether a file lies where a browser may fetch it: an address of the web, or a path of the portal. Another scheme,
/// such as `javascript:`, is nothing that a clerk should be led to.
fn is_address(href: Option<&str>) -> bool {
    let scheme = href.and_then(|href| {
        href.split([':', '/', '?', '#']).next().filter(|start| href[start.len()..].starts_with(':'))
    });
    scheme.is_none_or(|scheme| ["https", "http"].iter().any(|known| scheme.eq_ignore_ascii_case(known)))
}

fn pointer(place: usize) -> String {
    ["#/attachments/", &place.to_string()].concat()
}

/// Finds files that nobody asked for, and files that are not what they say.
pub(super) fn check(
    form: &Form,
    assessment: &Assessment,
    files: &[Attachment],
    places: &[usize],
    findings: &mut Findings,
) {
    for (file, place) in files.iter().zip(places) {
        let question = form.question(&file.answer).filter(|question| question.takes_files());
        let problem = match question {
            None => Some(Problem::UnknownQuestion),
            Some(_) if !assessment.is_asked(&file.answer) => Some(Problem::NotAsked),
            Some(question) => attachment::check(file, question.accepts(), &form.limits).err(),
        };
        if let Some(problem) = problem {
            findings.find(pointer(*place), problem);
        }
    }
}
