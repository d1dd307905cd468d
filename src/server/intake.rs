//! The intake endpoint: takes a submission, validates it by the form's own rules, and stores it once.
//!
//! The order matters. The key is looked up before anything is validated, so that a second attempt at a filing
//! gets its receipt even after a day, or after the form definition has changed. For other
//! bytes under a known key the rules come first, so that an invalid body gets the same answer under any key.

use super::attachments;
use super::budget::SMALL;
use super::client::Client;
use super::metrics::{Kind, Outcome};
use super::portal::Portal;
use super::problem::{Problem, Trouble};
use super::staff;
use super::store::{Arrival, Kept};
use super::upload;
use super::words::{self, Language};
use crate::deadline::Calendar;
use crate::problem::Code;
use crate::receive::{Outline, Reported, receive};
use crate::submission::Submission;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, Extension, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, NaiveDate, TimeDelta};
use serde::Serialize;
use std::net::SocketAddr;

/// The longest submission, in bytes: attachments of 10 MB are 13.4 MB in base64.
const LONGEST: usize = 16 * 1024 * 1024;
/// Characters of a key; a UUID has 36.
const MOST_IN_KEY: usize = 64;
/// How far a submission's `filed_at` may be from the server's clock.
const CLOCK_TOLERANCE: TimeDelta = TimeDelta::days(1);

/// What the sender is told once a row is stored.
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
pub(super) async fn submit(
    State(portal): State<Portal>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let asked = Language::of_request(&headers);
    let (key, body) = take(&portal, &headers, body).await.map_err(|trouble| trouble.told_in(asked))?;
    let heading = portal.judging().run(&body, heading).await.map_err(|trouble| trouble.told_in(asked))?;
    let language = heading.language.unwrap_or(asked);
    portal.metrics().received(Kind::Submission, body.len() as u64);
    let kept = admit(&portal, &Sender { peer, client, headers }, &key, body).await;
    portal.count(&heading, &kept);
    let kept = kept.map_err(|trouble| trouble.told_in(language))?;
    let (status, row) = match &kept {
        Kept::New(row) => (StatusCode::CREATED, row),
        Kept::Before(row) => (StatusCode::OK, row),
        Kept::Other => return Err(Trouble::KeyReused.told_in(language)),
    };
    tracing::info!(reference = %row.reference, again = status == StatusCode::OK, "submission stored");
    let told = Receipt {
        reference: &row.reference,
        id: &key,
        message: words::received(language),
        expected_by: row.expected_by.as_deref(),
    };
    Ok(receipt(status, &told, language))
}

/// The key and the body, if the request is of the right form.
async fn take(portal: &Portal, headers: &HeaderMap, body: Body) -> Result<(String, Bytes), Trouble> {
    let refusal = match idempotency_key(headers) {
        _ if !is_json(headers) => Trouble::NotJsonType,
        None => Trouble::KeyMissing,
        Some(key) => return Ok((key.to_owned(), upload::read(body, LONGEST, portal.budget()).await?)),
    };
    upload::discard(body);
    Err(refusal)
}

/// Stores the submission unless it is there already or the rules refuse it.
async fn admit(portal: &Portal, sender: &Sender, key: &str, body: Bytes) -> Result<Kept, Trouble> {
    if let Some(kept @ Kept::Before(_)) = portal.store().find(key, &body).await? {
        return Ok(kept);
    }
    let judge = portal.clone();
    let submission = portal.judging().run(&body, move |body| judge.judge(body)).await??;
    if submission.id() != key {
        return Err(Trouble::KeyMismatch);
    }
    let files = attachments::of_submission(portal, &submission).await?;
    let is_from_staff = staff::is_from_staff(portal, sender.peer, &sender.headers).await?;
    let _room = portal.quota().room_for_submission(body.len() as u64)?;
    if body.len() > SMALL {
        portal.quota().charge(sender.client, body.len() as u64)?;
    }
    let received_at = portal.clock().now();
    let arrival = Arrival {
        id: submission.id().to_owned(),
        workflow: submission.workflow().to_owned(),
        version: portal.form(submission.workflow()).map(|form| form.version.clone()).unwrap_or_default(),
        received_at,
        expected_by: portal.expected_by(&submission, received_at.date_naive()),
        body,
        files,
        is_from_staff,
    };
    Ok(portal.store().keep(arrival).await?)
}

impl Portal {
    /// Counts a submission by its workflow, unless the portal itself has failed.
    fn count(&self, heading: &Heading, kept: &Result<Kept, Trouble>) {
        let outcome = match kept {
            Ok(Kept::New(_)) => Outcome::Stored,
            Ok(Kept::Before(_)) => Outcome::Again,
            Err(trouble) if trouble.status().is_server_error() => return,
            Ok(Kept::Other) | Err(_) => Outcome::Refused,
        };
        let form = heading.workflow.as_deref().and_then(|workflow| self.form(workflow));
        self.metrics().judged(form.map(|form| form.id.as_str()), outcome);
    }

    /// The day by which a reply can be expected, if there is to be one and the portal has a target.
    fn expected_by(&self, submission: &Submission, received: NaiveDate) -> Option<NaiveDate> {
        let period = self.reply_period().filter(|_| submission.wants_reply())?;
        Some(Calendar::official().end(received, period).day)
    }

    /// The submission in that body, if the rules accept it.
    fn judge(&self, body: &[u8]) -> Result<Submission, Trouble> {
        let text = std::str::from_utf8(body).map_err(|_| Trouble::NotJson)?;
        let verdict =
            receive(&|name| self.form(name), self.config(), text, None).map_err(|_| Trouble::NotJson)?;
        let submission = verdict.submission.ok_or(Trouble::Refused(verdict.reported))?;
        if self.is_of_today(submission.filed_at()) {
            return Ok(submission);
        }
        Err(Trouble::Refused(vec![Reported {
            pointer: "#/filed_at".to_owned(),
            code: Code::BadEnvelope.as_str(),
            cite: None,
            detail: words::clock_differs(Language::of_tag(submission.locale())).to_owned(),
        }]))
    }

    fn is_of_today(&self, filed_at: &str) -> bool {
        DateTime::parse_from_rfc3339(filed_at)
            .is_ok_and(|filed| (self.clock().now() - filed).abs() <= CLOCK_TOLERANCE)
    }
}

fn receipt(status: StatusCode, receipt: &Receipt, language: Language) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::CONTENT_LANGUAGE, HeaderValue::from_static(language.tag())),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    // Strings always serialise.
    (status, headers, serde_json::to_string(receipt).unwrap_or_default()).into_response()
}

/// Whether the body is announced as plain JSON, as it is.
fn is_json(headers: &HeaderMap) -> bool {
    let media_type =
        headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json") && !headers.contains_key(header::CONTENT_ENCODING)
}

/// The key between its quotes, if there is exactly one such header (a string of RFC 9651).
pub(super) fn idempotency_key(headers: &HeaderMap) -> Option<&str> {
    let mut keys = headers.get_all("idempotency-key").iter();
    let key = keys.next().filter(|_| keys.next().is_none())?.to_str().ok()?;
    let key = key.trim().strip_prefix('"')?.strip_suffix('"')?;
    let plain = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (plain && (1..=MOST_IN_KEY).contains(&key.len())).then_some(key)
}

/// What a submission says of itself, valid or not.
struct Heading {
    /// The language that it was filled in.
    language: Option<Language>,
    workflow: Option<String>,
}

fn heading(body: &[u8]) -> Heading {
    let outline = std::str::from_utf8(body).map(Outline::of).unwrap_or_default();
    Heading { language: outline.locale.as_deref().map(Language::of_tag), workflow: outline.workflow }
}
