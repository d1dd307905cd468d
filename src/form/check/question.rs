//! Checks of one question: its options, its inner questions, and members that its kind requires or forbids.

use super::{Checker, QUESTION_ID, placed};
use crate::answer::{DEFAULT_MAX_LONG_TEXT_LENGTH, DEFAULT_MAX_TEXT_LENGTH};
use crate::config::LISTS;
use crate::form::{Kind, Need, Question};
use std::collections::BTreeSet;

/// Lists for suggestions: unit names of the portal's config, and posts of `data/units.json`.
const SUGGESTIONS: [&str; 2] = ["units", "posts"];

impl<'a> Checker<'a> {
    /// Checks one question. Its conditions may name the questions in `before`.
    pub(super) fn question(&mut self, question: &'a Question, place: &str, before: &[&'a Question]) {
        if let Some(when) = &question.when {
            self.condition(when, &format!("{place}/when"), before);
        }
        self.kind(question, place);
        let mut seen = BTreeSet::new();
        for (at, choice) in question.options.iter().enumerate() {
            let value = format!("{place}/options/{at}/value");
            if choice.value.trim().is_empty() {
                self.fault(&value, "is empty");
            } else if !seen.insert(&choice.value) {
                self.fault(&value, format!("\"{}\" is repeated", choice.value));
            }
            if let Some(when) = &choice.when {
                self.condition(when, &format!("{place}/options/{at}/when"), before);
            } else if choice.refused.is_some() {
                self.fault(&format!("{place}/options/{at}/refused"), "needs a when");
            }
        }
        let list = format!("{place}/questions");
        if question.kind == Kind::Group && question.questions.is_empty() {
            self.fault(&list, "has no question");
        }
        self.unique(placed(&list, question.questions.iter().map(|own| &own.id)), QUESTION_ID);
        let mut inner: Vec<&Question> = before.to_vec();
        for (at, own) in question.questions.iter().enumerate() {
            let place = format!("{list}/{at}");
            if own.when.is_some() {
                self.fault(&format!("{place}/when"), "has no effect in a group");
            }
            if matches!(own.need, Need::When(_)) {
                self.fault(&format!("{place}/required_when"), "has no effect in a group");
            }
            if own.takes_files() {
                self.fault(&format!("{place}/kind"), "a group takes no files");
            }
            self.question(own, &place, &inner);
            inner.push(own);
        }
    }

    /// Checks the members of a question against its kind.
    fn kind(&mut self, question: &Question, place: &str) {
        let chooses = matches!(question.kind, Kind::Choice | Kind::Choices | Kind::YesNo);
        let has_options = !question.options.is_empty() || question.options_from.is_some();
        if chooses && !has_options && !question.is_taken_away() {
            self.fault(place, "a choice needs options or options_from");
        }
        if !chooses && has_options {
            self.fault(place, "only a choice has options");
        }
        let yes_or_no = |value: &str| value == "yes" || value == "no";
        if question.kind == Kind::YesNo && question.options.iter().any(|choice| !yes_or_no(&choice.value)) {
            self.fault(&format!("{place}/options"), "has other values than yes and no");
        }
        let lists = [
            ("options_from", &question.options_from, &LISTS[..]),
            ("suggest_from", &question.suggest_from, &SUGGESTIONS[..]),
        ];
        for (member, list, known) in lists {
            if let Some(list) = list.as_ref().filter(|list| !known.contains(&list.as_str())) {
                self.fault(
                    &format!("{place}/{member}"),
                    format!("\"{list}\" is not one of {}", known.join(", ")),
                );
            }
        }
        let default_max = match question.kind {
            Kind::Text => Some(DEFAULT_MAX_TEXT_LENGTH),
            Kind::LongText => Some(DEFAULT_MAX_LONG_TEXT_LENGTH),
            _ => None,
        };
        if question.range.max == Some(0) {
            self.fault(&format!("{place}/max"), "is 0, which allows no answer");
        } else if question
            .range
            .min
            .zip(question.range.max.or(default_max))
            .is_some_and(|(min, max)| min > max)
        {
            self.fault(&format!("{place}/min"), "is more than max");
        }
    }
}
