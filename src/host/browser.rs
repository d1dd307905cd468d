//! The browser around one element, which executes the effects of its journey.

use super::element::{Host, Settings};
use super::timers::Timers;
use super::{attachments, drafts, events, requests};
use crate::journey::{Effect, Event, Journey};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use yew::Callback;

/// The browser around one element.
pub struct Browser {
    pub host: Host,
    endpoint: RefCell<Option<String>>,
    uploads: RefCell<String>,
    timers: Timers,
}

impl Browser {
    /// The browser for an element with these settings.
    pub fn new(host: Host, settings: &Settings) -> Self {
        let browser = Self {
            host,
            endpoint: RefCell::default(),
            uploads: RefCell::default(),
            timers: Timers::default(),
        };
        browser.set(settings);
        browser
    }

    /// Sets the URLs of the host page.
    pub fn set(&self, settings: &Settings) {
        *self.endpoint.borrow_mut() = settings.get("endpoint");
        *self.uploads.borrow_mut() = settings.get("attachments").unwrap_or_default();
    }

    /// Stops the timers of a form that is removed.
    pub fn stop(&self) {
        self.timers.clear();
    }

    /// Executes an effect other than drawing and focus. Passes its events to `report`.
    pub fn execute(&self, effect: Effect, journey: &Journey, report: &Callback<Event>) {
        match effect {
            Effect::SaveDraft(text) => self.host.drafts().save(&text),
            Effect::Emit(event) => events::emit(&self.host, &event),
            Effect::Abort => self.host.abort(),
            Effect::Delete { name } => self.host.drafts().delete(&name),
            Effect::DeleteAll => self.host.drafts().delete_all(),
            Effect::LoadList { list, file } => {
                let report = report.clone();
                let done = move |json: String| report.emit(Event::ListLoaded { list, json });
                self.host.load(file, &Closure::once_into_js(done));
            }
            effect => self.execute_later(effect, journey, report),
        }
    }

    #[inline(never)]
    fn execute_later(&self, effect: Effect, journey: &Journey, report: &Callback<Event>) {
        let host = &self.host;
        let session = journey.session();
        match effect {
            Effect::Offer { id, body } => events::offer(host, &id, &body, report),
            Effect::Post { id, body } => {
                let endpoint = self.endpoint.borrow().clone().unwrap_or_default();
                requests::post(host, &endpoint, id, &body, report.clone());
            }
            Effect::Upload(file) => requests::upload(host, &self.uploads.borrow(), &file, report.clone()),
            Effect::Wake { timer, milliseconds } => self.timers.set(timer, milliseconds, report),
            Effect::ReadFiles { question } => {
                attachments::read_files(host, question, journey.form().limits, session, report.clone());
            }
            Effect::ReadDraftFile => attachments::read_draft(host, session, report.clone()),
            Effect::Download { name, text } => host.download(&name, &text),
            Effect::SetLanguage(tag) => host.set_language(&tag),
            Effect::Print => host.print(),
            effect => drafts::execute(host, effect, report),
        }
    }
}
