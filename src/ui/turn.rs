//! Turning the wizard's pages: what is shown, kept, told to the host page, or forgotten.

use super::Event;
use super::flow::{self, Page};
use super::saved::{FILING, Saved};
use super::shown::Shown;
use super::view::element_id;
use super::wizard::{Setup, Wizard};
use crate::draft::Draft;
use crate::json::Json;

const HEADING: &str = ".heading";
pub(super) const SUMMARY: &str = ".error-summary";

impl Wizard {
    /// Shows problems of this page, beside what the backend said of others.
    pub(super) fn show(&mut self, setup: &Setup, shown: Vec<Shown>) {
        self.keep_told(setup, &self.page_id(&setup.form));
        self.shown.splice(..0, shown);
        self.focus = Some(SUMMARY.to_owned());
        self.tell_invalid(setup);
    }

    /// Shows another page; its heading takes the focus, unless something else shall.
    pub(super) fn go(&mut self, setup: &Setup, page: Page, focus: Option<String>) {
        let left = self.page_id(&setup.form);
        self.page = page;
        self.continue_when_ready = false;
        self.undo = None;
        self.told.clear();
        self.keep_told(setup, &left);
        self.announcement.clear();
        let first = if self.shown.is_empty() { HEADING } else { SUMMARY };
        self.focus = focus.or_else(|| Some(first.to_owned()));
        if self.page == Page::Review {
            self.reviewing = false;
        }
        self.save(setup);
        self.tell_step(setup);
        if !self.shown.is_empty() {
            self.tell_invalid(setup);
        }
    }

    /// Of what is shown, keeps what the backend said of steps that were not seen since: all but this one.
    fn keep_told(&mut self, setup: &Setup, seen: &str) {
        if !matches!(self.page, Page::Step(_) | Page::Review) {
            return self.shown.clear();
        }
        let form = &setup.form;
        let assessment = self.assess(setup);
        let waits =
            |id: String| id != seen && flow::visible(form, &assessment).iter().any(|step| step.id == id);
        self.shown.retain(|shown| shown.is_told() && flow::step_of(form, &shown.name).is_some_and(waits));
    }

    /// Leads to the control of that name, on whatever page it stands.
    pub(super) fn follow(&mut self, setup: &Setup, name: &str) {
        let control = element_id(name);
        match flow::step_of(&setup.form, name).map(Page::Step) {
            Some(page) if page != self.page => {
                let shown = self.shown.clone();
                self.reviewing = true;
                self.go(setup, page, Some(control));
                self.shown = shown;
            }
            _ => self.focus = Some(control),
        }
    }

    pub(super) fn forget(&mut self, setup: &Setup, reason: &'static str) {
        setup.port.call_off();
        self.session += 1;
        self.preparing.clear();
        self.shown.clear();
        self.draft = Draft::default();
        self.release(setup);
        self.reviewing = false;
        self.told.clear();
        self.lists.clear();
        self.go(setup, Page::Step(flow::first_step(&setup.form)), None);
        setup.port.forget();
        setup.port.emit(&Event::Reset { reason });
    }

    pub(super) fn save(&self, setup: &Setup) {
        if !matches!(self.page, Page::Receipt(_)) {
            let is_filing = self.filing.is_some();
            let (form, draft) = (&setup.form, &self.draft);
            setup.port.save(&Saved::write(form, &self.id, draft, &self.page, self.reviewing, is_filing));
        }
    }

    /// Lets go of the filing, here and in other tabs: the next one is another.
    pub(super) fn release(&mut self, setup: &Setup) {
        self.renew(setup);
        setup.port.discard(FILING);
    }

    /// What is filed next is another one.
    pub(super) fn renew(&mut self, setup: &Setup) {
        self.filing = None;
        self.id = setup.port.new_id();
    }

    /// Offers the host page's answers where there are none yet.
    pub(super) fn prefill(&mut self, setup: &Setup) {
        let Some(json) = self.options.prefill.as_deref().and_then(|text| Json::read(text).ok()) else {
            return;
        };
        let (draft, findings) = Draft::from_answers(&setup.form, &json);
        if !findings.is_empty() {
            setup.port.emit(&Event::Failed { kind: "prefill", status: None, retryable: false });
        }
        self.draft.fill_from(draft);
    }

    pub(super) fn tell_step(&self, setup: &Setup) {
        let steps = flow::visible(&setup.form, &self.assess(setup)).into_iter().map(|step| step.id.clone());
        let ids: Vec<String> = steps.chain(["review".to_owned()]).collect();
        let step = self.page_id(&setup.form);
        let index = ids.iter().position(|id| *id == step).unwrap_or(ids.len());
        setup.port.emit(&Event::Step { step: &step, index, count: ids.len() });
    }

    pub(super) fn tell_invalid(&self, setup: &Setup) {
        let fields = self.shown.iter().map(|shown| shown.name.clone()).collect();
        let codes = self.shown.iter().map(|shown| shown.code.as_str()).collect();
        setup.port.emit(&Event::Invalid { step: &self.page_id(&setup.form), fields, codes });
    }
}
