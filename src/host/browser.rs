//! The browser around one element, which executes the effects of its journey.

use super::element::{Host, Settings};
use super::timers::Timers;
use super::{attachments, drafts, events, requests, title};
use crate::journey::{Effect, Event, HostEvent, Journey};
use std::cell::RefCell;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;
use yew::Callback;

/// The browser around one element.
pub struct Browser {
    pub host: Host,
    endpoint: RefCell<Option<String>>,
    uploads: RefCell<String>,
    timers: Timers,
    title: RefCell<Option<String>>,
    /// The files that were chosen last, until the journey asks to read them.
    pub chosen: RefCell<Vec<File>>,
}

impl Browser {
    /// The browser for an element with these settings.
    pub fn new(host: Host, settings: &Settings) -> Self {
        let browser = Self {
            host,
            endpoint: RefCell::default(),
            uploads: RefCell::default(),
            timers: Timers::default(),
            title: RefCell::default(),
            chosen: RefCell::default(),
        };
        browser.set(settings);
        browser
    }

    /// Takes over the addresses that the host page set.
    pub fn set(&self, settings: &Settings) {
        *self.endpoint.borrow_mut() = settings.endpoint();
        *self.uploads.borrow_mut() = settings.attachments();
    }

    /// Stops the timers of a form that goes away.
    pub fn stop(&self) {
        self.timers.clear();
    }

    /// Prefixes the page's title, or removes the prefix.
    pub fn mark_title(&self, prefix: Option<&str>) {
        title::mark(&mut self.title.borrow_mut(), prefix);
    }

    /// Executes an effect, except for drawing and focus. Events that follow from it go to `report`.
    pub fn execute(&self, effect: Effect, journey: &Journey, report: &Callback<Event>) {
        let host = &self.host;
        let session = journey.session();
        match effect {
            Effect::Draw | Effect::Focus(_) => {}
            Effect::Offer { id, body } => events::offer(host, &id, &body, report),
            Effect::Post { id, body } => {
                let endpoint = self.endpoint.borrow().clone().unwrap_or_default();
                requests::post(host, &endpoint, id, &body, report.clone());
            }
            Effect::Upload(file) => requests::upload(host, &self.uploads.borrow(), file, report.clone()),
            Effect::Abort => host.abort(),
            Effect::Wake { timer, milliseconds } => self.timers.set(timer, milliseconds, report),
            Effect::Emit(event) => {
                if matches!(event, HostEvent::Ready { .. }) {
                    host.ready();
                }
                events::emit(host, &event);
            }
            Effect::ReadFiles { question } => {
                let (files, limits) = (self.chosen.take(), journey.form().limits);
                attachments::read_files(host.clone(), files, question, limits, session, report.clone());
            }
            Effect::ReadDraftFile => attachments::read_draft(self.chosen.take(), session, report.clone()),
            Effect::Download { name, text } => host.download(&name, &text),
            Effect::LoadList { list, file } => self.load_list(list, file, report.clone()),
            Effect::SetLanguage(tag) => host.set_language(&tag),
            Effect::Print => {
                if let Some(window) = web_sys::window() {
                    let _ = window.print();
                }
            }
            effect => drafts::execute(host, effect, report),
        }
    }

    fn load_list(&self, list: String, file: &str, report: Callback<Event>) {
        let text = self.host.load(file);
        spawn_local(async move {
            // Without the list the form works as well.
            if let Some(json) = JsFuture::from(text).await.ok().and_then(|text| text.as_string()) {
                report.emit(Event::ListLoaded { list, json });
            }
        });
    }
}
