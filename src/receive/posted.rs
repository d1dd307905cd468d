//! Answers of a posted submission, each with its question and its place.

use crate::control::row_name;
use crate::form::{Kind, Question};
use crate::json::Json;
use crate::place::Place;

/// An answer at the top level or in a row of a group.
pub(super) struct Posted<'a> {
    pub question: &'a Question,
    /// Name of its controls in a draft.
    pub name: String,
    pub value: &'a Json,
    pub place: Place,
}

/// Returns the answer to a question; for a group, the answers to its questions in all rows.
pub(super) fn posted<'a>(question: &'a Question, value: &'a Json) -> Vec<Posted<'a>> {
    if question.kind != Kind::Group {
        let place = Place::answer(&question.id);
        return vec![Posted { question, name: question.id.clone(), value, place }];
    }
    let mut all = Vec::new();
    for (row, answers) in value.entries().unwrap_or_default().iter().enumerate() {
        for inner in &question.questions {
            if let Some(value) = answers.get(&inner.id) {
                let name = row_name(&question.id, row, &inner.id);
                let place = Place::in_row(&question.id, row, &inner.id);
                all.push(Posted { question: inner, name, value, place });
            }
        }
    }
    all
}
