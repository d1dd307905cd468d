//! Checks over several answers: missing answers, stops and rules.

use super::facts::Row;
use super::{AskedQuestion, Assessment};
use crate::answer::Answer;
use crate::form::{Facts, Form, Kind, Need, Question, Rule};
use crate::place::Place;
use crate::problem::{Code, LocatedProblem, Problem};

impl Assessment {
    /// Adds a problem for each required question without an answer. Runs after all questions were evaluated,
    /// because a requirement may depend on a later answer.
    pub(super) fn require_answers(&mut self, form: &Form) {
        let missing: Vec<&Question> = self.missing(form).collect();
        for question in missing {
            self.add_problem(Place::answer(&question.id), question.unanswered(), question.cite.as_ref());
        }
    }

    /// Iterates over the required questions without an answer.
    fn missing<'a>(&self, form: &'a Form) -> impl Iterator<Item = &'a Question> {
        let is_needed = |question: &Question| match &question.need {
            Need::Required => true,
            Need::Optional => false,
            Need::When(condition) => condition.holds(self),
        };
        let mut asked = self.asked.iter().peekable();
        form.questions().filter(move |question| {
            let own = asked.next_if(|asked| asked.id == question.id);
            own.is_some_and(|asked| !asked.is_answered) && is_needed(question)
        })
    }

    pub(super) fn apply_stops(&mut self, form: &Form) {
        for stop in &form.stops {
            if self.is_asked(&stop.at) && stop.when.holds(self) {
                let problem = Problem::Stop { stop: stop.id.clone() };
                self.add_problem(Place::answer(&stop.at), problem, stop.cite.as_ref());
            }
        }
    }

    /// Adds a problem for each broken rule, unless its question already has a problem.
    pub(super) fn apply_rules(&mut self, form: &Form) {
        for rule in &form.rules {
            for place in self.places_broken(rule) {
                let problem = Problem::Rule { rule: rule.id.clone(), code: rule.code };
                self.add_problem(place, problem, rule.cite.as_ref());
            }
        }
    }

    /// Returns the places at which a rule is broken: its question, or that question in rows of its group.
    fn places_broken(&self, rule: &Rule) -> Vec<Place> {
        let mut places = Vec::new();
        let Some(group) = &rule.each else {
            if self.is_asked(&rule.at) && !self.has_problem(&rule.at) && is_broken(rule, self) {
                places.push(Place::answer(&rule.at));
            }
            return places;
        };
        if let Some(Answer::Rows(rows)) = self.answer(group) {
            for (index, row) in rows.iter().enumerate() {
                if is_broken(rule, &Row { row, outer: self }) {
                    places.push(Place::in_row(group, index, &rule.at));
                }
            }
        }
        places
    }

    /// Marks the problems of answers that may be omitted instead, that is, whose omission would not make
    /// another answer missing.
    pub(super) fn mark_optional(&mut self, form: &Form) {
        if self.problems.is_empty() {
            return;
        }
        let missing = self.count_missing(form);
        // The problems in rows of a group are marked when the rows are read.
        for question in form.questions().filter(|question| question.kind != Kind::Group) {
            let is_invalid = |asked: &AskedQuestion| asked.is_answered && asked.answer.is_none();
            let index = self.asked.iter().position(|asked| asked.id == question.id && is_invalid(asked));
            let Some(index) = index else { continue };
            self.set_answered(index, false);
            if self.count_missing(form) == missing {
                let own = |located: &&mut LocatedProblem| located.place.question() == Some(&question.id);
                self.problems.iter_mut().filter(own).for_each(LocatedProblem::mark_optional);
            }
            self.set_answered(index, true);
        }
    }

    fn set_answered(&mut self, index: usize, is_answered: bool) {
        if let Some(asked) = self.asked.get_mut(index) {
            asked.is_answered = is_answered;
        }
    }

    /// Returns the number of missing answers: to required questions, and by rules that require one of several
    /// answers.
    fn count_missing(&self, form: &Form) -> usize {
        let requires =
            |rule: &&Rule| rule.code == Code::Required && self.is_asked(&rule.at) && is_broken(rule, self);
        self.missing(form).count() + form.rules.iter().filter(requires).count()
    }

    fn has_problem(&self, question: &str) -> bool {
        self.problems.iter().any(|located| located.place.question() == Some(question))
    }

    /// Sorts the problems by the order of the questions.
    pub(super) fn sort(&mut self, form: &Form) {
        if self.problems.is_empty() {
            return;
        }
        let mut sorted = Vec::new();
        for question in form.questions() {
            let is_own = |located: &mut LocatedProblem| located.place.question() == Some(&question.id);
            sorted.extend(self.problems.extract_if(.., is_own));
        }
        sorted.append(&mut self.problems);
        self.problems = sorted;
    }
}

fn is_broken(rule: &Rule, facts: &dyn Facts) -> bool {
    rule.when.as_ref().is_none_or(|when| when.holds(facts)) && rule.require.is_broken(facts)
}
