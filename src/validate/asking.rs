//! Evaluation of the questions of a form in order: conditions, answers, options, rows and files.

use super::{AskedQuestion, Assessment};
use crate::answer::Answer;
use crate::control::row_name;
use crate::draft::Draft;
use crate::form::{Form, Kind, Need, Question, Range};
use crate::place::Place;
use crate::problem::{LocatedProblem, Part, Problem};
use crate::value::national_id::NationalId;

impl Assessment {
    /// Reads the answer to a question, if its condition holds.
    pub(super) fn ask(&mut self, question: &Question, draft: &Draft) {
        if !self.holds(question.when.as_ref()) {
            return;
        }
        let before = self.problems.len();
        let answer = if question.kind == Kind::Group {
            (draft.rows(&question.id) > 0).then(|| self.read_rows_later(question, draft)).flatten()
        } else {
            self.read(question, draft, &question.id, &|| Place::answer(&question.id))
        };
        let is_answered = answer.is_some() || self.problems.len() > before;
        self.asked.push(AskedQuestion { id: question.id.clone(), answer, is_answered });
    }

    /// Reads one answer and checks that its options are offered. Problems are added at `place`.
    fn read(
        &mut self,
        question: &Question,
        draft: &Draft,
        name: &str,
        place: &dyn Fn() -> Place,
    ) -> Option<Answer> {
        match Answer::read(question, draft, name) {
            Ok(answer) => answer.filter(|answer| {
                self.is_offered(question, answer, place) && self.is_in_force(question, answer, place)
            }),
            Err(problems) => {
                for (part, problem) in problems {
                    self.add_problem(part_of(place(), part), problem, question.cite.as_ref());
                }
                None
            }
        }
    }

    fn is_offered(&mut self, question: &Question, answer: &Answer, place: &dyn Fn() -> Place) -> bool {
        let values = match (question.kind, answer) {
            (Kind::Choice | Kind::YesNo, Answer::Text(value)) => std::slice::from_ref(value),
            (Kind::Choices, Answer::List(values)) => values.as_slice(),
            _ => return true,
        };
        for value in values {
            let choice = question.options.iter().find(|choice| choice.value == *value);
            if choice.is_some_and(|choice| self.holds(choice.when.as_ref())) {
                continue;
            }
            let (problem, cite) = match choice.and_then(|choice| choice.refused.as_ref()) {
                Some(refused) => {
                    (Problem::Refused { value: value.clone(), code: refused.code }, refused.cite.as_ref())
                }
                None => (Problem::NotOffered, question.cite.as_ref()),
            };
            self.add_problem(place(), problem, cite);
            return false;
        }
        true
    }

    /// Checks that a 統一證號 in the old format is not void (from 2031-01-01).
    fn is_in_force(&mut self, question: &Question, answer: &Answer, place: &dyn Fn() -> Place) -> bool {
        match (question.kind, answer) {
            (Kind::NationalId, Answer::Text(id)) => self.is_in_force_later(question, id, place),
            _ => true,
        }
    }

    #[inline(never)]
    fn is_in_force_later(&mut self, question: &Question, id: &str, place: &dyn Fn() -> Place) -> bool {
        let checked = NationalId::parse(id).and_then(|id| id.check_on(self.circumstances.today));
        checked.map_err(|problem| self.add_problem(place(), problem, question.cite.as_ref())).is_ok()
    }

    #[inline(never)]
    fn read_rows_later(&mut self, group: &Question, draft: &Draft) -> Option<Answer> {
        let before = self.problems.len();
        let mut rows = Vec::new();
        for row in 0..draft.rows(&group.id) {
            let mut answers = Vec::new();
            for question in &group.questions {
                let name = row_name(&group.id, row, &question.id);
                let place = || Place::in_row(&group.id, row, &question.id);
                let count = self.problems.len();
                match self.read(question, draft, &name, &place) {
                    Some(answer) => answers.push((question.id.clone(), answer)),
                    None if count == self.problems.len() && matches!(question.need, Need::Required) => {
                        self.add_problem(place(), question.unanswered(), question.cite.as_ref());
                    }
                    None => {}
                }
                if matches!(question.need, Need::Optional) {
                    self.problems.iter_mut().skip(count).for_each(LocatedProblem::mark_optional);
                }
            }
            rows.push(answers);
        }
        self.check_count(group, rows.len());
        (!rows.is_empty() && before == self.problems.len()).then_some(Answer::Rows(rows))
    }

    /// Checks the number of rows or files. Zero is checked elsewhere.
    fn check_count(&mut self, question: &Question, count: usize) {
        let problem = match question.range {
            Range { min: Some(min), .. } if (1..min).contains(&count) => Problem::TooFew { min },
            Range { max: Some(max), .. } if count > max => Problem::TooMany { max },
            _ => return,
        };
        self.add_problem(Place::answer(&question.id), problem, question.cite.as_ref());
    }

    /// Checks the number of files of each question, and the total size of all files.
    pub(super) fn limit_files(&mut self, form: &Form, draft: &Draft) {
        let mut total = 0;
        for question in form.questions().filter(|question| question.takes_files()) {
            if !self.is_asked(&question.id) {
                continue;
            }
            let mut count = 0;
            for (_, file) in draft.files_of(&question.id) {
                count += 1;
                total = file.size.saturating_add(total);
            }
            let max = question.max_files(&form.limits);
            if count > max {
                let place = Place::answer(&question.id);
                self.add_problem(place, Problem::FilesTooMany { max }, question.cite.as_ref());
            } else {
                self.check_count(question, count);
            }
        }
        if total > form.limits.total_bytes {
            let problem = Problem::FilesTooLarge { max: form.limits.total_bytes };
            self.add_problem(Place::Files, problem, None);
        }
    }
}

/// Returns the place of a part of an answer. The parts of a date have no places of their own, because a date
/// is one string in JSON.
fn part_of(place: Place, part: Option<Part>) -> Place {
    let name = match part {
        Some(Part::County) => "county",
        Some(Part::Township) => "township",
        Some(Part::Street) => "street",
        Some(Part::PostalCode) => "postal_code",
        Some(Part::Year | Part::Month | Part::Day | Part::Time) | None => return place,
    };
    place.member(name)
}
