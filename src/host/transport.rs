//! Sending a filing: the same bytes with the same key, again where that may help, never a receipt of our own.

use super::clock;
use super::element::Host;
use crate::reply::{LONGEST_WAIT, Reply};
use crate::ui::{Frozen, Progress};
use gloo::timers::callback::Timeout;
use gloo::timers::future::TimeoutFuture;
use js_sys::{Array, Object, Reflect};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestInit, RequestRedirect, Response};
use yew::Callback;

/// Attempts at one filing, before the person is asked.
const MOST_ATTEMPTS: u32 = 4;
/// Seconds in which they happen.
const PATIENCE: u32 = 120;
/// Milliseconds without progress, after which the outcome is unknown.
const TIME_OUT: u32 = 30_000;
/// Bytes that a slow connection uploads in a millisecond: what a large body is given in addition.
const SLOWEST_UPLOAD: u32 = 16;

/// Where filings go, and what is sent along.
#[derive(Clone)]
pub struct Endpoint {
    /// Its address.
    pub url: String,
    /// Name and value of a header that the portal asks for.
    pub csrf: Option<(String, String)>,
}

/// Sends the filing until its outcome is known, or trying again by itself no longer helps.
pub async fn send(host: Host, endpoint: Endpoint, filing: Rc<Frozen>, progress: Callback<Progress>) {
    let started = clock::seconds();
    let mut asked_again = false;
    let mut attempt = 0;
    loop {
        attempt += 1;
        let (reply, status) = post(&host, &endpoint, &filing).await;
        if reply == Reply::SignIn && !asked_again {
            // The host page may have fresh headers by now.
            asked_again = true;
            attempt -= 1;
            continue;
        }
        let wait = wait(&reply, attempt);
        let spent = clock::seconds().saturating_sub(started);
        if !reply.may_retry() || attempt >= MOST_ATTEMPTS || spent + wait > PATIENCE {
            return progress.emit(Progress::Done { reply, status });
        }
        progress.emit(Progress::Waiting(wait));
        TimeoutFuture::new(wait * 1000 + clock::jitter()).await;
    }
}

/// Seconds until the next attempt: what the backend asked for, else longer each time.
fn wait(reply: &Reply, attempt: u32) -> u32 {
    match reply {
        Reply::Busy(Some(seconds)) => (*seconds).min(LONGEST_WAIT),
        _ => 1 << attempt,
    }
}

async fn post(host: &Host, endpoint: &Endpoint, filing: &Frozen) -> (Reply, Option<u16>) {
    let Ok(own) = JsFuture::from(host.headers()).await else { return (Reply::SignIn, None) };
    let Ok(abort) = AbortController::new() else { return (Reply::Unknown, None) };
    let allowance = u32::try_from(filing.body.len()).unwrap_or(u32::MAX) / SLOWEST_UPLOAD;
    let timer = stop_after(&abort, TIME_OUT.saturating_add(allowance));
    let answer = request(endpoint, filing, &own, &abort).await;
    drop(timer);
    let Ok(response) = answer else { return (Reply::Unknown, None) };
    let status = response.status();
    let retry_after = response.headers().get("Retry-After").ok().flatten().and_then(|value| seconds(&value));
    let timer = stop_after(&abort, TIME_OUT);
    let body = match response.text() {
        Ok(text) => JsFuture::from(text).await.ok().and_then(|text| text.as_string()),
        Err(_) => None,
    };
    drop(timer);
    // What breaks off says nothing, whatever its status line said.
    let reply = body.map_or(Reply::Unknown, |body| Reply::read(status, &body, retry_after, &filing.id));
    (reply, Some(status).filter(|status| *status > 0))
}

async fn request(
    endpoint: &Endpoint,
    filing: &Frozen,
    own: &JsValue,
    abort: &AbortController,
) -> Result<Response, JsValue> {
    let headers = Headers::new()?;
    for pair in Object::entries(own.unchecked_ref()).iter() {
        let pair: Array = pair.unchecked_into();
        let text = |index| pair.get(index).as_string().unwrap_or_default();
        headers.set(&text(0), &text(1))?;
    }
    if let Some((name, value)) = &endpoint.csrf {
        headers.set(name, value)?;
    }
    headers.set("Content-Type", "application/json")?;
    headers.set("Accept", "application/json, application/problem+json")?;
    headers.set("Idempotency-Key", &["\"", &filing.id, "\""].concat())?;
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_headers(&headers);
    init.set_body(&JsValue::from_str(&filing.body));
    init.set_redirect(RequestRedirect::Manual);
    init.set_signal(Some(&abort.signal()));
    // A portal on another origin gets its cookies only if it says so in its own headers.
    Reflect::set(&init, &"cache".into(), &"no-store".into())?;
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    JsFuture::from(window.fetch_with_str_and_init(&endpoint.url, &init)).await.map(JsCast::unchecked_into)
}

fn stop_after(abort: &AbortController, milliseconds: u32) -> Timeout {
    let abort = abort.clone();
    Timeout::new(milliseconds, move || abort.abort())
}

/// `Retry-After` as seconds or as a date (RFC 9110, 10.2.3).
fn seconds(value: &str) -> Option<u32> {
    value.trim().parse().ok().or_else(|| clock::seconds_until(value))
}
