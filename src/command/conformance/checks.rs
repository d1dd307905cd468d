//! What is checked, each in the words of docs/reliability.md.

use super::client::{Answer, Client, Filing};
use serde_json::{Map, Value};
use std::thread;
use std::time::Duration;

/// A check: an error says what came instead.
type Check = fn(&Client) -> Result<(), String>;

/// How many send one filing at a time.
const AT_ONCE: u32 = 20;
/// Seconds before each further attempt, those of the form.
const WAITS: [u64; 3] = [2, 4, 8];
/// Who asks again does so this much after the one before: twenty in step would be turned away in step.
const APART: Duration = Duration::from_millis(50);
/// The same key is in progress.
const IN_PROGRESS: u16 = 409;

/// Every check, with what it demands.
pub const CHECKS: [(&str, Check); 10] = [
    (
        "a valid submission is received: 200, 201 or 202, JSON with a reference or the submission's id",
        receives,
    ),
    ("the same bytes under the same key get the same reference", repeats),
    (
        "twenty at a time with one key get one reference; after 409 or no answer they ask again",
        repeats_at_once,
    ),
    ("other bytes under the same key are refused with 422", refuses_other_bytes),
    ("two submissions get two references", tells_apart),
    ("an answer that is missing is refused with 400 or 422, and its pointer", refuses_missing),
    ("an answer that was not asked for is refused", refuses_unknown),
    ("what is not JSON is refused with 4xx", refuses_text),
    ("a request without a key is refused with 4xx", refuses_keyless),
    ("nothing is answered by a redirect or a page", answers_in_json),
];

fn post(client: &Client, filing: &Filing) -> Result<Answer, String> {
    client.post(filing).map_err(|error| format!("no answer: {error}"))
}

fn received(answer: &Answer) -> Result<String, String> {
    answer.reference.clone().ok_or_else(|| format!("status {}, {}", answer.status, answer.json))
}

fn refused(answer: &Answer, statuses: &[u16]) -> Result<(), String> {
    let is_refused = statuses.contains(&answer.status);
    if is_refused { Ok(()) } else { Err(format!("status {}, {}", answer.status, answer.json)) }
}

fn same(one: &str, two: &str) -> Result<(), String> {
    if one == two { Ok(()) } else { Err(format!("{one}, then {two}")) }
}

fn receives(client: &Client) -> Result<(), String> {
    received(&post(client, &client.filing())?).map(drop)
}

fn repeats(client: &Client) -> Result<(), String> {
    let filing = client.filing();
    let first = received(&post(client, &filing)?)?;
    same(&first, &received(&post(client, &filing)?)?)
}

fn repeats_at_once(client: &Client) -> Result<(), String> {
    let filing = &client.filing();
    let references: Vec<Result<String, String>> = thread::scope(|scope| {
        let send = |number| scope.spawn(move || persist(client, filing, APART * number));
        let sending: Vec<_> = (0..AT_ONCE).map(send).collect();
        sending.into_iter().map(|one| one.join().unwrap_or_else(|_| Err("broken off".to_owned()))).collect()
    });
    let last = received(&post(client, filing)?)?;
    references.into_iter().try_for_each(|reference| same(&last, &reference?))
}

/// Files as the form does: where nothing came back, or the first attempt is in progress, the same bytes are sent again.
fn persist(client: &Client, filing: &Filing, apart: Duration) -> Result<String, String> {
    let mut answer = post(client, filing);
    for wait in WAITS {
        if answer.as_ref().is_ok_and(|answer| answer.status != IN_PROGRESS) {
            break;
        }
        thread::sleep(Duration::from_secs(wait) + apart);
        answer = post(client, filing);
    }
    received(&answer?)
}

fn refuses_other_bytes(client: &Client) -> Result<(), String> {
    let filing = client.filing();
    received(&post(client, &filing)?)?;
    let other = Filing { body: format!("{} ", filing.body), ..filing };
    refused(&post(client, &other)?, &[422])
}

fn tells_apart(client: &Client) -> Result<(), String> {
    let [one, two] = [client.filing(), client.filing()];
    let (one, two) = (received(&post(client, &one)?)?, received(&post(client, &two)?)?);
    if one == two { Err(format!("both {one}")) } else { Ok(()) }
}

/// Nobody here knows the form; but one without any answer is not complete.
fn refuses_missing(client: &Client) -> Result<(), String> {
    let filing = client.filing_with(Map::clear);
    let answer = post(client, &filing)?;
    refused(&answer, &[400, 422])?;
    let errors = answer.json.get("errors").and_then(Value::as_array).filter(|errors| !errors.is_empty());
    let is_told = |error: &Value| {
        let text = |name: &str| error.get(name).and_then(Value::as_str).is_some_and(|text| !text.is_empty());
        text("pointer") && text("detail")
    };
    if answer.media_type != "application/problem+json" {
        return Err(format!("the type is {}, not application/problem+json", answer.media_type));
    }
    match errors {
        Some(errors) if errors.iter().all(is_told) => Ok(()),
        _ => Err(format!("no errors with pointer and detail: {}", answer.json)),
    }
}

fn refuses_unknown(client: &Client) -> Result<(), String> {
    let filing = client.filing_with(|answers| drop(answers.insert("nobody_asked".to_owned(), "x".into())));
    refused(&post(client, &filing)?, &[400, 422])
}

fn refuses_text(client: &Client) -> Result<(), String> {
    let cut = Filing { body: "{\"id\":".to_owned(), ..client.filing() };
    refused(&post(client, &cut)?, &[400, 415, 422])?;
    let text = Filing { media_type: "text/plain", ..client.filing() };
    refused(&post(client, &text)?, &[400, 415, 422])
}

fn refuses_keyless(client: &Client) -> Result<(), String> {
    let keyless = Filing { key: None, ..client.filing() };
    refused(&post(client, &keyless)?, &[400, 422, 428])
}

fn answers_in_json(client: &Client) -> Result<(), String> {
    let broken = Filing { body: "x".to_owned(), ..client.filing() };
    for filing in [client.filing(), broken] {
        let answer = post(client, &filing)?;
        if (300..400).contains(&answer.status) {
            return Err(format!("status {}", answer.status));
        }
        if !answer.media_type.ends_with("json") {
            return Err(format!("status {}, type {}", answer.status, answer.media_type));
        }
    }
    Ok(())
}
