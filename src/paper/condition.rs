//! Conditions in words: 「第 8.1 題選「家人重病或過世」」.

use super::numbers::Numbers;
use crate::form::{Choice, Condition, Form, Kind, Need, Operand, Question};
use crate::text::Words;
use crate::text::paper::PaperWord;
use std::slice;

/// Describes the conditions of a form in words.
pub struct Conditions<'a> {
    pub form: &'a Form,
    pub words: &'a Words,
    pub numbers: &'a Numbers<'a>,
}

impl Conditions<'_> {
    /// Returns a condition in words, or `None` if it compares anything other than chosen options and answered
    /// questions.
    pub fn say(&self, condition: &Condition) -> Option<String> {
        self.describe(condition, true)
    }

    /// Describes a condition, or its negation.
    fn describe(&self, condition: &Condition, holds: bool) -> Option<String> {
        match condition {
            Condition::Not(not) => self.describe(not, !holds),
            Condition::All(several) | Condition::Any(several) => self.join(condition, several, holds),
            Condition::Is(Operand::Mode, mode) if holds && mode == "assisted" => {
                Some(self.word(PaperWord::ByStaff).to_owned())
            }
            Condition::Is(Operand::Answer(id), value) | Condition::Includes(id, value) => {
                self.chosen(id, slice::from_ref(value), holds)
            }
            Condition::In(Operand::Answer(id), values) => self.chosen(id, values, holds),
            Condition::Answered(id) => {
                let word = if holds { PaperWord::Answered } else { PaperWord::NotAnswered };
                Some(word.fill(self.words.lang(), &[("number", &self.numbers.get(id)?)]))
            }
            _ => None,
        }
    }

    fn join(&self, condition: &Condition, several: &[Condition], holds: bool) -> Option<String> {
        let needs_all = matches!(condition, Condition::All(_)) == holds;
        // "A, and B; or C" would be read as "(A and B) or C".
        let is_ambiguous = |part: &Condition| needs_all && is_alternative(part, holds);
        if several.is_empty() || several.iter().any(is_ambiguous) {
            return None;
        }
        let parts: Option<Vec<String>> = several.iter().map(|part| self.describe(part, holds)).collect();
        Some(parts?.join(self.word(if needs_all { PaperWord::And } else { PaperWord::OrElse })))
    }

    /// Describes that one of the options is chosen, or that none of them is.
    fn chosen(&self, id: &str, values: &[String], holds: bool) -> Option<String> {
        let question = self.form.question(id)?;
        let is_named = |choice: &&Choice| values.contains(&choice.value);
        let named = question.options.iter().filter(is_named);
        let (choices, word): (Vec<&Choice>, _) = if holds {
            (named.collect(), PaperWord::Chosen)
        } else if self.has_exactly_one_option(question) {
            (question.options.iter().filter(|choice| !is_named(choice)).collect(), PaperWord::Chosen)
        } else {
            (named.collect(), PaperWord::NotChosen)
        };
        if choices.is_empty() {
            return None;
        }
        let quoted = choices.iter().map(|choice| {
            PaperWord::Quoted.fill(self.words.lang(), &[("option", self.words.choice_label(choice))])
        });
        let options = quoted.collect::<Vec<_>>().join(self.word(PaperWord::Or));
        Some(word.fill(self.words.lang(), &[("number", &self.numbers.get(id)?), ("options", &options)]))
    }

    /// Returns whether the question is always asked and requires exactly one option.
    fn has_exactly_one_option(&self, question: &Question) -> bool {
        let is_always_asked = question.when.is_none()
            && self.form.step_of(&question.id).is_some_and(|step| step.when.is_none());
        is_always_asked && question.need == Need::Required && question.kind != Kind::Choices
    }

    fn word(&self, word: PaperWord) -> &'static str {
        word.say(self.words.lang())
    }
}

/// Returns whether the description of a condition is a list of alternatives.
fn is_alternative(condition: &Condition, holds: bool) -> bool {
    match condition {
        Condition::Not(not) => is_alternative(not, !holds),
        Condition::Any(several) => holds && several.len() > 1,
        Condition::All(several) => !holds && several.len() > 1,
        _ => false,
    }
}
