//! An intake endpoint for Guitai's forms: validates each submission with the `guitai` crate and stores it
//! once.

#[cfg(test)]
mod tests;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use guitai::config::Config;
use guitai::form::{BUILTIN, Form, builtin};
use guitai::receive::{ProblemReport, receive};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};

/// Largest body in bytes: attachments of 10 MB are 13.4 MB in base64.
const MAX_BODY_BYTES: usize = 16 * 1024 * 1024;

struct Backend {
    forms: Vec<Form>,
    config: Config,
    /// Body and reference by idempotency key. A real backend has a table with a unique key column.
    stored: Mutex<HashMap<String, (String, String)>>,
}

/// `config` must be the one that the element on the page has, so that both apply the same rules.
fn app(config: Config) -> Result<Router, Box<dyn Error>> {
    let read = |text| Ok::<_, Box<dyn Error>>(config.apply(Form::read(text)?));
    let forms = BUILTIN.into_iter().filter_map(builtin).map(read).collect::<Result<_, _>>()?;
    let backend = Arc::new(Backend { forms, config, stored: Mutex::default() });
    let router = Router::new().route("/api/submissions", post(submit)).with_state(backend);
    Ok(router.layer(DefaultBodyLimit::max(MAX_BODY_BYTES)))
}

async fn submit(State(backend): State<Arc<Backend>>, headers: HeaderMap, body: String) -> Response {
    if headers.get(header::CONTENT_TYPE).is_none_or(|media_type| media_type != "application/json") {
        return refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, "The type must be application/json", &[]);
    }
    let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok());
    let Some(key) = key.and_then(|key| key.strip_prefix('"')?.strip_suffix('"')) else {
        return refuse(StatusCode::BAD_REQUEST, "An Idempotency-Key in quotation marks is missing", &[]);
    };
    let mut stored = backend.stored.lock().unwrap_or_else(PoisonError::into_inner);
    // Before validation: a retry gets its receipt even if the forms have changed since the first attempt.
    if let Some((_, reference)) = stored.get(key).filter(|(first, _)| *first == body) {
        return accept(StatusCode::OK, key, reference);
    }
    let find = |workflow: &str| backend.forms.iter().find(|form| form.id == workflow);
    let verdict = match receive(&find, &backend.config, &body, None) {
        Ok(verdict) => verdict,
        Err(error) => return refuse(StatusCode::BAD_REQUEST, &error.to_string(), &[]),
    };
    let Some(submission) = verdict.submission else {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, "The submission is not valid", &verdict.problems);
    };
    if submission.id() != key {
        return refuse(StatusCode::BAD_REQUEST, "The key is not the submission's id", &[]);
    }
    if stored.contains_key(key) {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, "The key belongs to another body", &[]);
    }
    let reference = format!("{}-{:05}", submission.workflow(), stored.len() + 1);
    stored.insert(key.to_owned(), (body, reference.clone()));
    accept(StatusCode::CREATED, key, &reference)
}

fn accept(status: StatusCode, id: &str, reference: &str) -> Response {
    answer(status, "application/json", &json!({"id": id, "reference": reference}))
}

/// A problem document (RFC 9457); the form shows each of `errors` at its question.
fn refuse(status: StatusCode, title: &str, errors: &[ProblemReport]) -> Response {
    let document = json!({"title": title, "status": status.as_u16(), "errors": errors});
    answer(status, "application/problem+json", &document)
}

fn answer(status: StatusCode, media_type: &str, body: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, media_type)], body.to_string()).into_response()
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    println!("POST submissions to http://{}/api/submissions", listener.local_addr()?);
    Ok(axum::serve(listener, app(Config::default())?).await?)
}
