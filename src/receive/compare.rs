//! Posted answers against what a draft of them would give: nothing but the canonical form is accepted.

use super::findings::Findings;
use super::posted::{Posted, posted};
use crate::answer::Answer;
use crate::draft::{Draft, escape};
use crate::form::{Form, Kind, Question};
use crate::json::Json;
use crate::problem::Problem;
use crate::validate::{Assessment, answer_pointer};

/// Most characters of an answer that are quoted.
const MOST_SHOWN: usize = 60;

/// Finds answers to questions that were not asked, and answers that are not in their canonical form.
pub(super) fn compare(
    form: &Form,
    draft: &Draft,
    assessment: &Assessment,
    answers: &Json,
    findings: &mut Findings,
) {
    let refused = refused(form, findings);
    for question in form.questions() {
        let Some(value) = answers.get(&question.id) else { continue };
        if !assessment.is_asked(&question.id) {
            if !hangs_on(&refused, form, question) {
                findings.find_first(answer_pointer(&question.id), Problem::NotAsked);
            }
        } else if question.kind == Kind::Group && value.entries().is_some_and(<[Json]>::is_empty) {
            // No rows are no answer, and no answer is left out.
            findings.find_first(answer_pointer(&question.id), Problem::Empty);
        } else {
            for answer in posted(question, value) {
                compare_answer(&answer, draft, findings);
            }
        }
    }
}

/// The questions whose chosen option is refused.
fn refused<'a>(form: &'a Form, findings: &Findings) -> Vec<&'a str> {
    let mut ids = Vec::new();
    for finding in findings.iter() {
        if let Problem::Rule { rule, .. } = &finding.problem
            && rule.ends_with(".refused")
        {
            let chosen = form.questions().find(|question| answer_pointer(&question.id) == finding.pointer);
            ids.extend(chosen.map(|question| question.id.as_str()));
        }
    }
    ids
}

/// Whether a question would be asked or not by an answer that is refused: what goes with that one is not a mistake of
/// its own.
fn hangs_on(refused: &[&str], form: &Form, question: &Question) -> bool {
    let step = form.step_of(&question.id).and_then(|step| form.steps.get(step));
    let mut hangs = false;
    for condition in question.when.iter().chain(step.and_then(|step| step.when.as_ref())) {
        condition.answers(&mut |id| hangs |= refused.contains(&id));
    }
    hangs
}

fn compare_answer(answer: &Posted, draft: &Draft, findings: &mut Findings) {
    let Ok(read) = Answer::read(answer.question, draft, &answer.name) else { return };
    let canonical = read.and_then(|read| read.to_json()).unwrap_or(Json::Null);
    let mut places = Vec::new();
    differences(&canonical, answer.value, &answer.pointer, &mut places);
    for (place, canonical) in places {
        findings.find_first(place, not_canonical(canonical));
    }
}

/// What is wrong with an answer that should be written so.
pub(super) fn not_canonical(canonical: &Json) -> Problem {
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
