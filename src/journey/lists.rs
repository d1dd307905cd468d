//! Lists of the delivery, loaded when the page needs them: suggestions, villages, texts of the law.

use super::{Effect, Journey, Page};
use crate::form::{Kind, Question};
use crate::json::Json;
use crate::validate::Assessment;
use std::rc::Rc;

/// The list with the villages of each township.
pub const VILLAGES: &str = "villages";
/// The list with the texts of the law.
pub const LAW: &str = "law";

/// Returns the file with a list; the units of a portal are in its config.
fn file(list: &str) -> Option<&'static str> {
    Some(match list {
        "posts" => "data/units.json",
        VILLAGES => "data/villages.json",
        LAW => "data/law.json",
        _ => return None,
    })
}

/// Returns the list with the suggestions for a question.
fn source(question: &Question) -> Option<&str> {
    match question.kind {
        Kind::Address => Some(VILLAGES),
        _ => question.suggest_from.as_deref(),
    }
}

impl Journey {
    /// Counts the questions of the step, and requests the lists with their suggestions.
    pub(super) fn note_questions(&mut self, assessment: &Assessment) {
        self.asked = 0;
        let Page::Step(id) = &self.page else { return };
        let form = Rc::clone(&self.content.form);
        let Some(step) = form.steps.iter().find(|step| step.id == *id) else { return };
        for question in step.questions.iter().filter(|question| assessment.is_asked(&question.id)) {
            self.asked += 1;
            if let Some(list) = source(question) {
                self.want(list);
            }
        }
    }

    /// Requests a list, once.
    fn want(&mut self, list: &str) {
        let Some(file) = file(list) else { return };
        if !self.lists.iter().any(|(known, _)| known == list) {
            self.lists.push((list.to_owned(), Json::Null));
            self.effects.push(Effect::LoadList { list: list.to_owned(), file });
        }
    }

    /// Requests the texts of the law, again if an earlier request failed.
    pub(super) fn want_law(&mut self) {
        self.lists.retain(|(list, json)| list != LAW || *json != Json::Null);
        self.want(LAW);
    }

    /// Takes a list that arrived.
    pub(super) fn take_list(&mut self, list: &str, json: &str) {
        if let Some(own) = self.lists.iter_mut().find(|(known, _)| known == list) {
            own.1 = Json::read(json).unwrap_or(Json::Null);
            self.draw();
        }
    }
}
