//! Checks of a form definition: unknown ids, unreachable steps, impossible conditions, missing texts.
//!
//! ```
//! use guitai::form::{Form, check};
//!
//! let definition = r#"{
//!     "id": "dog-licence",
//!     "version": "1.0.0",
//!     "languages": ["en"],
//!     "title": {"en": "Dog licence"},
//!     "notices": [],
//!     "steps": [{
//!         "id": "owner",
//!         "title": {"en": "Owner"},
//!         "questions": [
//!             {"id": "name", "kind": "name", "label": {"en": "Your name"}},
//!             {
//!                 "id": "breed",
//!                 "kind": "text",
//!                 "label": {"en": "Breed"},
//!                 "when": {"answered": "dog"}
//!             }
//!         ]
//!     }]
//! }"#;
//! let form = Form::read(definition)?;
//! let faults: Vec<String> = check(&form).iter().map(ToString::to_string).collect();
//! assert_eq!(faults, ["/steps/0/questions/1/when: \"dog\" is not a question"]);
//! # Ok::<(), guitai::form::ReadError>(())
//! ```

mod comparison;
mod question;
mod rules;

use super::reach::{Reach, conditions_of};
use super::{Condition, Form, Need, Question, Text};
use std::collections::BTreeSet;
use std::fmt;

use crate::config::{EXTRA, PRIVACY_ITEMS};
use crate::value::roc_date::RocDate;

/// A fault in a form definition, and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// JSON pointer such as `/steps/1/questions/2/when`, or a text's key such as `questions.name.label`.
    pub place: String,
    /// Description of the fault.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

/// Returns all faults of a form definition; empty if it can be used.
#[must_use]
pub fn check(form: &Form) -> Vec<Fault> {
    let mut checker =
        Checker { form, reach: Reach::new(form), faults: Vec::new(), row_questions: Vec::new() };
    checker.identity();
    checker.texts();
    checker.ids();
    checker.steps();
    checker.rules();
    checker.faults
}

/// Characters that ids may have besides lower-case letters and digits, and the description of all allowed
/// characters.
type IdCharacters = (&'static str, &'static str);
const QUESTION_ID: IdCharacters = ("_", "a-z, 0-9 and _");
const OTHER_ID: IdCharacters = ("_-", "a-z, 0-9, _ and -");

struct Checker<'a> {
    form: &'a Form,
    reach: Reach<'a>,
    faults: Vec<Fault>,
    /// Questions of the group of the current rule, which its conditions may name.
    row_questions: Vec<&'a Question>,
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
            self.fault("/id", "must consist of a-z, 0-9 and -");
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
            // A missing required text is an error of the reader.
            if !text.is_empty() {
                faults.extend(text_faults(key, text, &languages));
            }
        });
        self.faults.extend(faults);
    }

    fn ids(&mut self) {
        let form = self.form;
        self.unique(placed("/steps", form.steps.iter().map(|step| &step.id)), OTHER_ID);
        let questions = form.steps.iter().enumerate().flat_map(|(index, step)| {
            placed(&format!("/steps/{index}/questions"), step.questions.iter().map(|question| &question.id))
        });
        let (extra, own): (Vec<_>, Vec<_>) = questions.partition(|(_, id)| id.starts_with(EXTRA));
        self.unique(own, QUESTION_ID);
        let extra = extra.into_iter().filter_map(|(place, id)| Some((place, id.strip_prefix(EXTRA)?)));
        self.unique(extra.collect(), QUESTION_ID);
        self.unique(placed("/rules", form.rules.iter().map(|rule| &rule.id)), OTHER_ID);
        self.unique(placed("/stops", form.stops.iter().map(|stop| &stop.id)), OTHER_ID);
        self.unique(placed("/notes", form.notes.iter().map(|note| &note.id)), OTHER_ID);
        self.unique(placed("/notices", form.notices.iter().map(|notice| &notice.id)), OTHER_ID);
    }

    /// Checks the characters and the uniqueness of ids.
    fn unique(&mut self, ids: Vec<(String, &'a str)>, (marks, description): IdCharacters) {
        let mut seen = BTreeSet::new();
        for (place, id) in ids {
            let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || marks.contains(c);
            if id.is_empty() || !id.chars().all(allowed) {
                self.fault(&place, format!("the id \"{id}\" must consist of {description}"));
            }
            if !seen.insert(id) {
                self.fault(&place, format!("the id \"{id}\" is repeated"));
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

    /// Returns the conditions under which a question is asked.
    fn asked(&self, id: &str) -> Vec<&'a Condition> {
        let form = self.form;
        let step = form.step_of(id);
        let question = step.zip(form.question(id));
        question.map(|(step, question)| conditions_of(step, question)).unwrap_or_default()
    }

    fn possible(&mut self, conditions: &[&'a Condition], place: &str) {
        if !self.reach.possible(conditions, None) {
            self.fault(place, "can never hold");
        }
    }

    /// Checks that a condition names only earlier questions, and compares them only with possible values.
    fn condition(&mut self, condition: &Condition, place: &str, before: &[&'a Question]) {
        let mut unknown = Vec::new();
        let known =
            |id: &str| self.row_questions.iter().chain(before).find(|question| question.id == id).copied();
        let anywhere = |id: &str| self.form.question(id).is_some();
        condition.answers(&mut |id| {
            if known(id).is_none() {
                unknown.push(if anywhere(id) {
                    format!("\"{id}\" is a later question")
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

/// Pairs the ids of a list with their places.
fn placed<'a>(list: &str, ids: impl Iterator<Item = &'a String>) -> Vec<(String, &'a str)> {
    ids.enumerate().map(|(index, id)| (format!("{list}/{index}"), id.as_str())).collect()
}

fn text_faults(key: &str, text: &Text, languages: &[String]) -> Vec<Fault> {
    let fault = |what: String| Fault { place: key.to_owned(), what };
    let missing = languages.iter().filter(|tag| text.get(tag).is_none_or(|words| words.trim().is_empty()));
    let mut faults: Vec<Fault> = missing.map(|tag| fault(format!("there is no text in \"{tag}\""))).collect();
    let unknown = text.0.iter().filter(|(tag, _)| !languages.contains(tag));
    faults.extend(unknown.map(|(tag, _)| fault(format!("\"{tag}\" is not among the form's languages"))));
    let unfilled = text.0.iter().filter(|(_, words)| has_unfilled_placeholder(key, words));
    faults.extend(unfilled.map(|(tag, _)| {
        fault(format!(
            "\"{tag}\" has a placeholder that is not filled; a note may have one such as {{holder|us}}"
        ))
    }));
    faults
}

/// Returns whether a text has a misplaced placeholder. Only notes may have placeholders, and only for items of
/// the privacy notice, with a default text.
fn has_unfilled_placeholder(key: &str, words: &str) -> bool {
    let is_filled = |part: &str| {
        let own = part.split_once('}').and_then(|(placeholder, _)| placeholder.split_once('|'));
        own.is_some_and(|(name, words)| PRIVACY_ITEMS.contains(&name) && !words.trim().is_empty())
    };
    words.split('{').skip(1).any(|part| !key.starts_with("notes.") || !is_filled(part))
}
