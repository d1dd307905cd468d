//! Navigation between the pages of a form.

use super::Journey;
use super::effect::{Focus, HostEvent};
use super::steps::{first_with_problem, step_of, stop_in, visible_steps};
use crate::reply::{Receipt, Reply};
use std::rc::Rc;

/// The id of the review.
pub(super) const REVIEW: &str = "review";

/// A page of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// The step with this id.
    Step(String),
    /// The review of all answers before they are sent.
    Review,
    /// All answers, for the person at a counter. `Action::Back` returns to the page with this id.
    ReadBack(String),
    /// The stop with this id, which ends the workflow.
    Stop(String),
    /// The filing is under way.
    Sending,
    /// The filing failed, or its outcome is unknown.
    Failure(Reply),
    /// The backend has the filing.
    Receipt(Receipt),
}

impl Journey {
    /// The id of the page, as in `data-step`.
    #[must_use]
    pub fn page_id(&self) -> String {
        match &self.page {
            Page::Step(id) | Page::ReadBack(id) => id.clone(),
            Page::Stop(id) => {
                let stop = self.content.form.stop(id);
                stop.and_then(|stop| step_of(&self.content.form, &stop.at)).unwrap_or_default()
            }
            Page::Review => REVIEW.to_owned(),
            Page::Sending => "sending".to_owned(),
            Page::Failure(_) => "failure".to_owned(),
            Page::Receipt(_) => "receipt".to_owned(),
        }
    }

    /// Shows another page. The focus goes to its heading or its problems, unless `focus` names another place.
    pub(super) fn go(&mut self, page: Page, focus: Option<Focus>) {
        let left = self.page_id();
        self.page = page;
        self.continue_when_ready = false;
        self.undo = None;
        self.remarks.clear();
        self.keep_unseen(&left);
        self.announcement.clear();
        let first = if self.problems.is_empty() { Focus::Heading } else { Focus::Summary };
        self.focus(focus.unwrap_or(first));
        if matches!(self.page, Page::Review) {
            self.is_reviewing = false;
        }
        self.draw();
        self.save();
        self.report_step();
        if !self.problems.is_empty() {
            self.report_problems();
        }
    }

    /// Continues to the next page, or shows the problems of this one.
    pub(super) fn next(&mut self) {
        let Page::Step(id) = &self.page else { return };
        let id = id.clone();
        if self.waits_for_files() {
            return;
        }
        self.drop_empty_rows();
        let form = Rc::clone(&self.content.form);
        let assessment = self.assess();
        if let Some(stop) = stop_in(&form, &assessment, &id) {
            return self.go(Page::Stop(stop), None);
        }
        let steps = visible_steps(&form, &assessment);
        let index = steps.iter().position(|step| step.id == id).unwrap_or(0);
        let next = if self.is_reviewing {
            first_with_problem(&form, &assessment).map_or(Page::Review, Page::Step)
        } else {
            steps.get(index + 1).map_or(Page::Review, |step| Page::Step(step.id.clone()))
        };
        let problems = self.problems_on_page();
        if problems.is_empty() { self.go(next, None) } else { self.show(problems) }
    }

    /// Goes back, or cancels what is being sent.
    pub(super) fn back(&mut self) {
        let form = Rc::clone(&self.content.form);
        let assessment = self.assess();
        let steps = visible_steps(&form, &assessment);
        let page = match &self.page {
            Page::Stop(_) => Page::Step(self.page_id()),
            Page::ReadBack(id) if id == REVIEW => Page::Review,
            Page::ReadBack(id) => Page::Step(id.clone()),
            Page::Failure(_) => Page::Review,
            Page::Sending => return self.cancel(),
            Page::Review => Page::Step(steps.last().map(|step| step.id.clone()).unwrap_or_default()),
            Page::Step(id) => {
                let index = steps.iter().position(|step| step.id == *id).unwrap_or(0);
                let before = index.checked_sub(1).and_then(|before| steps.get(before));
                Page::Step(before.map_or(id, |step| &step.id).clone())
            }
            Page::Receipt(_) => return,
        };
        self.go(page, None);
    }

    /// Shows the page with all answers, for the person at a counter.
    pub(super) fn show_answers(&mut self) {
        if matches!(self.page, Page::Step(_) | Page::Review) {
            self.go(Page::ReadBack(self.page_id()), None);
        }
    }

    /// Leads from the review to a question.
    pub(super) fn change(&mut self, question: &str) {
        self.is_reviewing = true;
        let page = step_of(&self.content.form, question).map_or(Page::Review, Page::Step);
        self.go(page, Some(Focus::Control(question.to_owned())));
    }

    /// Reports the first drawing to the host page.
    pub(super) fn report_ready(&mut self) {
        let (workflow, version) = (self.content.form.id.clone(), self.content.form.version.clone());
        self.emit(HostEvent::Ready { workflow, version });
        self.report_step();
    }

    /// Reports the page to the host page.
    pub(super) fn report_step(&mut self) {
        let step = self.page_id();
        let form = Rc::clone(&self.content.form);
        let assessment = self.assess();
        self.note_questions(&assessment);
        let mut ids: Vec<&str> =
            visible_steps(&form, &assessment).into_iter().map(|step| step.id.as_str()).collect();
        ids.push(REVIEW);
        let (index, count) = (ids.iter().position(|id| *id == step).unwrap_or(ids.len()), ids.len());
        self.emit(HostEvent::Step { step, index, count });
    }
}
