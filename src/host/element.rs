//! The exports that `www/element.js` calls: mount a form into an element, update it, reset it, unmount it.

use super::browser::Browser;
use super::component::{Msg, Setup, Wizard};
use super::drafts::Drafts;
use super::{events, input};
use crate::config::Config;
use crate::fault;
use crate::form::Form;
use crate::journey::{Event, HostEvent, Options, Storage};
use crate::validate::{Channel, Mode};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use yew::AppHandle;

#[wasm_bindgen]
extern "C" {
    /// The element's side of the form, see `www/host.js`.
    #[derive(Clone)]
    pub type Host;
    #[wasm_bindgen(method, getter)]
    pub fn drafts(this: &Host) -> Drafts;
    #[wasm_bindgen(method)]
    pub fn emit(this: &Host, kind: &str, detail: &JsValue, cancelable: bool) -> bool;
    #[wasm_bindgen(method)]
    pub fn post(this: &Host, url: &str, id: &str, body: &str) -> js_sys::Promise;
    #[wasm_bindgen(method)]
    pub fn upload(
        this: &Host,
        url: &str,
        name: &str,
        media_type: &str,
        id: &str,
        content: js_sys::Uint8Array,
        progress: &js_sys::Function,
    ) -> js_sys::Promise;
    #[wasm_bindgen(method)]
    pub fn abort(this: &Host);
    #[wasm_bindgen(method)]
    pub fn prepare(this: &Host, file: &web_sys::File, most: f64) -> js_sys::Promise;
    #[wasm_bindgen(method, js_name = isOnline)]
    pub fn is_online(this: &Host) -> bool;
    #[wasm_bindgen(method, js_name = onOnline)]
    pub fn listen_online(this: &Host, listener: &JsValue);
    #[wasm_bindgen(method)]
    pub fn load(this: &Host, file: &str) -> js_sys::Promise;
    #[wasm_bindgen(method)]
    pub fn download(this: &Host, name: &str, text: &str);
    #[wasm_bindgen(method)]
    pub fn sign(this: &Host, canvas: &web_sys::Element, image: &str, done: &JsValue);
    #[wasm_bindgen(method, js_name = showDrawing)]
    pub fn show_drawing(this: &Host, canvas: &web_sys::Element, image: &str);
    #[wasm_bindgen(method, js_name = setLanguage)]
    pub fn set_language(this: &Host, tag: &str);
    #[wasm_bindgen(method)]
    pub fn ready(this: &Host);
    #[wasm_bindgen(method)]
    pub fn fail(this: &Host, reason: &str);

    /// The attributes and properties with their defaults applied.
    pub type Settings;
    #[wasm_bindgen(method, getter)]
    fn definition(this: &Settings) -> String;
    #[wasm_bindgen(method, getter)]
    fn config(this: &Settings) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn prefill(this: &Settings) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn lang(this: &Settings) -> String;
    #[wasm_bindgen(method, getter)]
    fn mode(this: &Settings) -> String;
    #[wasm_bindgen(method, getter)]
    fn channel(this: &Settings) -> String;
    #[wasm_bindgen(method, getter)]
    fn draft(this: &Settings) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn endpoint(this: &Settings) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    pub fn attachments(this: &Settings) -> String;
    #[wasm_bindgen(method, getter, js_name = headingLevel)]
    fn heading_level(this: &Settings) -> u8;
    #[wasm_bindgen(method, getter, js_name = idleTimeout)]
    fn idle_timeout(this: &Settings) -> u32;
    #[wasm_bindgen(method, getter, js_name = titleErrors)]
    fn title_errors(this: &Settings) -> bool;
    #[wasm_bindgen(method, getter, js_name = hasLocks)]
    fn has_locks(this: &Settings) -> bool;
    #[wasm_bindgen(method, getter)]
    fn recovered(this: &Settings) -> bool;
}

struct Mounted {
    app: AppHandle<Wizard>,
    browser: Rc<Browser>,
}

thread_local! {
    static MOUNTED: RefCell<Vec<Option<Mounted>>> = const { RefCell::new(Vec::new()) };
}

/// Renders a form into `root` and returns the number that the other functions take. A definition that cannot be read is
/// reported to `host.fail`.
#[wasm_bindgen]
pub fn mount(host: &Host, root: web_sys::Element, settings: &Settings) -> usize {
    fault::at("mount");
    let form = match Form::read(&settings.definition()) {
        Ok(form) => form,
        Err(error) => {
            host.fail(&error.to_string());
            return usize::MAX;
        }
    };
    let config = read_config(host, settings);
    let form = Rc::new(config.apply(form));
    let browser = Rc::new(Browser::new(host.clone(), settings));
    let setup = Setup {
        form,
        config: Rc::new(config),
        options: options(settings),
        is_recovered: settings.recovered(),
        browser: Rc::clone(&browser),
    };
    let app = yew::Renderer::<Wizard>::with_root_and_props(root, setup).render();
    MOUNTED.with_borrow_mut(|mounted| {
        mounted.push(Some(Mounted { app, browser }));
        mounted.len() - 1
    })
}

/// Hands the changed settings of the host page to a form.
#[wasm_bindgen]
pub fn update(number: usize, settings: &Settings) {
    fault::at("update");
    with(number, |mounted| {
        mounted.browser.set(settings);
        mounted.app.send_message(Msg::Event(Event::OptionsChanged(options(settings))));
    });
}

/// Handles an event of the page. `www/element.js` listens for those that the form needs.
#[wasm_bindgen]
pub fn handle(number: usize, event: &web_sys::Event) {
    with(number, |mounted| {
        if let Some(msg) = input::read(event, &mounted.browser) {
            mounted.app.send_message(msg);
        }
    });
}

/// Forgets every answer, draft and attachment of a form.
#[wasm_bindgen]
pub fn reset(number: usize) {
    with(number, |mounted| mounted.app.send_message(Msg::Event(Event::Reset)));
}

/// Removes a form. Its draft stays stored.
#[wasm_bindgen]
pub fn unmount(number: usize) {
    fault::at("unmount");
    let mounted = MOUNTED.with_borrow_mut(|mounted| mounted.get_mut(number).and_then(Option::take));
    if let Some(mounted) = mounted {
        mounted.browser.stop();
        mounted.app.destroy();
    }
}

fn with(number: usize, act: impl FnOnce(&Mounted)) {
    MOUNTED.with_borrow(|mounted| {
        if let Some(Some(mounted)) = mounted.get(number) {
            act(mounted);
        }
    });
}

fn options(settings: &Settings) -> Options {
    Options {
        lang: settings.lang(),
        mode: Mode::from_name(&settings.mode()).unwrap_or(Mode::Web),
        channel: Channel::from_name(&settings.channel()).unwrap_or(Channel::Web),
        heading_level: settings.heading_level(),
        title_errors: settings.title_errors(),
        idle_timeout: settings.idle_timeout(),
        prefill: settings.prefill(),
        storage: match settings.draft().as_str() {
            "none" => Storage::Memory,
            "local" => Storage::Local,
            _ => Storage::Session,
        },
        has_endpoint: settings.endpoint().is_some(),
        uploads_files: settings.attachments() != "inline",
        has_locks: settings.has_locks(),
    }
}

/// Reads the portal's config. A wrong one is reported, and the form works without it.
fn read_config(host: &Host, settings: &Settings) -> Config {
    let config = match settings.config().map(|text| Config::read(&text)) {
        Some(Ok(config)) => config,
        Some(Err(error)) => {
            warn(&["config: ", &error.to_string()].concat());
            events::emit(host, &HostEvent::Failed { kind: "config", status: None, retryable: false });
            Config::default()
        }
        None => Config::default(),
    };
    if config.agency.is_none() || config.privacy.is_none() {
        warn("config: without agency and privacy the notice of 個人資料保護法第8條 is incomplete");
    }
    config
}

fn warn(text: &str) {
    web_sys::console::warn_1(&["guitai: ", text].concat().into());
}
