//! Lists of the delivery, loaded when the page needs them: suggestions, villages, texts of the law.

use super::{Effect, Journey, Page};
use crate::form::Kind;
use crate::json::Json;

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

impl Journey {
    /// Requests the lists that the questions of the step suggest from.
    pub(super) fn want_lists(&mut self) {
        let Page::Step(id) = &self.page else { return };
        let assessment = self.assess(&self.form);
        let questions = self.form.steps.iter().filter(|step| step.id == *id).flat_map(|step| &step.questions);
        let asked = questions.filter(|question| assessment.is_asked(&question.id));
        let lists = asked.filter_map(|question| match question.kind {
            Kind::Address => Some(VILLAGES.to_owned()),
            _ => question.suggest_from.clone(),
        });
        for list in lists.collect::<Vec<_>>() {
            self.want(list);
        }
    }

    /// Requests a list, once.
    fn want(&mut self, list: String) {
        let Some(file) = file(&list) else { return };
        if self.lists.iter().any(|(known, _)| *known == list) {
            return;
        }
        self.lists.push((list.clone(), Json::Null));
        self.effects.push(Effect::LoadList { list, file });
    }

    /// Requests the texts of the law, also again if they have not arrived.
    pub(super) fn want_law(&mut self) {
        self.lists.retain(|(list, json)| list != LAW || *json != Json::Null);
        self.want(LAW.to_owned());
    }

    /// Takes a list that arrived.
    pub(super) fn take_list(&mut self, list: &str, json: &str) {
        if let Some(own) = self.lists.iter_mut().find(|(known, _)| known == list) {
            own.1 = Json::read(json).unwrap_or(Json::Null);
            self.draw();
        }
    }
}
