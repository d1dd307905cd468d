//! Parsing and checks of a submission's attachments.

use super::problems::Problems;
use crate::form::Form;
use crate::json::Json;
use crate::place::Place;
use crate::problem::Problem;
use crate::validate::Assessment;
use crate::value::attachment::{self, Attachment};
use std::collections::BTreeSet;

/// Parses the attachments. Returns the valid ones, and the index of each in the list.
pub(super) fn read(json: &Json, problems: &mut Problems) -> (Vec<Attachment>, Vec<usize>) {
    let (mut files, mut places) = (Vec::new(), Vec::new());
    let Some(attachments) = json.get("attachments") else { return (files, places) };
    let Some(entries) = attachments.entries() else {
        problems.add(Place::Files, Problem::BadEnvelope);
        return (files, places);
    };
    let mut ids = BTreeSet::new();
    for (place, entry) in entries.iter().enumerate() {
        let file = Attachment::from_json(entry);
        let file = file.filter(|file| is_web_url(file.href.as_deref()) && ids.insert(file.id.clone()));
        let Some(file) = file else {
            problems.add(Place::File(place), Problem::BadEnvelope);
            continue;
        };
        files.push(file);
        places.push(place);
    }
    (files, places)
}

/// Returns whether an `href` is a web URL or a path of the portal. Other schemes, such as `javascript:`, are
/// refused because staff open these links.
fn is_web_url(href: Option<&str>) -> bool {
    let scheme = href.and_then(|href| {
        href.split([':', '/', '?', '#']).next().filter(|start| href[start.len()..].starts_with(':'))
    });
    scheme.is_none_or(|scheme| ["https", "http"].iter().any(|known| scheme.eq_ignore_ascii_case(known)))
}

/// Checks that each file answers a question that is asked, and that its content matches its metadata.
pub(super) fn check(
    form: &Form,
    assessment: &Assessment,
    files: &[Attachment],
    places: &[usize],
    problems: &mut Problems,
) {
    for (file, place) in files.iter().zip(places) {
        let question = form.question(&file.answer).filter(|question| question.takes_files());
        let problem = match question {
            None => Some(Problem::UnknownQuestion),
            Some(_) if !assessment.is_asked(&file.answer) => Some(Problem::NotAsked),
            Some(question) => attachment::check(file, question.accepts(), &form.limits).err(),
        };
        if let Some(problem) = problem {
            problems.add(Place::File(*place), problem);
        }
    }
}
