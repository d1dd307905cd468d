//! Requests: one POST of a filing or a file, and its outcome.

use super::clock;
use super::element::Host;
use crate::fault;
use crate::journey::{Event, RequestEnd};
use crate::value::attachment::{Attachment, decode};
use js_sys::Uint8Array;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use yew::Callback;

/// Sends a filing once.
pub fn post(host: &Host, url: &str, id: String, body: &Rc<str>, report: Callback<Event>) {
    fault::at("send");
    let key = id.clone();
    let done = done(move |end| report.emit(Event::RequestEnded { id: id.clone(), end }));
    host.post(url, &key, body, &done);
}

/// Sends a file once.
pub fn upload(host: &Host, url: &str, file: &Attachment, report: Callback<Event>) {
    fault::at("upload");
    let content = decode(file.content.as_deref().unwrap_or_default()).unwrap_or_default();
    let content = Uint8Array::from(content.as_slice());
    let progress = Closure::<dyn Fn(u32)>::new({
        let (report, file) = (report.clone(), file.id.clone());
        move |percent| report.emit(Event::UploadProgressed { file: file.clone(), percent })
    });
    let id = file.id.clone();
    let done = done(move |end| report.emit(Event::UploadEnded { file: id.clone(), end }));
    host.upload(url, &file.name, &file.media_type, &file.id, content, &progress.into_js_value(), &done);
}

/// A function that `www/host.js` calls with the status, `Retry-After` and body of the response, or without
/// arguments if the headers were missing.
fn done(report: impl Fn(RequestEnd) + 'static) -> JsValue {
    let done = move |status: Option<u16>, retry_after: Option<String>, body: Option<String>| {
        fault::at("answer");
        report(match (status, body) {
            (None, _) => RequestEnd::NoHeaders,
            (Some(status), None) => RequestEnd::Broken { status: Some(status).filter(|status| *status > 0) },
            (Some(status), Some(body)) => {
                let retry_after = retry_after.as_deref().and_then(seconds);
                RequestEnd::Response { status, retry_after, body }
            }
        });
    };
    Closure::once_into_js(done)
}

/// Reads `Retry-After`, which is a number of seconds or a date (RFC 9110, 10.2.3).
fn seconds(value: &str) -> Option<u32> {
    value.trim().parse().ok().or_else(|| clock::seconds_until(value))
}
