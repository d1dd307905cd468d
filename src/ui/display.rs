//! An answer as a person reads it, on the review and the printed copy.

use super::view::View;
use crate::answer::Answer;
use crate::form::{Choice, Question};
use crate::text::{Lang, Word};
use crate::value::roc_date::RocDate;
use crate::value::time::DateTime;

impl View<'_> {
    /// The lines of an answer; `None` if there is none.
    pub fn display(&self, question: &Question) -> Option<Vec<String>> {
        if question.takes_files() {
            let names = self.draft.files_of(&question.id).map(|(_, file)| file.name.clone());
            return Some(names.collect::<Vec<_>>()).filter(|names| !names.is_empty());
        }
        Some(self.lines(question, self.assessment.answer(&question.id)?))
    }

    fn lines(&self, question: &Question, answer: &Answer) -> Vec<String> {
        match answer {
            Answer::Text(text) if question.options.is_empty() => text.lines().map(str::to_owned).collect(),
            Answer::Text(value) => vec![self.option_label(question, value)],
            Answer::List(values) => values.iter().map(|value| self.option_label(question, value)).collect(),
            Answer::Day(day) => vec![self.day(*day)],
            Answer::Moment(moment) => vec![self.moment(*moment)],
            Answer::Address(address) => {
                vec![
                    [address.postal_code(), " ", address.county(), address.township(), address.street()]
                        .concat(),
                ]
            }
            Answer::Files(_) => Vec::new(),
            Answer::Rows(rows) => rows.iter().map(|row| self.row(question, row)).collect(),
        }
    }

    fn row(&self, group: &Question, row: &[(String, Answer)]) -> String {
        let mut lines = Vec::new();
        for (id, answer) in row {
            if let Some(question) = group.questions.iter().find(|question| question.id == *id) {
                lines.extend(self.lines(question, answer));
            }
        }
        lines.join("　")
    }

    /// The words of an option.
    pub fn choice_label<'b>(&'b self, choice: &'b Choice) -> &'b str {
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
    pub fn day(&self, day: RocDate) -> String {
        match self.words.lang() {
            Lang::ZhHant => [&day.roc(), "（", &day.to_string(), "）"].concat(),
            Lang::En => day.en(),
        }
    }

    /// A moment in both calendars.
    pub fn moment(&self, moment: DateTime) -> String {
        [&self.day(moment.date()), " ", &moment.time().to_string()].concat()
    }
}
