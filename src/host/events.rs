//! Events of the public interface, as the host page receives them.

use super::element::Host;
use crate::journey::{Event, HostEvent};
use crate::json::Json;
use crate::reply::{Reply, receipt, rejection};
use wasm_bindgen::prelude::*;
use yew::Callback;

/// Dispatches an event.
pub fn emit(host: &Host, event: &HostEvent) {
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
        HostEvent::Reset { reason } => ("guitai-reset", vec![("reason", text(reason))]),
        event => detail_later(event),
    };
    let detail = detail.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    host.emit(kind, &Json::Object(detail).write());
}

type Detail = Vec<(&'static str, Json)>;

fn text(text: &str) -> Json {
    Json::String(text.to_owned())
}

fn number(number: usize) -> Json {
    Json::Number(number.to_string())
}

#[inline(never)]
fn detail_later(event: &HostEvent) -> (&'static str, Detail) {
    match event {
        HostEvent::Submitted { id, reference } => {
            ("guitai-submitted", vec![("id", text(id)), ("reference", text(reference))])
        }
        HostEvent::Failed { kind, status, retryable } => {
            let status = status.map(|status| ("status", number(usize::from(status))));
            let detail = [("kind", text(kind))].into_iter().chain(status);
            ("guitai-error", detail.chain([("retryable", Json::Bool(*retryable))]).collect())
        }
        _ => ("", Detail::new()),
    }
}

/// Offers a filing to the host page, and reports whether the page took it over. If so, the page reports the
/// outcome later.
pub fn offer(host: &Host, id: &str, body: &str, report: &Callback<Event>) {
    let (report, own) = (report.clone(), id.to_owned());
    let taken = host.offer(body, &outcome(own.clone(), report.clone()));
    report.emit(Event::Offered { id: own, taken });
}

/// A function for the outcome of a filing: whether it was accepted, and the receipt or problem as JSON.
fn outcome(id: String, report: Callback<Event>) -> JsValue {
    let done = Closure::<dyn Fn(bool, Option<String>)>::new(move |accepted: bool, given: Option<String>| {
        let given = given.unwrap_or_default();
        let (reply, status) = if accepted {
            (receipt(&given, &id).map_or(Reply::NotReceived, Reply::Received), None)
        } else {
            rejection(&given, &id)
        };
        report.emit(Event::HostReplied { id: id.clone(), reply, status });
    });
    done.into_js_value()
}
