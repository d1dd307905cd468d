//! Checks of rules, stops and notes.

use super::Checker;
use crate::form::{Kind, Question, Remedy};

impl<'a> Checker<'a> {
    /// Checks the member `appointment`.
    fn appointment(&mut self) {
        let form = self.form;
        let Some(appointment) = &form.appointment else { return };
        let is = |id: &str, kinds: &[Kind]| form.question(id).is_some_and(|own| kinds.contains(&own.kind));
        if !is(&appointment.at, &[Kind::Date, Kind::DateTime]) {
            let what = format!("\"{}\" is not a question of kind date or date_time", appointment.at);
            self.fault("/appointment/at", what);
        }
        if let Some(place) = appointment.place.as_ref().filter(|place| !is(place, &[Kind::Text])) {
            self.fault("/appointment/place", format!("\"{place}\" is not a question of kind text"));
        }
    }

    /// Checks the members `replies` and `appointment`, and all rules, stops and notes.
    pub(super) fn rules(&mut self) {
        let form = self.form;
        let all: Vec<&Question> = form.questions().collect();
        if let Some(replies) = &form.replies {
            self.condition(replies, "/replies", &all);
        }
        self.appointment();
        for (index, rule) in form.rules.iter().enumerate() {
            let place = format!("/rules/{index}");
            let group =
                rule.each.as_ref().map(|id| form.question(id).filter(|group| group.kind == Kind::Group));
            if group == Some(None) {
                self.fault(&format!("{place}/each"), "is not a group of this form");
            }
            self.row_questions =
                group.flatten().map(|group| group.questions.iter().collect()).unwrap_or_default();
            let known = if rule.each.is_some() {
                self.row_questions.iter().any(|question| question.id == rule.at)
            } else {
                form.question(&rule.at).is_some()
            };
            if !known {
                self.fault(&format!("{place}/at"), format!("\"{}\" is not a question", rule.at));
            }
            if let Some(when) = &rule.when {
                self.condition(when, &format!("{place}/when"), &all);
                let asked = self.asked(&rule.at);
                self.possible(&[asked.as_slice(), &[when]].concat(), &format!("{place}/when"));
            }
            self.condition(&rule.require, &format!("{place}/require"), &all);
            let mut conditions = self.asked(&rule.at);
            conditions.extend(&rule.when);
            let can_apply = self.reach.possible(&conditions, None);
            conditions.push(&rule.require);
            if can_apply && !self.reach.possible(&conditions, None) {
                self.fault(&format!("{place}/require"), "can never be met");
            }
            self.row_questions.clear();
            if let Some(remedy) = &rule.remedy {
                self.remedy(remedy, &place);
            }
        }
        self.stops(&all);
        self.notes(&all);
    }

    /// Checks that the questions and options of a remedy exist.
    fn remedy(&mut self, remedy: &Remedy, place: &str) {
        let form = self.form;
        let ids = [&remedy.question, &remedy.into];
        for id in ids.into_iter().chain(&remedy.from).filter(|id| form.question(id).is_none()) {
            self.fault(&format!("{place}/remedy"), format!("\"{id}\" is not a question"));
        }
        for value in [&remedy.value, &remedy.with] {
            let question = form.question(&remedy.question);
            if !question.is_some_and(|question| question.offers(value)) {
                self.fault(&format!("{place}/remedy/replace"), format!("\"{value}\" is not an option"));
            }
        }
    }

    fn stops(&mut self, all: &[&'a Question]) {
        let form = self.form;
        for (index, stop) in form.stops.iter().enumerate() {
            if form.question(&stop.at).is_none() {
                self.fault(&format!("/stops/{index}/at"), format!("\"{}\" is not a question", stop.at));
            }
            self.condition(&stop.when, &format!("/stops/{index}/when"), all);
            let asked = self.asked(&stop.at);
            self.possible(&[asked.as_slice(), &[&stop.when]].concat(), &format!("/stops/{index}/when"));
        }
    }

    fn notes(&mut self, all: &[&'a Question]) {
        let form = self.form;
        for (index, note) in form.notes.iter().enumerate() {
            for (at, id) in note.at.iter().enumerate() {
                let page = id == "review" || id == "receipt" || form.steps.iter().any(|step| step.id == *id);
                if !page && form.question(id).is_none() {
                    self.fault(
                        &format!("/notes/{index}/at/{at}"),
                        format!("\"{id}\" is not a question or step"),
                    );
                }
            }
            if let Some(when) = &note.when {
                self.condition(when, &format!("/notes/{index}/when"), all);
                self.possible(&[when], &format!("/notes/{index}/when"));
            }
        }
    }
}
