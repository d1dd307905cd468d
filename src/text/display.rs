//! Answers in the words of a person, for the review, the receipt and the portal.

use super::{Lang, Word, Words};
use crate::answer::Answer;
use crate::form::{Choice, Question};
use crate::value::roc_date::RocDate;
use crate::value::time::DateTime;

impl Words {
    /// The lines of an answer. Files have none: their names are shown instead.
    #[must_use]
    pub fn answer_lines(&self, question: &Question, answer: &Answer) -> Vec<String> {
        match answer {
            Answer::Text(text) if question.options.is_empty() => text.lines().map(str::to_owned).collect(),
            Answer::Text(value) => vec![self.option_label(question, value)],
            Answer::List(values) => values.iter().map(|value| self.option_label(question, value)).collect(),
            Answer::Day(day) => vec![self.day(*day)],
            Answer::Moment(moment) => vec![self.moment(*moment)],
            Answer::Address(address) => {
                let parts =
                    [address.postal_code(), " ", address.county(), address.township(), address.street()];
                vec![parts.concat()]
            }
            Answer::Files(_) => Vec::new(),
            Answer::Rows(rows) => rows.iter().map(|row| self.row(question, row)).collect(),
        }
    }

    fn row(&self, group: &Question, row: &[(String, Answer)]) -> String {
        let mut lines = Vec::new();
        for (id, answer) in row {
            if let Some(question) = group.questions.iter().find(|question| question.id == *id) {
                lines.extend(self.answer_lines(question, answer));
            }
        }
        lines.join("　")
    }

    /// The words of an option.
    #[must_use]
    pub fn choice_label<'a>(&'a self, choice: &'a Choice) -> &'a str {
        match choice.value.as_str() {
            "yes" if choice.label.is_empty() => self.say(Word::Yes),
            "no" if choice.label.is_empty() => self.say(Word::No),
            _ => self.text(&choice.label),
        }
    }

    fn option_label(&self, question: &Question, value: &str) -> String {
        let choice = question.options.iter().find(|choice| choice.value == value);
        choice.map_or(value, |choice| self.choice_label(choice)).to_owned()
    }

    /// A day in both calendars.
    #[must_use]
    pub fn day(&self, day: RocDate) -> String {
        match self.lang() {
            Lang::ZhHant => [&day.roc(), "（", &day.to_string(), "）"].concat(),
            Lang::En => day.en(),
        }
    }

    /// A moment in both calendars.
    #[must_use]
    pub fn moment(&self, moment: DateTime) -> String {
        [&self.day(moment.date()), " ", &moment.time().to_string()].concat()
    }
}
