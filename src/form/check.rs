//! Checking a definition that was read: unknown ids, unreachable steps, impossible conditions, missing texts.

mod comparison;
mod question;

use super::reach::{Reach, conditions_of};
use super::{Condition, Form, Kind, Need, Question, Text};
use std::collections::BTreeSet;
use std::fmt;

use crate::config::EXTRA;
use crate::value::roc_date::RocDate;

/// A mistake in a definition, and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// JSON pointer such as `/steps/1/questions/2/when`, or a text's key such as `questions.name.label`.
    pub place: String,
    /// What is wrong there.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

/// Everything that is wrong with a definition; empty if it can be used.
#[must_use]
pub fn check(form: &Form) -> Vec<Fault> {
    let mut checker = Checker { form, reach: Reach::new(form), faults: Vec::new(), groups: Vec::new() };
    checker.identity();
    checker.texts();
    checker.ids();
    checker.steps();
    checker.rules();
    checker.faults
}

/// What an id may have beside letters and digits, and how all of it is said. A question's is part of longer names, in
/// which a point stands between: `born.year`.
const OF_QUESTIONS: (&str, &str) = ("_", "a-z, 0-9 and _");
const OF_OTHERS: (&str, &str) = ("_-", "a-z, 0-9, _ and -");

struct Checker<'a> {
    form: &'a Form,
    reach: Reach<'a>,
    faults: Vec<Fault>,
    /// The questions of the group that is being checked: conditions may name them.
    groups: Vec<&'a Question>,
}

impl<'a> Checker<'a> {
    fn fault(&mut self, place: &str, what: impl Into<String>) {
        self.faults.push(Fault { place: place.to_owned(), what: what.into() });
    }

    fn identity(&mut self) {
        for (place, id) in [("/id", &self.form.id), ("/version", &self.form.version)] {
            if id.is_empty() {
                self.fault(place, "must not be empty");
            }
        }
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if !self.form.id.bytes().all(allowed) {
            self.fault("/id", "may have a-z, 0-9 and - only");
        }
        let amended = self.form.law.as_ref().map(|law| law.amended.as_str());
        if amended
            .is_some_and(|day| RocDate::parse(day).map(|day| day.to_string()).ok().as_deref() != Some(day))
        {
            self.fault("/law/amended", "is not a date like 2026-11-21");
        }
        if self.form.languages.is_empty() {
            self.fault("/languages", "names no language");
        }
        if self.form.steps.is_empty() {
            self.fault("/steps", "has no step");
        }
    }

    fn texts(&mut self) {
        let languages = self.form.languages.clone();
        let mut faults = Vec::new();
        self.form.clone().visit_texts(&mut |key, text| {
            // The reader misses those that must be there.
            if !text.is_empty() {
                faults.extend(text_faults(key, text, &languages));
            }
        });
        self.faults.extend(faults);
    }

    fn ids(&mut self) {
        let form = self.form;
        self.unique(placed("/steps", form.steps.iter().map(|step| &step.id)), OF_OTHERS);
        let questions = form.steps.iter().enumerate().flat_map(|(index, step)| {
            placed(&format!("/steps/{index}/questions"), step.questions.iter().map(|question| &question.id))
        });
        let (extra, own): (Vec<_>, Vec<_>) = questions.partition(|(_, id)| id.starts_with(EXTRA));
        self.unique(own, OF_QUESTIONS);
        let extra = extra.into_iter().filter_map(|(place, id)| Some((place, id.strip_prefix(EXTRA)?)));
        self.unique(extra.collect(), OF_QUESTIONS);
        self.unique(placed("/rules", form.rules.iter().map(|rule| &rule.id)), OF_OTHERS);
        self.unique(placed("/stops", form.stops.iter().map(|stop| &stop.id)), OF_OTHERS);
        self.unique(placed("/notes", form.notes.iter().map(|note| &note.id)), OF_OTHERS);
        self.unique(placed("/notices", form.notices.iter().map(|notice| &notice.id)), OF_OTHERS);
    }

    /// Checks ids, each with its place, and what they may have.
    fn unique(&mut self, ids: Vec<(String, &'a str)>, (marks, said): (&str, &str)) {
        let mut seen = BTreeSet::new();
        for (place, id) in ids {
            let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || marks.contains(c);
            if id.is_empty() || !id.chars().all(allowed) {
                self.fault(&place, format!("the id \"{id}\" may have {said} only"));
            }
            if !seen.insert(id) {
                self.fault(&place, format!("the id \"{id}\" stands twice"));
            }
        }
    }

    fn steps(&mut self) {
        let mut before: Vec<&'a Question> = Vec::new();
        for (index, step) in self.form.steps.iter().enumerate() {
            let place = format!("/steps/{index}");
            if let Some(when) = &step.when {
                self.condition(when, &format!("{place}/when"), &before);
            }
            if step.questions.is_empty() {
                self.fault(&place, format!("the step \"{}\" has no question", step.id));
            }
            let own: Vec<&Condition> = step.when.iter().collect();
            if !self.reach.possible(&own, Some(index)) {
                self.fault(&place, format!("the step \"{}\" can never be reached", step.id));
            }
            for (at, question) in step.questions.iter().enumerate() {
                let place = format!("{place}/questions/{at}");
                let conditions = conditions_of(step, question);
                self.question(question, &place, &before);
                let is_possible = question.is_taken_away() || self.reach.possible(&conditions, Some(index));
                if question.when.is_some() && !is_possible {
                    self.fault(&format!("{place}/when"), "can never hold");
                }
                for (at, choice) in question.options.iter().enumerate() {
                    if let Some(when) = &choice.when {
                        let all = [conditions.as_slice(), &[when]].concat();
                        if !self.reach.possible(&all, Some(index)) {
                            self.fault(&format!("{place}/options/{at}/when"), "can never hold");
                        }
                    }
                }
                before.push(question);
            }
        }
        for (index, step) in self.form.steps.iter().enumerate() {
            for (at, question) in step.questions.iter().enumerate() {
                if let Need::When(when) = &question.need {
                    let place = format!("/steps/{index}/questions/{at}/required_when");
                    self.condition(when, &place, &before);
                    let all = [conditions_of(step, question).as_slice(), &[when]].concat();
                    self.possible(&all, &place);
                }
            }
        }
    }

    fn rules(&mut self) {
        let form = self.form;
        let all: Vec<&Question> = form.questions().collect();
        if let Some(replies) = &form.replies {
            self.condition(replies, "/replies", &all);
        }
        for (index, rule) in form.rules.iter().enumerate() {
            let place = format!("/rules/{index}");
            let group =
                rule.each.as_ref().map(|id| form.question(id).filter(|group| group.kind == Kind::Group));
            if group == Some(None) {
                self.fault(&format!("{place}/each"), "is not a group of this form");
            }
            self.groups = group.flatten().map(|group| group.questions.iter().collect()).unwrap_or_default();
            let known = if rule.each.is_some() {
                self.groups.iter().any(|question| question.id == rule.at)
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
            let is_tried = self.reach.possible(&conditions, None);
            conditions.push(&rule.require);
            if is_tried && !self.reach.possible(&conditions, None) {
                self.fault(&format!("{place}/require"), "can never be met");
            }
            self.groups.clear();
            if let Some(remedy) = &rule.remedy {
                let ids = [&remedy.question, &remedy.into];
                for id in ids.into_iter().chain(&remedy.from).filter(|id| form.question(id).is_none()) {
                    self.fault(&format!("{place}/remedy"), format!("\"{id}\" is not a question"));
                }
                for value in [&remedy.value, &remedy.with] {
                    let question = form.question(&remedy.question);
                    if !question.is_some_and(|question| question.offers(value)) {
                        self.fault(
                            &format!("{place}/remedy/replace"),
                            format!("\"{value}\" is not an option"),
                        );
                    }
                }
            }
        }
        for (index, stop) in form.stops.iter().enumerate() {
            if form.question(&stop.at).is_none() {
                self.fault(&format!("/stops/{index}/at"), format!("\"{}\" is not a question", stop.at));
            }
            self.condition(&stop.when, &format!("/stops/{index}/when"), &all);
            let asked = self.asked(&stop.at);
            self.possible(&[asked.as_slice(), &[&stop.when]].concat(), &format!("/stops/{index}/when"));
        }
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
                self.condition(when, &format!("/notes/{index}/when"), &all);
                self.possible(&[when], &format!("/notes/{index}/when"));
            }
        }
    }

    /// The conditions under which the question of that id is asked.
    fn asked(&self, id: &str) -> Vec<&'a Condition> {
        let form = self.form;
        let step = form.step_of(id).and_then(|step| form.steps.get(step));
        let question = step.zip(form.question(id));
        question.map(|(step, question)| conditions_of(step, question)).unwrap_or_default()
    }

    fn possible(&mut self, conditions: &[&'a Condition], place: &str) {
        if !self.reach.possible(conditions, None) {
            self.fault(place, "can never hold");
        }
    }

    /// Checks that a condition names questions that come before it, and compares them with what they can be.
    fn condition(&mut self, condition: &Condition, place: &str, before: &[&'a Question]) {
        let mut unknown = Vec::new();
        let known = |id: &str| self.groups.iter().chain(before).find(|question| question.id == id).copied();
        let anywhere = |id: &str| self.form.question(id).is_some();
        condition.answers(&mut |id| {
            if known(id).is_none() {
                unknown.push(if anywhere(id) {
                    format!("\"{id}\" is asked only later")
                } else {
                    format!("\"{id}\" is not a question")
                });
            }
        });
        let mut wrong = Vec::new();
        condition.comparisons(&mut |comparison| wrong.extend(comparison::fault(comparison, &known)));
        for what in unknown.into_iter().chain(wrong) {
            self.fault(place, what);
        }
    }
}

/// Ids of a list with their places.
fn placed<'a>(list: &str, ids: impl Iterator<Item = &'a String>) -> Vec<(String, &'a str)> {
    ids.enumerate().map(|(index, id)| (format!("{list}/{index}"), id.as_str())).collect()
}

fn text_faults(key: &str, text: &Text, languages: &[String]) -> Vec<Fault> {
    let fault = |what: String| Fault { place: key.to_owned(), what };
    let missing = languages.iter().filter(|tag| text.get(tag).is_none_or(|words| words.trim().is_empty()));
    let mut faults: Vec<Fault> = missing.map(|tag| fault(format!("there is no text in \"{tag}\""))).collect();
    let unknown = text.0.iter().filter(|(tag, _)| !languages.contains(tag));
    faults.extend(unknown.map(|(tag, _)| fault(format!("\"{tag}\" is not among the form's languages"))));
    faults
}
