//! Sending a filing: the same bytes with the same key, again where that may help, never a receipt of our own.

use super::clock;
use super::element::Host;
use crate::fault;
use crate::reply::{LONGEST_WAIT, Reply};
use crate::ui::{Frozen, Progress};
use gloo::timers::future::TimeoutFuture;
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

/// Sends the filing until its outcome is known, or trying again by itself no longer helps.
pub async fn send(host: Host, url: String, filing: Rc<Frozen>, progress: Callback<Progress>) {
    fault::at("send");
    // A filing that is on its way must be known after a reload.
    let _ = JsFuture::from(host.settled()).await;
    let started = clock::seconds();
    let mut asked_again = false;
    let mut attempt = 0;
    loop {
        let (reply, status) = post(&host, &url, &filing).await;
        if reply == Reply::SignIn && !asked_again {
            // The host page may have fresh headers by now.
            asked_again = true;
            continue;
        }
        attempt += 1;
        let wait = wait(&reply, attempt);
        // What the backend asked for is obeyed; the two minutes are for outcomes that nobody knows.
        let is_asked_for = matches!(reply, Reply::Busy(Some(_)));
        let in_time = is_asked_for || clock::seconds().saturating_sub(started) + wait <= PATIENCE;
        if !reply.may_retry() || attempt >= MOST_ATTEMPTS || !in_time {
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

async fn post(host: &Host, url: &str, filing: &Frozen) -> (Reply, Option<u16>) {
    // The host page's own function for headers failed: it has no session to speak of.
    let Ok(answer) = JsFuture::from(host.post(url, &filing.id, &filing.body)).await else {
        return (Reply::SignIn, None);
    };
    fault::at("answer");
    let answer: Answer = answer.unchecked_into();
    let status = answer.status();
    // What breaks off says nothing, whatever its status line said.
    let reply = answer.body().map_or(Reply::Unknown, |body| {
        Reply::read(status, &body, seconds(&answer.retry_after()), &filing.id)
    });
    (reply, Some(status).filter(|status| *status > 0))
}

/// `Retry-After` as seconds or as a date (RFC 9110, 10.2.3).
fn seconds(value: &str) -> Option<u32> {
    value.trim().parse().ok().or_else(|| clock::seconds_until(value))
}
