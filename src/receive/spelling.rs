//! Dates that are not written as JSON has them, and parts of addresses likewise.
//!
//! A person may write a date in many ways and 台 for 臺; JSON has one spelling. What is in another is told so where it
//! stands, and nothing else is judged by it: a township is not blamed for how its county is written.

use super::compare::not_canonical;
use super::posted::{Posted, posted};
use crate::answer::Answer;
use crate::draft::{Draft, part_name};
use crate::form::{Form, Kind};
use crate::json::Json;
use crate::problem::{Finding, Part, Problem};
use crate::value::address;

/// The parts of an address, in the order of `Kind::parts`.
const PARTS: [Part; 4] = [Part::County, Part::Township, Part::Street, Part::PostalCode];

/// A problem, and the question at the top to whose answer it belongs.
pub(super) struct Misspelt<'a> {
    pub question: &'a str,
    pub finding: Finding,
}

/// Finds what is misspelt, and takes such parts of addresses out of the draft.
pub(super) fn misspelt<'a>(form: &'a Form, answers: &Json, draft: &mut Draft) -> Vec<Misspelt<'a>> {
    let mut all = Vec::new();
    for question in form.questions() {
        let Some(value) = answers.get(&question.id) else { continue };
        for answer in posted(question, value) {
            let findings = match answer.question.kind {
                Kind::Date => date(&answer, draft, "0000-00-00", Problem::DateFormat),
                Kind::DateTime => date(&answer, draft, "0000-00-00T00:00:00+00:00", Problem::MomentFormat),
                Kind::Address => parts(&answer, draft),
                _ => continue,
            };
            all.extend(findings.into_iter().map(|finding| Misspelt { question: &question.id, finding }));
        }
    }
    all
}

/// A date that is typed may lack a part; one in JSON has a single form, and one that is in another and can't be read is
/// told so, not what of it could not be read. What holds no digit is no date in any form.
fn date(answer: &Posted, draft: &Draft, form: &str, problem: Problem) -> Vec<Finding> {
    let text = answer.value.text().unwrap_or_default();
    let digits_alike = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c });
    let is_in_form = digits_alike.eq(form.chars()) || !text.contains(char::is_numeric);
    if is_in_form || Answer::read(answer.question, draft, &answer.name).is_ok() {
        return Vec::new();
    }
    vec![Finding::new(answer.pointer.clone(), problem, answer.question.cite.clone())]
}

fn parts(answer: &Posted, draft: &mut Draft) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (part, name) in PARTS.into_iter().zip(Kind::Address.parts()) {
        let Some(text) = answer.value.get(name).and_then(Json::text) else { continue };
        let Some(canonical) = address::respelt(part, text) else { continue };
        draft.set_text(&part_name(&answer.name, name), "");
        let pointer = [&answer.pointer, "/", name].concat();
        findings.push(Finding::new(pointer, not_canonical(&Json::String(canonical)), None));
    }
    findings
}
