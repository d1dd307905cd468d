//! Events of the contract, as the host page gets them.

use super::element::Host;
use crate::json::Json;
use crate::reply::{Reply, receipt, rejection};
use crate::ui::{Event, Frozen, Progress};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use yew::Callback;

/// Tells the host page.
pub fn emit(host: &Host, event: &Event) {
    let text = |text: &str| Json::String(text.to_owned());
    let number = |number: usize| Json::Number(number.to_string());
    let (kind, detail) = match event {
        Event::Ready { workflow, version } => {
            ("guitai-ready", vec![("workflow", text(workflow)), ("version", text(version))])
        }
        Event::Step { step, index, count } => {
            ("guitai-step", vec![("step", text(step)), ("index", number(*index)), ("count", number(*count))])
        }
        Event::Invalid { step, fields, codes } => {
            let fields = fields.iter().map(|field| text(field)).collect();
            let codes = codes.iter().map(|code| text(code)).collect();
            let detail =
                vec![("step", text(step)), ("fields", Json::Array(fields)), ("codes", Json::Array(codes))];
            ("guitai-invalid", detail)
        }
        Event::Submitted { id, reference } => {
            ("guitai-submitted", vec![("id", text(id)), ("reference", text(reference))])
        }
        Event::Failed { kind, status, retryable } => {
            let status = status.map(|status| ("status", number(usize::from(status))));
            let detail = [("kind", text(kind))].into_iter().chain(status);
            ("guitai-error", detail.chain([("retryable", Json::Bool(*retryable))]).collect())
        }
        Event::Reset { reason } => ("guitai-reset", vec![("reason", text(reason))]),
    };
    let detail = detail.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    host.emit(kind, &parse(&Json::Object(detail).write()), false);
}

/// Offers the filing to the host page. True if the page took it over: it then calls `accept` or `reject`.
pub fn offer(host: &Host, filing: &Rc<Frozen>, progress: &Callback<Progress>) -> bool {
    let detail = js_sys::Object::new();
    let set = |name: &str, value: &JsValue| {
        // Only a frozen object refuses a member, and this one is new.
        let _ = js_sys::Reflect::set(&detail, &name.into(), value);
    };
    set("submission", &parse(&filing.body));
    let accepted =
        |body: &str, id: &str| (receipt(body, id).map_or(Reply::NotReceived, Reply::Received), None);
    set("accept", &settle(filing, progress, accepted));
    set("reject", &settle(filing, progress, rejection));
    !host.emit("guitai-submit", &detail, true)
}

/// A function for the host page that ends the filing with what it is given.
fn settle(
    filing: &Rc<Frozen>,
    progress: &Callback<Progress>,
    read: fn(&str, &str) -> (Reply, Option<u16>),
) -> JsValue {
    let (filing, progress) = (Rc::clone(filing), progress.clone());
    Closure::once_into_js(move |given: JsValue| {
        let body = js_sys::JSON::stringify(&given).ok().and_then(|text| text.as_string()).unwrap_or_default();
        let (reply, status) = read(&body, &filing.id);
        progress.emit(Progress::Done { reply, status });
    })
}

fn parse(text: &str) -> JsValue {
    js_sys::JSON::parse(text).unwrap_or(JsValue::NULL)
}
