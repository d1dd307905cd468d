//! Detection of dates and parts of addresses that are not in canonical form.
//!
//! The parsers accept many spellings, but a submission must have the canonical one. Such a value is reported
//! at its place, and no other check uses it: the spelling of a county causes no problem of its township.

use super::compare::not_canonical;
use super::posted::{Posted, posted};
use crate::answer::Answer;
use crate::control::part_name;
use crate::draft::Draft;
use crate::form::{Form, Kind};
use crate::json::Json;
use crate::problem::{LocatedProblem, Part, Problem};
use crate::value::address;

/// Parts of an address, in the order of `Kind::parts`.
const PARTS: [Part; 4] = [Part::County, Part::Township, Part::Street, Part::PostalCode];

/// A problem, and the top-level question of its answer.
pub(super) struct Misspelt<'a> {
    pub question: &'a str,
    pub problem: LocatedProblem,
}

/// Returns the problems of misspelt values, and clears misspelt parts of addresses in the draft.
pub(super) fn take_misspelt<'a>(form: &'a Form, answers: &Json, draft: &mut Draft) -> Vec<Misspelt<'a>> {
    let mut all = Vec::new();
    for question in form.questions() {
        if !matches!(question.kind, Kind::Date | Kind::DateTime | Kind::Address | Kind::Group) {
            continue;
        }
        let Some(value) = answers.get(&question.id) else { continue };
        for answer in posted(question, value) {
            let problems = match answer.question.kind {
                Kind::Date => date(&answer, draft, "0000-00-00", Problem::DateFormat),
                Kind::DateTime => date(&answer, draft, "0000-00-00T00:00:00+00:00", Problem::MomentFormat),
                Kind::Address => parts(&answer, draft),
                _ => continue,
            };
            all.extend(problems.into_iter().map(|problem| Misspelt { question: &question.id, problem }));
        }
    }
    all
}

/// Returns a problem of format for a date that cannot be parsed and does not have the canonical form. It
/// replaces the problem of the parser, which may name a missing part. A text without digits is left to the
/// parser.
fn date(answer: &Posted, draft: &Draft, form: &str, problem: Problem) -> Vec<LocatedProblem> {
    let text = answer.value.text().unwrap_or_default();
    let digits_alike = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c });
    let is_in_form = digits_alike.eq(form.chars()) || !text.contains(char::is_numeric);
    if is_in_form || Answer::read(answer.question, draft, &answer.name).is_ok() {
        return Vec::new();
    }
    vec![LocatedProblem::new(answer.place.clone(), problem, answer.question.cite.clone())]
}

fn parts(answer: &Posted, draft: &mut Draft) -> Vec<LocatedProblem> {
    let mut problems = Vec::new();
    for (part, name) in PARTS.into_iter().zip(Kind::Address.parts()) {
        let Some(text) = answer.value.get(name).and_then(Json::text) else { continue };
        let Some(canonical) = address::respelt(part, text) else { continue };
        draft.set_text(&part_name(&answer.name, name), "");
        let problem = not_canonical(&Json::String(canonical));
        problems.push(LocatedProblem::new(answer.place.member(name), problem, None));
    }
    problems
}
