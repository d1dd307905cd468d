//! Drafts of the element: stored data, and messages to other tabs. See `www/drafts.js`.

use super::element::Host;
use crate::journey::{Effect, Event, Message, Stored};
use js_sys::{Array, Function};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use yew::Callback;

#[wasm_bindgen]
extern "C" {
    /// The object of `www/drafts.js`.
    #[derive(Clone)]
    pub type Drafts;
    #[wasm_bindgen(method, getter)]
    fn text(this: &Drafts) -> Option<String>;
    #[wasm_bindgen(method)]
    fn contents(this: &Drafts) -> Array;
    #[wasm_bindgen(method)]
    pub fn save(this: &Drafts, text: &str);
    #[wasm_bindgen(method)]
    fn store(this: &Drafts, name: &str, content: &str);
    #[wasm_bindgen(method, js_name = remove)]
    pub fn delete(this: &Drafts, name: &str);
    #[wasm_bindgen(method, js_name = clear)]
    pub fn delete_all(this: &Drafts);
    #[wasm_bindgen(method)]
    fn lock(this: &Drafts, id: &str, granted: &JsValue);
    #[wasm_bindgen(method)]
    fn unlock(this: &Drafts, id: &str);
    /// Sends the id of a filing with its body. Without a body, the message requests it; with `null`, it
    /// releases the filing.
    #[wasm_bindgen(method)]
    fn send(this: &Drafts, id: &str, body: &JsValue);
    #[wasm_bindgen(method)]
    fn receive(this: &Drafts, receiver: &Function);
}

/// Returns the stored data.
pub fn stored(host: &Host, is_recovered: bool) -> Stored {
    let drafts = host.drafts();
    let contents = drafts.contents();
    let pairs = contents.iter().map(JsCast::unchecked_into::<Array>);
    let text = |pair: &Array, index| pair.get(index).as_string();
    let contents = pairs.filter_map(|pair| Some((text(&pair, 0)?, text(&pair, 1)?)));
    Stored { draft: drafts.text(), contents: contents.collect(), is_recovered }
}

/// Reports messages of other tabs.
pub fn listen(host: &Host, report: Callback<Event>) {
    let receiver = Closure::<dyn Fn(String, JsValue)>::new(move |id: String, body: JsValue| {
        let message = match body.as_string() {
            Some(body) => Message::Body { id, body: Rc::from(body) },
            None if body.is_null() => Message::Released { id },
            None => Message::Ask { id },
        };
        report.emit(Event::MessageReceived(message));
    });
    host.drafts().receive(receiver.into_js_value().unchecked_ref());
}

/// Executes an effect that concerns drafts.
pub fn execute(host: &Host, effect: Effect, report: &Callback<Event>) {
    let drafts = host.drafts();
    match effect {
        Effect::Store { name, content } => drafts.store(&name, &content),
        Effect::Unlock { id } => drafts.unlock(&id),
        Effect::Lock { id } => {
            let (report, locked) = (report.clone(), id.clone());
            let granted = Closure::once_into_js(move || report.emit(Event::Locked { id: locked }));
            drafts.lock(&id, &granted);
        }
        Effect::Send(Message::Ask { id }) => drafts.send(&id, &JsValue::UNDEFINED),
        Effect::Send(Message::Body { id, body }) => drafts.send(&id, &JsValue::from_str(&body)),
        Effect::Send(Message::Released { id }) => drafts.send(&id, &JsValue::NULL),
        _ => {}
    }
}
