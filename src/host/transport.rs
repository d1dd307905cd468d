//! Sending a filing, and files before it: the same bytes with the same key, again where that may help, never a receipt
//! of our own.

use super::clock;
use super::element::Host;
use crate::fault;
use crate::reply::{LONGEST_WAIT, Reply, href};
use crate::ui::{Frozen, Pause, Progress, Upload};
use crate::value::attachment::{Attachment, decode};
use gloo::timers::future::TimeoutFuture;
use js_sys::Uint8Array;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use yew::Callback;

/// Attempts at one filing, before the person is asked.
const MOST_ATTEMPTS: u32 = 4;
/// Seconds in which they happen, unless the backend asks for more.
const PATIENCE: u32 = 120;

#[wasm_bindgen]
extern "C" {
    /// What `transport.js` says of one attempt.
    type Answer;
    #[wasm_bindgen(method, getter)]
    fn status(this: &Answer) -> u16;
    #[wasm_bindgen(method, getter, js_name = retryAfter)]
    fn retry_after(this: &Answer) -> String;
    #[wasm_bindgen(method, getter)]
    fn body(this: &Answer) -> Option<String>;
}

/// What an attempt came to that the backend did not confirm, with the status of its answer, if there was one.
type NotYet = (Reply, Option<u16>);

/// Whether a sending still goes on: the person may call it off while it waits, or while files are sent.
pub type Going = Rc<Cell<bool>>;

/// Sends the filing until its outcome is known, or trying again by itself no longer helps.
pub async fn send(host: Host, url: String, filing: Rc<Frozen>, going: Going, progress: Callback<Progress>) {
    fault::at("send");
    // A filing that is on its way must be known after a reload, and to other tabs that have the same draft.
    let agreed = JsFuture::from(host.agree(&filing.id, &filing.body)).await.ok();
    let body = agreed.and_then(|body| body.as_string()).unwrap_or_else(|| filing.body.clone());
    if body != filing.body {
        progress.emit(Progress::Adopted(body.clone()));
    }
    let attempt = async || {
        let answer = JsFuture::from(host.post(&url, &filing.id, &body)).await;
        understand(answer, |status, body, retry_after| {
            match Reply::read(status, body, retry_after, &filing.id) {
                Reply::Received(receipt) => Ok(receipt),
                reply => Err(reply),
            }
        })
    };
    let paused = |pause| progress.emit(Progress::Paused(pause));
    match persist(&host, &going, attempt, paused).await {
        Some(Ok(receipt)) => progress.emit(Progress::Done { reply: Reply::Received(receipt), status: None }),
        Some(Err((reply, status))) => progress.emit(Progress::Done { reply, status }),
        None => {}
    }
}

/// Sends a file until the backend has it, or trying again by itself no longer helps.
pub async fn upload(host: Host, url: String, file: Attachment, going: Going, progress: Callback<Upload>) {
    fault::at("upload");
    let content = decode(file.content.as_deref().unwrap_or_default()).unwrap_or_default();
    let content = Uint8Array::from(content.as_slice());
    let percent = Closure::<dyn Fn(u32)>::new({
        let progress = progress.clone();
        move |percent| progress.emit(Upload::Percent(percent))
    });
    let told = percent.as_ref().unchecked_ref();
    let attempt = async || {
        let sent = host.upload(&url, &file.name, &file.media_type, &file.id, content.clone(), told);
        understand(JsFuture::from(sent).await, |status, body, retry_after| {
            href(status, body).ok_or_else(|| Reply::of_file(status, body, retry_after))
        })
    };
    let paused = |pause| progress.emit(Upload::Paused(pause));
    match persist(&host, &going, attempt, paused).await {
        Some(Ok(href)) => progress.emit(Upload::Stored(href)),
        Some(Err((reply, status))) => progress.emit(Upload::Failed { reply, status }),
        None => {}
    }
}

/// Makes attempts until the outcome is known, or more of them no longer help; `None` if it was called off.
async fn persist<T>(
    host: &Host,
    going: &Going,
    attempt: impl AsyncFn() -> Result<T, NotYet>,
    paused: impl Fn(Pause),
) -> Option<Result<T, NotYet>> {
    let started = clock::seconds();
    let mut asked_again = false;
    let mut attempts = 0;
    loop {
        if !host.is_online() {
            paused(Pause::Offline { sent: attempts > 0 });
            let _ = JsFuture::from(host.online()).await;
        }
        if !going.get() {
            return None;
        }
        let outcome = attempt().await;
        if !going.get() {
            return None;
        }
        let (reply, status) = match outcome {
            Ok(there) => return Some(Ok(there)),
            Err(not_yet) => not_yet,
        };
        if reply == Reply::SignIn && !asked_again {
            // The host page may have fresh headers by now.
            asked_again = true;
            continue;
        }
        attempts += 1;
        let wait = wait(&reply, attempts);
        // What the backend asked for is obeyed; the two minutes are for outcomes that nobody knows.
        let is_asked_for = matches!(reply, Reply::Busy(Some(_)));
        let in_time = is_asked_for || clock::seconds().saturating_sub(started) + wait <= PATIENCE;
        if !reply.may_retry() || attempts >= MOST_ATTEMPTS || !in_time {
            return Some(Err((reply, status)));
        }
        paused(Pause::Waiting(wait));
        TimeoutFuture::new(wait * 1000 + clock::jitter()).await;
    }
}

/// What came of one attempt.
fn understand<T>(
    answer: Result<JsValue, JsValue>,
    read: impl Fn(u16, &str, Option<u32>) -> Result<T, Reply>,
) -> Result<T, NotYet> {
    // The host page's own function for headers failed: it has no session to speak of.
    let Ok(answer) = answer else { return Err((Reply::SignIn, None)) };
    fault::at("answer");
    let answer: Answer = answer.unchecked_into();
    let status = answer.status();
    // What breaks off says nothing, whatever its status line said.
    let body = answer.body().ok_or(Reply::Unknown);
    body.and_then(|body| read(status, &body, seconds(&answer.retry_after())))
        .map_err(|reply| (reply, Some(status).filter(|status| *status > 0)))
}

/// Seconds until the next attempt: what the backend asked for, else longer each time.
fn wait(reply: &Reply, attempt: u32) -> u32 {
    match reply {
        Reply::Busy(Some(seconds)) => (*seconds).min(LONGEST_WAIT),
        _ => 1 << attempt,
    }
}

/// `Retry-After` as seconds or as a date (RFC 9110, 10.2.3).
fn seconds(value: &str) -> Option<u32> {
    value.trim().parse().ok().or_else(|| clock::seconds_until(value))
}
