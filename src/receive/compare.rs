//! Posted answers against what a draft of them would give: nothing but the canonical form is accepted.

use crate::answer::Answer;
use crate::draft::{Draft, escape, row_name};
use crate::form::{Form, Kind, Question};
use crate::json::Json;
use crate::problem::{Finding, Problem};
use crate::validate::{Assessment, answer_pointer, is_within};

/// Most characters of an answer that are quoted.
const MOST_SHOWN: usize = 60;

/// Finds answers to questions that were not asked, and answers that are not in their canonical form.
pub(super) fn compare(
    form: &Form,
    draft: &Draft,
    assessment: &Assessment,
    id: &str,
    posted: &Json,
    findings: &mut Vec<Finding>,
) {
    let pointer = answer_pointer(id);
    let Some(question) = form.question(id) else { return };
    if !assessment.is_asked(id) {
        if !hangs_on_refused(form, question, findings) {
            add(findings, pointer, Problem::NotAsked);
        }
        return;
    }
    if question.kind != Kind::Group {
        compare_answer(question, draft, id, posted, &pointer, findings);
        return;
    }
    let rows = posted.entries().unwrap_or_default();
    if rows.is_empty() {
        // No rows are no answer, and no answer is left out.
        add(findings, pointer, Problem::Empty);
        return;
    }
    for (row, answers) in rows.iter().enumerate() {
        for (id, posted) in answers.members() {
            let Some(inner) = question.questions.iter().find(|inner| inner.id == *id) else { continue };
            let pointer = [&pointer, "/", &row.to_string(), "/", &escape(id)].concat();
            compare_answer(inner, draft, &row_name(&question.id, row, id), posted, &pointer, findings);
        }
    }
}

/// Whether a question would be asked or not by an answer that is refused: what goes with that one is not a mistake of
/// its own.
fn hangs_on_refused(form: &Form, question: &Question, findings: &[Finding]) -> bool {
    let is_refused = |id: &str| {
        let refuses = |finding: &Finding| {
            finding.pointer == answer_pointer(id)
                && matches!(&finding.problem, Problem::Rule { rule, .. } if rule.ends_with(".refused"))
        };
        findings.iter().any(refuses)
    };
    let step = form.step_of(&question.id).and_then(|step| form.steps.get(step));
    let mut hangs = false;
    for condition in question.when.iter().chain(step.and_then(|step| step.when.as_ref())) {
        condition.answers(&mut |id| hangs |= is_refused(id));
    }
    hangs
}

fn compare_answer(
    question: &Question,
    draft: &Draft,
    name: &str,
    posted: &Json,
    pointer: &str,
    findings: &mut Vec<Finding>,
) {
    let Ok(answer) = Answer::read(question, draft, name) else {
        return blame_form(question.kind, posted, pointer, findings);
    };
    let canonical = answer.and_then(|answer| answer.to_json()).unwrap_or(Json::Null);
    let mut places = Vec::new();
    differences(&canonical, posted, pointer, &mut places);
    for (place, canonical) in places {
        add(findings, place, not_canonical(canonical));
    }
}

/// A date that is typed may lack a part; one in JSON has a single form, and whatever is in another is told so, not what
/// of it could not be read. What holds no digit is no date in any form.
fn blame_form(kind: Kind, posted: &Json, pointer: &str, findings: &mut [Finding]) {
    let (form, problem) = match kind {
        Kind::Date => ("0000-00-00", Problem::DateFormat),
        Kind::DateTime => ("0000-00-00T00:00:00+00:00", Problem::MomentFormat),
        _ => return,
    };
    let text = posted.text().unwrap_or_default();
    let digits_alike = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c });
    if digits_alike.eq(form.chars()) || !text.contains(char::is_numeric) {
        return;
    }
    for finding in findings.iter_mut().filter(|finding| finding.pointer == pointer) {
        finding.problem = problem.clone();
    }
}

/// What is wrong with an answer that should be written so.
fn not_canonical(canonical: &Json) -> Problem {
    let written = match canonical {
        Json::Null => return Problem::Empty,
        Json::String(text) => text.clone(),
        other => other.write(),
    };
    let mut canonical: String = written.chars().take(MOST_SHOWN).collect();
    if canonical.len() < written.len() {
        canonical.push('…');
    }
    Problem::NotCanonical { canonical }
}

/// Adds a problem where none is known yet, neither below nor above.
fn add(findings: &mut Vec<Finding>, pointer: String, problem: Problem) {
    let is_known =
        |found: &Finding| is_within(&found.pointer, &pointer) || is_within(&pointer, &found.pointer);
    if !findings.iter().any(is_known) {
        findings.push(Finding { pointer, problem, cite: None });
    }
}

/// The places at which two values differ, and what should stand there; the order of an object's members does not
/// count.
fn differences<'a>(canonical: &'a Json, posted: &Json, pointer: &str, places: &mut Vec<(String, &'a Json)>) {
    let below = |name: &str| [pointer, "/", &escape(name)].concat();
    match (canonical, posted) {
        (Json::Object(expected), Json::Object(given)) => {
            for (name, value) in given {
                match canonical.get(name) {
                    Some(one) => differences(one, value, &below(name), places),
                    None => places.push((below(name), &Json::Null)),
                }
            }
            let absent = expected.iter().filter(|(name, _)| posted.get(name).is_none());
            places.extend(absent.map(|(name, value)| (below(name), value)));
        }
        (Json::Array(expected), Json::Array(given)) if expected.len() == given.len() => {
            for (index, (one, two)) in expected.iter().zip(given).enumerate() {
                differences(one, two, &below(&index.to_string()), places);
            }
        }
        _ if canonical != posted => places.push((pointer.to_owned(), canonical)),
        _ => {}
    }
}
