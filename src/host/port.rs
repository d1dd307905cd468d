//! The browser and the host page, as the wizard needs them.

use super::element::{Host, Settings};
use super::{attachments, clock, events, title, transport};
use crate::fault;
use crate::reply::Reply;
use crate::ui::{Chosen, Event, Frozen, Port, Progress, Upload};
use crate::value::attachment::{Attachment, Limits, decode};
use chrono::NaiveDateTime;
use gloo::timers::callback::Interval;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;
use yew::Callback;

/// The name of a drawn signature's file.
const SIGNATURE: &str = "signature.png";

/// The browser around one element.
pub struct Browser {
    host: Host,
    endpoint: RefCell<Option<String>>,
    attachments: RefCell<String>,
    going: RefCell<transport::Going>,
    title: RefCell<Option<String>>,
    clock: RefCell<Option<Interval>>,
}

impl Browser {
    /// The browser for an element with these settings.
    pub fn new(host: Host, settings: &Settings) -> Self {
        let browser = Self {
            host,
            endpoint: RefCell::default(),
            attachments: RefCell::default(),
            going: RefCell::default(),
            title: RefCell::default(),
            clock: RefCell::default(),
        };
        browser.set(settings);
        browser
    }

    /// Takes over what the host page set.
    pub fn set(&self, settings: &Settings) {
        *self.endpoint.borrow_mut() = settings.endpoint();
        *self.attachments.borrow_mut() = settings.attachments();
    }

    /// A mark of what is being sent now, in place of whatever was before.
    fn start(&self) -> transport::Going {
        let going = Rc::new(Cell::new(true));
        self.going.replace(Rc::clone(&going)).set(false);
        going
    }

    /// Stops what would otherwise go on without the form.
    pub fn stop(&self) {
        *self.clock.borrow_mut() = None;
        self.call_off();
    }
}

impl Port for Browser {
    fn now(&self) -> NaiveDateTime {
        clock::now()
    }

    fn new_id(&self) -> String {
        clock::new_id()
    }

    fn emit(&self, event: &Event) {
        if matches!(event, Event::Ready { .. }) {
            self.host.ready();
        }
        events::emit(&self.host, event);
    }

    fn save(&self, draft: &str) {
        self.host.save(draft);
    }

    fn load(&self) -> Option<String> {
        self.host.saved()
    }

    fn keep(&self, name: &str, content: &str) {
        self.host.keep(name, content);
    }

    fn kept(&self, name: &str) -> Option<String> {
        self.host.kept(name)
    }

    fn discard(&self, name: &str) {
        self.host.discard(name);
    }

    fn forget(&self) {
        self.host.forget();
    }

    fn download(&self, name: &str, text: &str) {
        self.host.download(name, text);
    }

    fn file(&self, filing: Rc<Frozen>, progress: Callback<Progress>) {
        if events::offer(&self.host, &filing, &progress) {
            return;
        }
        match self.endpoint.borrow().clone() {
            Some(endpoint) => {
                let going = self.start();
                spawn_local(transport::send(self.host.clone(), endpoint, filing, going, progress));
            }
            None => progress.emit(Progress::Done { reply: Reply::NoEndpoint, status: None }),
        }
    }

    fn uploads(&self) -> bool {
        *self.attachments.borrow() != "inline"
    }

    fn upload(&self, file: &Attachment, progress: Callback<Upload>) {
        let url = self.attachments.borrow().clone();
        spawn_local(transport::upload(self.host.clone(), url, file.clone(), self.start(), progress));
    }

    fn call_off(&self) {
        self.going.borrow().set(false);
    }

    fn read_files(
        &self,
        input: &Element,
        answer: &str,
        limits: Limits,
        done: Callback<Chosen>,
    ) -> Vec<String> {
        attachments::read(&self.host, input, answer, limits, done)
    }

    fn read_text(&self, input: &Element, done: Callback<Option<String>>) {
        attachments::read_text(input, done);
    }

    fn sign(&self, canvas: &Element, answer: &str, image: &str, limits: Limits, done: Callback<Chosen>) {
        let answer = answer.to_owned();
        let drawn = Closure::<dyn Fn(String)>::new(move |image: String| {
            fault::at("drawn");
            let bytes = decode(&image).unwrap_or_default();
            done.emit(attachments::take(SIGNATURE.to_owned(), &answer, &bytes, None, limits));
        });
        // The canvas keeps the function as long as it is there.
        self.host.sign(canvas, image, &drawn.into_js_value());
    }

    fn show_drawing(&self, canvas: &Element, image: &str) {
        self.host.show_drawing(canvas, image);
    }

    fn every_second(&self, second: Callback<()>) {
        *self.clock.borrow_mut() = Some(Interval::new(1000, move || second.emit(())));
    }

    fn speak(&self, tag: &str) {
        self.host.speak(tag);
    }

    fn print(&self) {
        if let Some(window) = web_sys::window() {
            let _ = window.print();
        }
    }

    fn load_list(&self, file: &str, done: Callback<String>) {
        let text = self.host.load(file);
        spawn_local(async move {
            // Without suggestions the text is typed as ever.
            if let Some(text) = JsFuture::from(text).await.ok().and_then(|text| text.as_string()) {
                done.emit(text);
            }
        });
    }

    fn mark_title(&self, prefix: Option<&str>) {
        title::mark(&mut self.title.borrow_mut(), prefix);
    }
}
