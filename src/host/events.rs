//! Events of the public interface, as the host page receives them.

use super::element::Host;
use crate::journey::{Event, HostEvent};
use crate::json::Json;
use crate::reply::{Reply, receipt, rejection};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use yew::Callback;

/// Dispatches an event.
pub fn emit(host: &Host, event: &HostEvent) {
    let text = |text: &str| Json::String(text.to_owned());
    let number = |number: usize| Json::Number(number.to_string());
    let (kind, detail) = match event {
        HostEvent::Ready { workflow, version } => {
            ("guitai-ready", vec![("workflow", text(workflow)), ("version", text(version))])
        }
        HostEvent::Step { step, index, count } => {
            ("guitai-step", vec![("step", text(step)), ("index", number(*index)), ("count", number(*count))])
        }
        HostEvent::Invalid { step, fields, codes } => {
            let (fields, codes) = (Json::strings(fields), Json::strings(codes));
            ("guitai-invalid", vec![("step", text(step)), ("fields", fields), ("codes", codes)])
        }
        HostEvent::Submitted { id, reference } => {
            ("guitai-submitted", vec![("id", text(id)), ("reference", text(reference))])
        }
        HostEvent::Failed { kind, status, retryable } => {
            let status = status.map(|status| ("status", number(usize::from(status))));
            let detail = [("kind", text(kind))].into_iter().chain(status);
            ("guitai-error", detail.chain([("retryable", Json::Bool(*retryable))]).collect())
        }
        HostEvent::Reset { reason } => ("guitai-reset", vec![("reason", text(reason))]),
    };
    let detail = detail.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    host.emit(kind, &parse(&Json::Object(detail).write()), false);
}

/// Offers a filing to the host page, and reports whether it took it. If it did, it calls `accept` or `reject` later.
pub fn offer(host: &Host, id: &str, body: &str, report: &Callback<Event>) {
    let detail = js_sys::Object::new();
    let set = |name: &str, value: &JsValue| {
        // Only a frozen object refuses a member, and this one is new.
        let _ = js_sys::Reflect::set(&detail, &name.into(), value);
    };
    set("submission", &parse(body));
    let accepted =
        |body: &str, id: &str| (receipt(body, id).map_or(Reply::NotReceived, Reply::Received), None);
    set("accept", &outcome(id, report, accepted));
    set("reject", &outcome(id, report, rejection));
    let taken = !host.emit("guitai-submit", &detail, true);
    report.emit(Event::Offered { id: id.to_owned(), taken });
}

/// A function for the host page that reports the outcome of a filing.
fn outcome(id: &str, report: &Callback<Event>, read: fn(&str, &str) -> (Reply, Option<u16>)) -> JsValue {
    let (id, report) = (Rc::<str>::from(id), report.clone());
    Closure::once_into_js(move |given: JsValue| {
        let body = js_sys::JSON::stringify(&given).ok().and_then(|text| text.as_string()).unwrap_or_default();
        let (reply, status) = read(&body, &id);
        report.emit(Event::HostReplied { id: id.to_string(), reply, status });
    })
}

fn parse(text: &str) -> JsValue {
    js_sys::JSON::parse(text).unwrap_or(JsValue::NULL)
}
