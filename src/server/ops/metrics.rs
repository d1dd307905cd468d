//! Metrics in the `OpenMetrics` format, without personal data: every label has a small, fixed set of values.

use crate::server::http::problem::RequestError;
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
use std::sync::Arc;
use std::time::Instant;

/// Upper bounds of the histogram's buckets, in seconds.
const BUCKETS_SECONDS: [f64; 11] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// The outcome of a request to store a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was stored.
    Stored,
    /// It had been stored before.
    Again,
    /// It was invalid, or its key was.
    Refused,
}

/// The kind of a stored object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Submission,
    Attachment,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RouteLabels {
    route: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct SubmissionLabels {
    workflow: String,
    outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct KindLabels {
    kind: &'static str,
}

impl Kind {
    fn labels(self) -> KindLabels {
        let kind = match self {
            Self::Submission => "submission",
            Self::Attachment => "attachment",
        };
        KindLabels { kind }
    }
}

/// The portal's metrics.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<RequestLabels, Counter>,
    durations: Family<RouteLabels, Histogram>,
    submissions: Family<SubmissionLabels, Counter>,
    received: Family<KindLabels, Counter>,
    erased: Family<KindLabels, Counter>,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("guitai");
        let requests = Family::default();
        registry.register("requests", "HTTP requests", requests.clone());
        let durations = Family::new_with_constructor(histogram as fn() -> Histogram);
        let help = "Time until the response headers";
        registry.register_with_unit("request_duration", help, Unit::Seconds, durations.clone());
        let submissions = Family::default();
        registry.register("submissions", "Submissions by outcome", submissions.clone());
        let received = Family::default();
        registry.register_with_unit(
            "received",
            "Bodies of stored submissions and files",
            Unit::Bytes,
            received.clone(),
        );
        let erased = Family::default();
        registry.register("erased", "Rows and files erased by retention", erased.clone());
        Self { registry, requests, durations, submissions, received, erased }
    }
}

fn histogram() -> Histogram {
    Histogram::new(BUCKETS_SECONDS)
}

impl Metrics {
    /// Counts a submission. `workflow` must be the id of a form definition, so that clients can't add label
    /// values.
    pub fn count_submission(&self, workflow: Option<&str>, outcome: Outcome) {
        let workflow = workflow.unwrap_or("unknown").to_owned();
        let outcome = match outcome {
            Outcome::Stored => "stored",
            Outcome::Again => "again",
            Outcome::Refused => "refused",
        };
        self.submissions.get_or_create(&SubmissionLabels { workflow, outcome }).inc();
    }

    /// Counts the bytes of a stored body.
    pub fn count_received(&self, kind: Kind, bytes: u64) {
        self.received.get_or_create(&kind.labels()).inc_by(bytes);
    }

    /// Counts erased objects.
    pub fn count_erased(&self, kind: Kind, count: u64) {
        self.erased.get_or_create(&kind.labels()).inc_by(count);
    }
}

/// Middleware for every route.
pub async fn count(State(metrics): State<Arc<Metrics>>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = label(request.method());
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let response = next.run(request).await;
    let labels = RequestLabels { method, route: route.clone(), status: response.status().as_u16() };
    metrics.requests.get_or_create(&labels).inc();
    metrics.durations.get_or_create(&RouteLabels { route }).observe(started.elapsed().as_secs_f64());
    response
}

/// Returns the method's label. Clients may send any method, so unusual ones share a label.
fn label(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    }
}

/// `GET /metrics`
pub async fn show(State(metrics): State<Arc<Metrics>>) -> Result<impl IntoResponse, RequestError> {
    let mut text = String::new();
    encode(&mut text, &metrics.registry).map_err(|_| RequestError::Unavailable)?;
    let media_type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, media_type), (header::CACHE_CONTROL, "no-store")], text))
}
