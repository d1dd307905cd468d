//! The intake endpoint: validates a submission by the form's own rules and stores it once.
//!
//! The key is looked up before the submission is validated, so that a retry gets its receipt even a day
//! later, or after the form definition has changed. A known key with other bytes is validated first, so that
//! an invalid body gets the same response under any key.

use super::Intake;
use super::budget::SMALL_BODY_BYTES;
use super::keys::idempotency_key;
use super::named_files;
use crate::deadline::Calendar;
use crate::problem::Code;
use crate::receive::{Outline, ProblemReport, receive};
use crate::server::http::body;
use crate::server::http::client::Client;
use crate::server::http::language;
use crate::server::http::problem::{ErrorResponse, RequestError};
use crate::server::ops::metrics::{Kind, Outcome};
use crate::server::store::{NewSubmission, WriteOutcome};
use crate::submission::Submission;
use crate::text::Lang;
use crate::text::portal::PortalWord;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, Extension, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, NaiveDate, TimeDelta};
use serde::Serialize;
use std::net::SocketAddr;
use std::sync::Arc;

/// The longest submission. Attachments of 10 MB are 13.4 MB in base64.
const MAX_SUBMISSION_BYTES: usize = 16 * 1024 * 1024;
/// The largest difference between a submission's `filed_at` and the server's clock.
const CLOCK_TOLERANCE: TimeDelta = TimeDelta::days(1);

/// The response to a stored submission.
#[derive(Serialize)]
struct Receipt<'a> {
    reference: &'a str,
    id: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected_by: Option<&'a str>,
}

/// The sender of a submission.
struct Sender {
    peer: SocketAddr,
    client: Client,
    headers: HeaderMap,
}

/// `POST /api/submissions`
pub async fn submit(
    State(intake): State<Arc<Intake>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ErrorResponse> {
    let accepted = language::accepted(&headers);
    let (key, body) = read(&intake, &headers, body).await.map_err(|error| error.in_language(accepted))?;
    let heading =
        intake.workers.run(&body, Heading::of).await.map_err(|error| error.in_language(accepted))?;
    let lang = heading.lang.unwrap_or(accepted);
    intake.metrics.count_received(Kind::Submission, body.len() as u64);
    let outcome = store(&intake, &Sender { peer, client, headers }, &key, body).await;
    intake.count(&heading, &outcome);
    let outcome = outcome.map_err(|error| error.in_language(lang))?;
    let (status, stored) = match &outcome {
        WriteOutcome::New(stored) => (StatusCode::CREATED, stored),
        WriteOutcome::Existing(stored) => (StatusCode::OK, stored),
        WriteOutcome::Conflict => return Err(RequestError::KeyReused.in_language(lang)),
    };
    tracing::info!(reference = %stored.reference, again = status == StatusCode::OK, "submission stored");
    let receipt = Receipt {
        reference: &stored.reference,
        id: &key,
        message: PortalWord::Received.say(lang),
        expected_by: stored.expected_by.as_deref(),
    };
    Ok(response(status, &receipt, lang))
}

/// Reads the key and the body.
async fn read(intake: &Intake, headers: &HeaderMap, body: Body) -> Result<(String, Bytes), RequestError> {
    let error = match idempotency_key(headers) {
        _ if !is_json(headers) => RequestError::NotJsonMediaType,
        None => RequestError::KeyMissing,
        Some(key) => return Ok((key.to_owned(), intake.budget.read(body, MAX_SUBMISSION_BYTES).await?)),
    };
    body::discard(body);
    Err(error)
}

/// Validates the submission and stores it, unless it is stored already.
async fn store(
    intake: &Arc<Intake>,
    sender: &Sender,
    key: &str,
    body: Bytes,
) -> Result<WriteOutcome, RequestError> {
    if let Some(outcome @ WriteOutcome::Existing(_)) = intake.store.find(key, &body).await? {
        return Ok(outcome);
    }
    let validator = Arc::clone(intake);
    let submission = intake.workers.run(&body, move |body| validator.validate(body)).await??;
    if submission.id() != key {
        return Err(RequestError::KeyMismatch);
    }
    let files = named_files::ids(intake, &submission).await?;
    let is_from_staff = intake.staff.is_sender(sender.peer, &sender.headers).await?;
    let _room = intake.quota.room_for_submission(body.len() as u64)?;
    if body.len() > SMALL_BODY_BYTES {
        intake.quota.charge(sender.client, body.len() as u64)?;
    }
    let received_at = intake.clock.now();
    let form = intake.forms.get(submission.workflow());
    let new = NewSubmission {
        id: submission.id().to_owned(),
        workflow: submission.workflow().to_owned(),
        version: form.map(|form| form.version.clone()).unwrap_or_default(),
        received_at,
        expected_by: intake.expected_by(&submission, received_at.date_naive()),
        body,
        files,
        is_from_staff,
    };
    Ok(intake.store.insert(new).await?)
}

impl Intake {
    /// Counts a submission by its workflow, unless the portal itself has failed.
    fn count(&self, heading: &Heading, outcome: &Result<WriteOutcome, RequestError>) {
        let outcome = match outcome {
            Ok(WriteOutcome::New(_)) => Outcome::Stored,
            Ok(WriteOutcome::Existing(_)) => Outcome::Again,
            Err(error) if error.status().is_server_error() => return,
            Ok(WriteOutcome::Conflict) | Err(_) => Outcome::Refused,
        };
        let form = heading.workflow.as_deref().and_then(|workflow| self.forms.get(workflow));
        self.metrics.count_submission(form.map(|form| form.id.as_str()), outcome);
    }

    /// Returns the day by which a reply can be expected, if the sender gets a reply and the config has a
    /// period.
    fn expected_by(&self, submission: &Submission, received: NaiveDate) -> Option<NaiveDate> {
        let config = self.forms.config_of(submission.workflow())?;
        let period = config.reply_period.filter(|_| submission.wants_reply())?;
        Some(Calendar::official().end(received, period).day)
    }

    /// Parses and validates a submission.
    fn validate(&self, body: &[u8]) -> Result<Submission, RequestError> {
        let text = std::str::from_utf8(body).map_err(|_| RequestError::NotJson)?;
        let verdict = receive(&|name| self.forms.get(name), self.forms.config(), text, None)
            .map_err(|_| RequestError::NotJson)?;
        let submission = verdict.submission.ok_or(RequestError::Invalid(verdict.problems))?;
        if self.is_recent(submission.filed_at()) {
            return Ok(submission);
        }
        Err(RequestError::Invalid(vec![ProblemReport {
            pointer: "#/filed_at".to_owned(),
            code: Code::BadEnvelope.as_str(),
            cite: None,
            detail: PortalWord::ClockDiffers.say(language::of_tag(submission.locale())).to_owned(),
        }]))
    }

    fn is_recent(&self, filed_at: &str) -> bool {
        DateTime::parse_from_rfc3339(filed_at)
            .is_ok_and(|filed| (self.clock.now() - filed).abs() <= CLOCK_TOLERANCE)
    }
}

fn response(status: StatusCode, receipt: &Receipt, lang: Lang) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.tag())),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    // Strings always serialise.
    (status, headers, serde_json::to_string(receipt).unwrap_or_default()).into_response()
}

/// Returns whether the body is announced as JSON without a content coding.
fn is_json(headers: &HeaderMap) -> bool {
    let media_type =
        headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json") && !headers.contains_key(header::CONTENT_ENCODING)
}

/// The members of a submission that are needed before it is validated.
struct Heading {
    /// The language in which the form was filled in.
    lang: Option<Lang>,
    workflow: Option<String>,
}

impl Heading {
    fn of(body: &[u8]) -> Self {
        let outline = std::str::from_utf8(body).map(Outline::of).unwrap_or_default();
        Self { lang: outline.locale.as_deref().map(language::of_tag), workflow: outline.workflow }
    }
}
