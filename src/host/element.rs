//! The exports that `www/element.js` calls: mount a form into an element, update it, reset it, unmount it.

use super::browser::Browser;
use super::component::{Msg, Setup, Wizard};
use super::drafts::Drafts;
use super::{events, input, later};
use crate::config::Config;
use crate::content::Content;
use crate::fault;
use crate::form::{Form, ReadError};
use crate::journey::{Event, HostEvent, Options, Storage};
use crate::text::Words;
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
    pub fn emit(this: &Host, kind: &str, detail: &str);
    #[wasm_bindgen(method)]
    pub fn offer(this: &Host, body: &str, done: &JsValue) -> bool;
    #[wasm_bindgen(method)]
    pub fn post(this: &Host, url: &str, id: &str, body: &str, done: &JsValue);
    #[wasm_bindgen(method)]
    pub fn upload(
        this: &Host,
        url: &str,
        name: &str,
        media_type: &str,
        id: &str,
        content: js_sys::Uint8Array,
        progress: &JsValue,
        done: &JsValue,
    );
    #[wasm_bindgen(method)]
    pub fn abort(this: &Host);
    #[wasm_bindgen(method, js_name = readFiles)]
    pub fn read_files(this: &Host, most: f64, done: &JsValue);
    #[wasm_bindgen(method, js_name = readDraft)]
    pub fn read_draft(this: &Host, done: &JsValue);
    #[wasm_bindgen(method, js_name = isOnline)]
    pub fn is_online(this: &Host) -> bool;
    #[wasm_bindgen(method, js_name = onOnline)]
    pub fn listen_online(this: &Host, listener: &JsValue);
    #[wasm_bindgen(method)]
    pub fn controls(this: &Host, root: &web_sys::Element) -> js_sys::Array;
    #[wasm_bindgen(method)]
    pub fn settle(this: &Host, root: &web_sys::Element, focus: Option<&str>);
    #[wasm_bindgen(method)]
    pub fn load(this: &Host, file: &str, done: &JsValue);
    #[wasm_bindgen(method)]
    pub fn download(this: &Host, name: &str, text: &str);
    #[wasm_bindgen(method)]
    pub fn print(this: &Host);
    #[wasm_bindgen(method)]
    pub fn warn(this: &Host, text: &str);
    #[wasm_bindgen(method)]
    pub fn random(this: &Host, count: usize) -> js_sys::Uint8Array;
    #[wasm_bindgen(method, js_name = markTitle)]
    pub fn mark_title(this: &Host, prefix: &str);
    #[wasm_bindgen(method)]
    pub fn sign(this: &Host, root: &web_sys::Element, name: &str, id: &str, image: &str);
    #[wasm_bindgen(method, js_name = onDrawn)]
    pub fn listen_drawn(this: &Host, done: &JsValue);
    #[wasm_bindgen(method, js_name = setLanguage)]
    pub fn set_language(this: &Host, tag: &str);
    #[wasm_bindgen(method)]
    pub fn adopt(this: &Host);
    /// An input waits for the second module of the engine.
    #[wasm_bindgen(method)]
    pub fn wait(this: &Host);
    #[wasm_bindgen(method)]
    pub fn fail(this: &Host, reason: &str);

    /// The settings of `www/options.js`: a map of texts.
    pub type Settings;
    #[wasm_bindgen(method)]
    pub fn get(this: &Settings, name: &str) -> Option<String>;
}

struct Mounted {
    app: AppHandle<Wizard>,
    browser: Rc<Browser>,
}

thread_local! {
    static MOUNTED: RefCell<Vec<Option<Mounted>>> = const { RefCell::new(Vec::new()) };
}

/// Renders a form into `root` and returns the number that the other functions take. With the setting
/// `adopted`, the elements of its first step are already in `root`. A definition that cannot be read is
/// reported to `host.fail`.
///
/// `definition` is a compiled content. If `words` are given, it is a form definition, `config` is the portal's
/// config, and `words` are the texts of the engine in the nearest language.
#[wasm_bindgen]
#[expect(clippy::needless_pass_by_value, reason = "wasm-bindgen passes owned texts")]
pub fn mount(
    host: &Host,
    root: web_sys::Element,
    definition: &str,
    config: Option<String>,
    words: Option<String>,
    settings: &Settings,
) -> usize {
    fault::at("mount");
    let options = options(settings);
    let content = match words {
        None => Content::read(definition),
        Some(words) => match read_later(host, definition, config.as_deref(), &words, &options.lang) {
            Ok(content) => content,
            Err(error) => {
                host.fail(&error.to_string());
                return usize::MAX;
            }
        },
    };
    if content.config.agency.is_none() || content.config.privacy.is_none() {
        host.warn("config: without agency and privacy the notice of 個人資料保護法第8條 is incomplete");
    }
    let browser = Rc::new(Browser::new(host.clone(), settings));
    let setup = Setup {
        content,
        options,
        is_recovered: settings.get("recovered").is_some(),
        is_adopted: settings.get("adopted").is_some(),
        browser: Rc::clone(&browser),
    };
    let app = yew::Renderer::<Wizard>::with_root_and_props(root, setup).render();
    MOUNTED.with_borrow_mut(|mounted| {
        mounted.push(Some(Mounted { app, browser }));
        mounted.len() - 1
    })
}

/// Passes the changed settings of the host page to a form. In another language, `definition` is the compiled
/// content in that language, or `words` are the texts of the engine.
#[wasm_bindgen]
#[expect(clippy::needless_pass_by_value, reason = "wasm-bindgen passes owned texts")]
pub fn update(number: usize, definition: Option<String>, words: Option<String>, settings: &Settings) {
    fault::at("update");
    let options = options(settings);
    with(number, |mounted| {
        mounted.browser.set(settings);
        if let Some(definition) = &definition {
            mounted.app.send_message(Msg::Event(Event::ContentChanged(Content::read(definition))));
        } else if let Some(words) = words {
            mounted.app.send_message(Msg::Words { texts: words, tag: options.lang.clone() });
        }
        mounted.app.send_message(Msg::Event(Event::OptionsChanged(options)));
    });
}

/// Handles an input of the person, in a page that was drawn for this session. `www/page.js` lists the
/// inputs.
#[wasm_bindgen]
pub fn input(number: usize, session: u32, kind: &str, name: String, value: String, item: &str) {
    if let Some(input) = input::read(kind, name, value, item) {
        send(number, Msg::Event(Event::Input { session, input }));
    }
}

/// Reports that the pointer went down on the page, or up.
#[wasm_bindgen]
pub fn pointer(number: usize, down: bool) {
    send(number, Msg::Pointer { down });
}

/// Deletes every answer, draft and attachment of a form.
#[wasm_bindgen]
pub fn reset(number: usize) {
    send(number, Msg::Event(Event::Reset));
}

/// Notes that the second module of the engine is connected. The glue calls it.
#[wasm_bindgen]
pub fn connect() {
    later::connect();
    MOUNTED.with_borrow(|mounted| {
        for mounted in mounted.iter().flatten() {
            mounted.app.send_message(Msg::Connected);
        }
    });
}

/// Removes a form. Keeps its stored draft.
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

fn send(number: usize, msg: Msg) {
    with(number, |mounted| mounted.app.send_message(msg));
}

fn options(settings: &Settings) -> Options {
    let text = |name: &str| settings.get(name).unwrap_or_default();
    Options {
        lang: text("lang"),
        mode: Mode::from_name(&text("mode")).unwrap_or(Mode::Web),
        channel: Channel::from_name(&text("channel")).unwrap_or(Channel::Web),
        heading_level: text("headingLevel").parse().unwrap_or(2),
        title_errors: settings.get("titleErrors").is_some(),
        idle_timeout: text("idleTimeout").parse().unwrap_or(120),
        prefill: settings.get("prefill"),
        storage: match text("draft").as_str() {
            "none" => Storage::Memory,
            "local" => Storage::Local,
            _ => Storage::Session,
        },
        has_endpoint: settings.get("endpoint").is_some(),
        uploads_files: text("attachments") != "inline",
        has_locks: settings.get("hasLocks").is_some(),
    }
}

/// Reads a form definition and the portal's config, which are not part of the delivery.
#[inline(never)]
fn read_later(
    host: &Host,
    definition: &str,
    config: Option<&str>,
    words: &str,
    lang: &str,
) -> Result<Content, ReadError> {
    let form = Form::read(definition)?;
    let config = read_config(host, config, &form.id);
    let form = config.apply(form);
    let words = Words::from_delivery(words, &config, &form, lang);
    Ok(Content { form: Rc::new(form), config: Rc::new(config), words })
}

/// Reads the portal's config for a workflow. A wrong one is reported, and the form works without it.
fn read_config(host: &Host, text: Option<&str>, workflow: &str) -> Config {
    match text.map(Config::read) {
        Some(Ok(config)) => config.for_workflow(workflow),
        Some(Err(error)) => {
            host.warn(&["config: ", &error.to_string()].concat());
            events::emit(host, &HostEvent::Failed { kind: "config", status: None, retryable: false });
            Config::default()
        }
        None => Config::default(),
    }
}
