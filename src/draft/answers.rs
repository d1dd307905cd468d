//! Conversion of a submission's `answers` to a draft.

use super::{Draft, MAX_ROWS, texts};
use crate::control::{part_name, row_name};
use crate::form::{Form, Kind, Question};
use crate::json::Json;
use crate::place::Place;
use crate::problem::{LocatedProblem, Problem};
use crate::value::roc_date::RocDate;
use crate::value::time::DateTime;

impl Draft {
    /// Converts `answers` to the draft that gives them. Also returns the problems of answers that cannot be
    /// converted: unknown questions and wrong JSON types.
    #[must_use]
    pub fn from_answers(form: &Form, answers: &Json) -> (Self, Vec<LocatedProblem>) {
        let mut draft = Self::default();
        let mut problems = Vec::new();
        for (id, value) in answers.members() {
            draft.take(form.question(id), id, value, Place::answer(id), &mut problems);
        }
        (draft, problems)
    }

    /// Converts one answer, or adds a problem.
    fn take(
        &mut self,
        question: Option<&Question>,
        name: &str,
        value: &Json,
        place: Place,
        problems: &mut Vec<LocatedProblem>,
    ) {
        let problem = match (question, value) {
            (Some(group), Json::Array(rows)) if group.kind == Kind::Group => {
                return self.take_rows(group, rows, &place, problems);
            }
            (Some(address), Json::Object(parts)) if address.kind == Kind::Address && !parts.is_empty() => {
                return self.take_parts(name, parts, &place, problems);
            }
            (Some(question), _) if self.take_answer(question, name, value) => return,
            (Some(_), _) => Problem::WrongType,
            (None, _) => Problem::UnknownQuestion,
        };
        problems.push(LocatedProblem::new(place, problem, None));
    }

    /// Converts the rows of a group. Every row exists afterwards, even if none of its answers could be
    /// converted.
    fn take_rows(
        &mut self,
        group: &Question,
        rows: &[Json],
        place: &Place,
        problems: &mut Vec<LocatedProblem>,
    ) {
        for (row, answers) in rows.iter().take(MAX_ROWS).enumerate() {
            if let Some(first) = group.questions.first() {
                self.set_text(&row_name(&group.id, row, &first.id), "");
            }
            if !matches!(answers, Json::Object(_)) {
                let place = place.member(&row.to_string());
                problems.push(LocatedProblem::new(place, Problem::WrongType, None));
                continue;
            }
            for (id, value) in answers.members() {
                let question = group.questions.iter().find(|question| &question.id == id);
                let place = Place::in_row(&group.id, row, id);
                self.take(question, &row_name(&group.id, row, id), value, place, problems);
            }
        }
    }

    /// Converts the parts of an address. Unknown members and wrong types are problems of that part.
    fn take_parts(
        &mut self,
        name: &str,
        parts: &[(String, Json)],
        place: &Place,
        problems: &mut Vec<LocatedProblem>,
    ) {
        for (part, value) in parts {
            if let Some(text) = value.text().filter(|_| Kind::Address.parts().contains(&part.as_str())) {
                self.set_text(&part_name(name, part), text);
            } else {
                problems.push(LocatedProblem::new(place.member(part), Problem::WrongType, None));
            }
        }
    }

    /// Sets the controls of an answer. Returns false if its JSON type is wrong.
    fn take_answer(&mut self, question: &Question, name: &str, value: &Json) -> bool {
        match question.kind {
            Kind::Files | Kind::Signature | Kind::Group | Kind::Address => false,
            Kind::Choices => texts(value).map(|list| self.set_list(name, list)).is_some(),
            Kind::Date => value.text().map(|text| self.take_date(name, text)).is_some(),
            Kind::DateTime => value.text().map(|text| self.take_moment(name, text)).is_some(),
            _ => value.text().map(|text| self.set_text(name, text)).is_some(),
        }
    }

    /// Sets the controls of a date. An invalid date is put into the year's control, where validation finds
    /// its problem.
    fn take_date(&mut self, name: &str, text: &str) {
        match RocDate::parse(text) {
            Ok(date) if date.to_string() == text => self.set_parts(name, &date.parts()),
            _ => self.set_text(&part_name(name, "year"), text),
        }
    }

    fn take_moment(&mut self, name: &str, text: &str) {
        match DateTime::parse(text) {
            Ok(moment) if moment.to_string() == text => {
                self.set_parts(name, &moment.date().parts());
                self.set_text(&part_name(name, "time"), &moment.time().to_string());
            }
            _ => self.set_text(&part_name(name, "year"), text),
        }
    }

    fn set_parts(&mut self, name: &str, parts: &[String; 3]) {
        for (part, text) in Kind::Date.parts().iter().zip(parts) {
            self.set_text(&part_name(name, part), text);
        }
    }
}
