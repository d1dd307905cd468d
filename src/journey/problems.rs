//! Problems on the screen: at which control, and in whose words.

use super::Journey;
use super::effect::{Focus, HostEvent};
use super::navigation::Page;
use super::steps::{Places, step_of, step_of_problem, visible_steps};
use crate::control::{STAFF, first_part, notice_name};
use crate::form::{Form, Notice};
use crate::place::Place;
use crate::problem::{LocatedProblem, Problem};
use crate::reply::ReportedProblem;
use crate::text::Words;
use crate::validate::Assessment;
use std::rc::Rc;

/// A problem on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownProblem {
    /// The control, as in `data-for`; empty if the problem belongs to no question.
    pub control: String,
    /// The part of a composite answer, such as `street`.
    pub part: Option<String>,
    /// The clause that the rule rests on.
    pub cite: Option<String>,
    /// The problem's code.
    pub code: String,
    wording: Wording,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Wording {
    /// Found by the form, and worded in the current language.
    Form(LocatedProblem),
    /// The problem with this index of an assessment.
    Assessed(Rc<Assessment>, usize),
    /// In the backend's words.
    Backend(String),
    /// A file with this name was not taken.
    File(String, Problem),
}

impl ShownProblem {
    /// The problem with this index of an assessment.
    fn found(places: &Places, assessment: &Rc<Assessment>, index: usize) -> Option<Self> {
        let located = assessment.problems.get(index)?;
        let (control, part) = places.control(&located.place);
        let code = located.problem.code().as_str().to_owned();
        let wording = Wording::Assessed(Rc::clone(assessment), index);
        Some(Self { control, part, cite: located.cite.clone(), code, wording })
    }

    /// A problem that the backend found.
    pub(super) fn reported(places: &Places, problem: &ReportedProblem) -> Self {
        let (control, part) = places.control(&problem.place);
        Self { part, ..Self::reported_at(&control, problem) }
    }

    /// A problem that the backend found with a file of that question.
    pub(super) fn reported_at(control: &str, problem: &ReportedProblem) -> Self {
        Self {
            control: control.to_owned(),
            part: None,
            cite: problem.cite.clone(),
            code: problem.code.clone().unwrap_or_default(),
            wording: Wording::Backend(problem.detail.clone()),
        }
    }

    /// A file that was not taken.
    pub(super) fn file(question: &str, file: String, problem: Problem) -> Self {
        let code = problem.code().as_str().to_owned();
        let wording = Wording::File(file, problem);
        Self { control: question.to_owned(), part: None, cite: None, code, wording }
    }

    /// A notice that was not accepted.
    pub(super) fn notice(id: &str, cite: Option<&String>) -> Self {
        let problem = Problem::NoticeMissing { notice: id.to_owned() };
        Self::at(notice_name(id), Place::Notices, problem, cite)
    }

    /// The id of the member of staff is missing or malformed.
    pub(super) fn staff() -> Self {
        Self::at(STAFF.to_owned(), Place::Staff, Problem::Required, None)
    }

    fn at(control: String, place: Place, problem: Problem, cite: Option<&String>) -> Self {
        let code = problem.code().as_str().to_owned();
        let located = LocatedProblem::new(place, problem, cite.cloned());
        Self { control, part: None, cite: cite.cloned(), code, wording: Wording::Form(located) }
    }

    /// The words.
    #[must_use]
    pub fn say(&self, form: &Form, words: &Words) -> String {
        match &self.wording {
            Wording::Backend(detail) => detail.clone(),
            Wording::File(file, problem) => words.file_problem(file, problem),
            Wording::Form(_) | Wording::Assessed(..) => {
                self.located().map(|located| words.describe(Some(form), located)).unwrap_or_default()
            }
        }
    }

    /// The id of the rule that was broken, if a rule was.
    #[must_use]
    pub fn rule(&self) -> Option<&str> {
        match &self.located()?.problem {
            Problem::Rule { rule, .. } => Some(rule),
            _ => None,
        }
    }

    fn located(&self) -> Option<&LocatedProblem> {
        match &self.wording {
            Wording::Form(located) => Some(located),
            Wording::Assessed(assessment, index) => assessment.problems.get(*index),
            Wording::Backend(_) | Wording::File(..) => None,
        }
    }
}

impl Journey {
    /// Returns the problems that the form finds on this page.
    pub(super) fn problems_on_page(&self) -> Vec<ShownProblem> {
        let assessment = self.assess();
        let mut problems = Vec::new();
        let step = match &self.page {
            Page::Step(id) => {
                let first = visible_steps(&self.content.form, &assessment).first().map(|step| &step.id);
                if first == Some(id) {
                    problems.extend(self.staff_problem());
                }
                Some(id.as_str())
            }
            Page::Review => {
                problems.extend(self.notice_problems());
                None
            }
            _ => return problems,
        };
        // A problem that belongs to no step, such as the total size of files, is shown on the review.
        let places = Places::new(&self.content.form, &assessment, &self.draft);
        for (index, located) in assessment.problems.iter().enumerate() {
            if step_of_problem(&self.content.form, &assessment, located).as_deref() == step {
                problems.extend(ShownProblem::found(&places, &assessment, index));
            }
        }
        problems
    }

    /// Returns the problems of notices that were not accepted.
    fn notice_problems(&self) -> Vec<ShownProblem> {
        let is_missing = |notice: &&Notice| self.draft.list(&notice_name(&notice.id)).is_empty();
        let missing = self.content.form.notices.iter().filter(is_missing);
        missing.map(|notice| ShownProblem::notice(&notice.id, notice.cite.as_ref())).collect()
    }

    /// Updates the shown problems after a change of the control `name`, and draws the page if any was solved.
    ///
    /// A problem disappears as soon as its answer is right. No problem is added, and another problem of the
    /// same answer replaces the shown one only when the control was left.
    pub(super) fn update_problems(&mut self, name: &str, was_left: bool) {
        if self.problems.is_empty() {
            return;
        }
        let mut found = self.problems_on_page();
        let count = self.problems.len();
        self.problems.retain_mut(|shown| match &shown.wording {
            Wording::File(..) => true,
            // The backend refused the answer that was changed.
            Wording::Backend(_) => shown.control != name && shown.control != first_part(name),
            _ => match found.iter().position(|now| now.control == shown.control && now.part == shown.part) {
                Some(at) if was_left && shown.control == name => {
                    *shown = found.remove(at);
                    true
                }
                at => at.is_some(),
            },
        });
        if self.problems.len() < count {
            self.draw();
        }
    }

    /// Shows problems of this page, beside those that the backend reported for other steps.
    pub(super) fn show(&mut self, problems: Vec<ShownProblem>) {
        let seen = self.page_id();
        self.keep_unseen(&seen);
        self.problems.splice(..0, problems);
        self.focus(Focus::Summary);
        self.draw();
        self.report_problems();
    }

    /// Shows that a chosen file was not taken.
    pub(super) fn show_file_problem(&mut self, question: &str, file: String, problem: Problem) {
        self.problems.push(ShownProblem::file(question, file, problem));
        self.focus(Focus::Summary);
        self.draw();
        self.report_problems();
    }

    /// Keeps only the problems of steps that were not seen since: the backend can report several steps at once.
    pub(super) fn keep_unseen(&mut self, seen: &str) {
        if !matches!(self.page, Page::Step(_) | Page::Review) {
            return self.problems.clear();
        }
        if self.problems.is_empty() {
            return;
        }
        let form = Rc::clone(&self.content.form);
        let assessment = self.assess();
        let steps = visible_steps(&form, &assessment);
        let is_unseen = |id: String| id != seen && steps.iter().any(|step| step.id == id);
        self.problems.retain(|problem| step_of(&form, &problem.control).is_some_and(is_unseen));
    }

    /// Reports the shown problems to the host page.
    pub(super) fn report_problems(&mut self) {
        let fields = self.problems.iter().map(|problem| problem.control.clone()).collect();
        let codes = self.problems.iter().map(|problem| problem.code.clone()).collect();
        let event = HostEvent::Invalid { step: self.page_id(), fields, codes };
        self.emit(event);
    }
}
