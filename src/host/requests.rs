//! Requests: one POST of a filing or a file, and how it ended.

use super::clock;
use super::element::Host;
use crate::fault;
use crate::journey::{Answer, Event};
use crate::value::attachment::{Attachment, decode};
use js_sys::Uint8Array;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::Callback;

#[wasm_bindgen]
extern "C" {
    /// The end of a request, from `www/transport.js`.
    type Ended;
    #[wasm_bindgen(method, getter)]
    fn status(this: &Ended) -> u16;
    #[wasm_bindgen(method, getter, js_name = retryAfter)]
    fn retry_after(this: &Ended) -> String;
    #[wasm_bindgen(method, getter)]
    fn body(this: &Ended) -> Option<String>;
}

/// Sends a filing once.
pub fn post(host: &Host, url: &str, id: String, body: &Rc<str>, report: Callback<Event>) {
    fault::at("send");
    let request = host.post(url, &id, body);
    spawn_local(async move {
        let answer = read(JsFuture::from(request).await);
        report.emit(Event::Answered { id, answer });
    });
}

/// Sends a file once.
pub fn upload(host: &Host, url: &str, file: Attachment, report: Callback<Event>) {
    fault::at("upload");
    let content = decode(file.content.as_deref().unwrap_or_default()).unwrap_or_default();
    let content = Uint8Array::from(content.as_slice());
    let progress = Closure::<dyn Fn(u32)>::new({
        let (report, file) = (report.clone(), file.id.clone());
        move |percent| report.emit(Event::UploadProgressed { file: file.clone(), percent })
    });
    let called = progress.as_ref().unchecked_ref();
    let request = host.upload(url, &file.name, &file.media_type, &file.id, content, called);
    spawn_local(async move {
        let answer = read(JsFuture::from(request).await);
        drop(progress);
        report.emit(Event::UploadAnswered { file: file.id, answer });
    });
}

fn read(ended: Result<JsValue, JsValue>) -> Answer {
    fault::at("answer");
    let Ok(ended) = ended else { return Answer::NoHeaders };
    let ended: Ended = ended.unchecked_into();
    let status = ended.status();
    match ended.body() {
        Some(body) => Answer::Response { status, retry_after: seconds(&ended.retry_after()), body },
        None => Answer::Broken { status: Some(status).filter(|status| *status > 0) },
    }
}

/// Reads `Retry-After`, which is a number of seconds or a date (RFC 9110, 10.2.3).
fn seconds(value: &str) -> Option<u32> {
    value.trim().parse().ok().or_else(|| clock::seconds_until(value))
}
