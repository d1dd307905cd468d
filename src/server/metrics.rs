//! Counts for Prometheus, without personal data: every label has a few values that the portal itself has chosen.

use super::portal::Portal;
use super::problem::Trouble;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use std::time::Instant;

/// Upper bounds of the histogram's buckets, in seconds.
const SECONDS: [f64; 11] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// What became of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It has a new row.
    Stored,
    /// It had one.
    Again,
    /// The rules or the key refused it.
    Refused,
}

/// What was received, or was erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Submission,
    Attachment,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Judged {
    workflow: String,
    outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfKind {
    kind: &'static str,
}

impl Kind {
    fn label(self) -> OfKind {
        let kind = match self {
            Self::Submission => "submission",
            Self::Attachment => "attachment",
        };
        OfKind { kind }
    }
}

/// What is counted.
#[derive(Debug)]
pub(super) struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    durations: Family<Route, Histogram>,
    submissions: Family<Judged, Counter>,
    received: Family<OfKind, Counter>,
    erased: Family<OfKind, Counter>,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("guitai");
        let requests = Family::default();
        registry.register("requests", "Requests answered", requests.clone());
        let durations = Family::new_with_constructor(histogram as fn() -> Histogram);
        let help = "Time until the head of an answer";
        registry.register_with_unit("request_duration", help, Unit::Seconds, durations.clone());
        let submissions = Family::default();
        registry.register("submissions", "Submissions judged", submissions.clone());
        let received = Family::default();
        registry.register_with_unit("received", "Bodies taken", Unit::Bytes, received.clone());
        let erased = Family::default();
        registry.register("erased", "Rows and files erased by retention", erased.clone());
        Self { registry, requests, durations, submissions, received, erased }
    }
}

fn histogram() -> Histogram {
    Histogram::new(SECONDS)
}

impl Metrics {
    /// Counts a submission; the workflow is one that the portal knows.
    pub fn judged(&self, workflow: Option<&str>, outcome: Outcome) {
        let workflow = workflow.unwrap_or("unknown").to_owned();
        let outcome = match outcome {
            Outcome::Stored => "stored",
            Outcome::Again => "again",
            Outcome::Refused => "refused",
        };
        self.submissions.get_or_create(&Judged { workflow, outcome }).inc();
    }

    /// Counts the bytes of a body that was taken.
    pub fn received(&self, kind: Kind, bytes: u64) {
        self.received.get_or_create(&kind.label()).inc_by(bytes);
    }

    /// Counts what was erased.
    pub fn erased(&self, kind: Kind, count: u64) {
        self.erased.get_or_create(&kind.label()).inc_by(count);
    }
}

/// Middleware around every route.
pub(super) async fn count(State(portal): State<Portal>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = name(request.method());
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let response = next.run(request).await;
    let metrics = portal.metrics();
    let answered = Answered { method, route: route.clone(), status: response.status().as_u16() };
    metrics.requests.get_or_create(&answered).inc();
    metrics.durations.get_or_create(&Route { route }).observe(started.elapsed().as_secs_f64());
    response
}

/// A client may make methods up.
fn name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    }
}

/// `GET /metrics`
pub(super) async fn show(State(portal): State<Portal>) -> Result<impl IntoResponse, Trouble> {
    let mut text = String::new();
    encode(&mut text, &portal.metrics().registry).map_err(|_| Trouble::Unavailable)?;
    let media_type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, media_type), (header::CACHE_CONTROL, "no-store")], text))
}
