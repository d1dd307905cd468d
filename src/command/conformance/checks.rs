//! The checks, in the order of the requirements in docs/reliability.md.

use super::client::{Attempt, Client, Response};
use serde_json::{Map, Value};
use std::thread;
use std::time::Duration;

/// A check. The error describes the response that was not expected.
type Check = fn(&Client) -> Result<(), String>;

/// The number of clients that send the same submission at the same time.
const CONCURRENT_CLIENTS: u32 = 20;
/// The form's waits before retries, in seconds.
const RETRY_WAITS: [u64; 3] = [2, 4, 8];
/// The delay between the retries of two clients. Without it, they would arrive together and be refused
/// together.
const STAGGER: Duration = Duration::from_millis(50);
/// The status of a request while another one with the same key is in progress.
const IN_PROGRESS: u16 = 409;

/// The checks with their requirements.
pub const CHECKS: [(&str, Check); 10] = [
    ("a valid submission gets 200, 201 or 202, and JSON with a reference or the submission's id", accepts),
    ("the same bytes under the same key get the same reference", repeats),
    (
        "twenty concurrent requests with one key get one reference, with retries after 409 or a lost response",
        repeats_concurrently,
    ),
    ("other bytes under the same key get 422", refuses_other_bytes),
    ("two submissions get two references", distinguishes),
    ("a missing answer gets 400 or 422 with its pointer", refuses_missing),
    ("an answer to an unknown question is refused", refuses_unknown),
    ("a body that is not JSON gets 4xx", refuses_text),
    ("a request without a key gets 4xx", refuses_keyless),
    ("no response is a redirect or a page", responds_in_json),
];

fn post(client: &Client, attempt: &Attempt) -> Result<Response, String> {
    client.post(attempt).map_err(|error| format!("no response: {error}"))
}

/// Returns the reference of a receipt.
fn accepted(response: &Response) -> Result<String, String> {
    response.reference.clone().ok_or_else(|| describe(response))
}

fn has_status(response: &Response, expected: &[u16]) -> Result<(), String> {
    if expected.contains(&response.status) { Ok(()) } else { Err(describe(response)) }
}

fn describe(response: &Response) -> String {
    format!("status {}, {}", response.status, response.json)
}

fn same(one: &str, two: &str) -> Result<(), String> {
    if one == two { Ok(()) } else { Err(format!("{one}, then {two}")) }
}

fn accepts(client: &Client) -> Result<(), String> {
    accepted(&post(client, &client.attempt())?).map(drop)
}

fn repeats(client: &Client) -> Result<(), String> {
    let attempt = client.attempt();
    let first = accepted(&post(client, &attempt)?)?;
    same(&first, &accepted(&post(client, &attempt)?)?)
}

fn repeats_concurrently(client: &Client) -> Result<(), String> {
    let attempt = &client.attempt();
    let references: Vec<Result<String, String>> = thread::scope(|scope| {
        let send = |number| scope.spawn(move || post_with_retries(client, attempt, STAGGER * number));
        let requests: Vec<_> = (0..CONCURRENT_CLIENTS).map(send).collect();
        let panicked = || Err("the client panicked".to_owned());
        requests.into_iter().map(|request| request.join().unwrap_or_else(|_| panicked())).collect()
    });
    let last = accepted(&post(client, attempt)?)?;
    references.into_iter().try_for_each(|reference| same(&last, &reference?))
}

/// Sends a submission with the form's retries: the same bytes again after 409 or a lost response.
fn post_with_retries(client: &Client, attempt: &Attempt, delay: Duration) -> Result<String, String> {
    let mut response = post(client, attempt);
    for wait in RETRY_WAITS {
        if response.as_ref().is_ok_and(|response| response.status != IN_PROGRESS) {
            break;
        }
        thread::sleep(Duration::from_secs(wait) + delay);
        response = post(client, attempt);
    }
    accepted(&response?)
}

fn refuses_other_bytes(client: &Client) -> Result<(), String> {
    let attempt = client.attempt();
    accepted(&post(client, &attempt)?)?;
    let other = Attempt { body: format!("{} ", attempt.body), ..attempt };
    has_status(&post(client, &other)?, &[422])
}

fn distinguishes(client: &Client) -> Result<(), String> {
    let [one, two] = [client.attempt(), client.attempt()];
    let (one, two) = (accepted(&post(client, &one)?)?, accepted(&post(client, &two)?)?);
    if one == two { Err(format!("both {one}")) } else { Ok(()) }
}

/// A submission without any answer is incomplete in every form, so the definition is not needed.
fn refuses_missing(client: &Client) -> Result<(), String> {
    let attempt = client.attempt_with(Map::clear);
    let response = post(client, &attempt)?;
    has_status(&response, &[400, 422])?;
    let errors = response.json.get("errors").and_then(Value::as_array).filter(|errors| !errors.is_empty());
    let is_complete = |error: &Value| {
        let has = |name: &str| error.get(name).and_then(Value::as_str).is_some_and(|text| !text.is_empty());
        has("pointer") && has("detail")
    };
    if response.media_type != "application/problem+json" {
        return Err(format!("the type is {}, not application/problem+json", response.media_type));
    }
    match errors {
        Some(errors) if errors.iter().all(is_complete) => Ok(()),
        _ => Err(format!("no errors with pointer and detail: {}", response.json)),
    }
}

fn refuses_unknown(client: &Client) -> Result<(), String> {
    let attempt =
        client.attempt_with(|answers| drop(answers.insert("no_such_question".to_owned(), "x".into())));
    has_status(&post(client, &attempt)?, &[400, 422])
}

fn refuses_text(client: &Client) -> Result<(), String> {
    let incomplete = Attempt { body: "{\"id\":".to_owned(), ..client.attempt() };
    has_status(&post(client, &incomplete)?, &[400, 415, 422])?;
    let text = Attempt { media_type: "text/plain", ..client.attempt() };
    has_status(&post(client, &text)?, &[400, 415, 422])
}

fn refuses_keyless(client: &Client) -> Result<(), String> {
    let keyless = Attempt { key: None, ..client.attempt() };
    has_status(&post(client, &keyless)?, &[400, 422, 428])
}

fn responds_in_json(client: &Client) -> Result<(), String> {
    let invalid = Attempt { body: "x".to_owned(), ..client.attempt() };
    for attempt in [client.attempt(), invalid] {
        let response = post(client, &attempt)?;
        if (300..400).contains(&response.status) {
            return Err(format!("status {}", response.status));
        }
        if !response.media_type.ends_with("json") {
            return Err(format!("status {}, type {}", response.status, response.media_type));
        }
    }
    Ok(())
}
