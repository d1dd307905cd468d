//! Comparison of posted answers with their canonical form.

use super::posted::{Posted, posted};
use super::problems::Problems;
use crate::answer::Answer;
use crate::draft::Draft;
use crate::form::{Form, Kind, Question};
use crate::json::Json;
use crate::place::Place;
use crate::problem::{Code, Problem};
use crate::validate::Assessment;

/// Maximum length of a quoted answer in characters.
const MAX_QUOTED_LENGTH: usize = 60;

/// Adds problems for answers to questions that were not asked, and for answers that are not in canonical
/// form.
pub(super) fn compare(
    form: &Form,
    draft: &Draft,
    assessment: &Assessment,
    answers: &Json,
    problems: &mut Problems,
) {
    let refused = refused(problems);
    for question in form.questions() {
        let Some(value) = answers.get(&question.id) else { continue };
        if !assessment.is_asked(&question.id) {
            if !depends_on(&refused, form, question) {
                problems.add_if_first(Place::answer(&question.id), Problem::NotAsked);
            }
        } else if question.kind == Kind::Group && value.entries().is_some_and(<[Json]>::is_empty) {
            // A group without rows is no answer, and must be absent.
            problems.add_if_first(Place::answer(&question.id), Problem::Empty);
        } else {
            match assessment.answer(&question.id) {
                Some(own) if question.kind != Kind::Group => {
                    compare_value(own.to_json().as_ref(), value, &|| Place::answer(&question.id), problems);
                }
                _ => posted(question, value).iter().for_each(|own| compare_answer(own, draft, problems)),
            }
        }
    }
}

/// Returns the questions whose chosen option is refused, or may not be chosen by this filer.
fn refused(problems: &Problems) -> Vec<String> {
    let refused = problems.iter().filter(|located| match located.problem {
        Problem::Refused { .. } => true,
        Problem::Rule { code, .. } => code == Code::NotEntitled,
        _ => false,
    });
    refused.filter_map(|located| located.place.question()).map(str::to_owned).collect()
}

/// Returns whether a question is asked depending on an answer that is refused. Its answer is then not
/// reported as a separate mistake.
fn depends_on(refused: &[String], form: &Form, question: &Question) -> bool {
    let step = form.step_of(&question.id);
    let mut depends = false;
    for condition in question.when.iter().chain(step.and_then(|step| step.when.as_ref())) {
        condition.answers(&mut |id| depends |= refused.iter().any(|refused| refused == id));
    }
    depends
}

fn compare_answer(answer: &Posted, draft: &Draft, problems: &mut Problems) {
    let Ok(read) = Answer::read(answer.question, draft, &answer.name) else { return };
    let canonical = read.and_then(|read| read.to_json());
    compare_value(canonical.as_ref(), answer.value, &|| answer.place.clone(), problems);
}

/// Compares a value with its canonical form, which is absent if there should be no value.
fn compare_value(canonical: Option<&Json>, value: &Json, place: &dyn Fn() -> Place, problems: &mut Problems) {
    if canonical == Some(value) {
        return;
    }
    let mut places = Vec::new();
    differences(canonical.unwrap_or(&Json::Null), value, &place(), &mut places);
    for (place, canonical) in places {
        problems.add_if_first(place, not_canonical(canonical));
    }
}

/// Returns the problem of a value that should have this canonical form.
pub(super) fn not_canonical(canonical: &Json) -> Problem {
    let written = match canonical {
        Json::Null => return Problem::Empty,
        Json::String(text) => text.clone(),
        other => other.write(),
    };
    let mut canonical: String = written.chars().take(MAX_QUOTED_LENGTH).collect();
    if canonical.len() < written.len() {
        canonical.push('…');
    }
    Problem::NotCanonical { canonical }
}

/// Collects the places at which two values differ, with the canonical values. The order of members is
/// ignored.
fn differences<'a>(canonical: &'a Json, posted: &Json, place: &Place, places: &mut Vec<(Place, &'a Json)>) {
    match (canonical, posted) {
        (Json::Object(expected), Json::Object(given)) => {
            for (name, value) in given {
                match canonical.get(name) {
                    Some(expected) => differences(expected, value, &place.member(name), places),
                    None => places.push((place.member(name), &Json::Null)),
                }
            }
            let absent = expected.iter().filter(|(name, _)| posted.get(name).is_none());
            places.extend(absent.map(|(name, value)| (place.member(name), value)));
        }
        (Json::Array(expected), Json::Array(given)) if expected.len() == given.len() => {
            for (index, (expected, given)) in expected.iter().zip(given).enumerate() {
                differences(expected, given, &place.member(&index.to_string()), places);
            }
        }
        _ if canonical != posted => places.push((place.clone(), canonical)),
        _ => {}
    }
}
