//! Violations of the content security policy that browsers report. They are kept in memory for tests.

use crate::json::Json;
use crate::server::http::body;
use crate::server::http::language::accepted;
use crate::server::http::problem::{ErrorResponse, RequestError};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// The number of reports that are kept.
const MAX_REPORTS: usize = 200;
/// The longest report.
const MAX_REPORT_BYTES: usize = 64 * 1024;

/// The newest reports, as JSON texts in the order of their arrival.
#[derive(Debug, Default)]
pub struct CspReports(Mutex<VecDeque<String>>);

impl CspReports {
    fn add(&self, report: String) {
        let mut reports = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if reports.len() == MAX_REPORTS {
            reports.pop_front();
        }
        reports.push_back(report);
    }

    fn to_json(&self) -> String {
        let mut reports = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        format!("[{}]", reports.make_contiguous().join(","))
    }
}

/// `POST /csp-reports`: the target of `report-uri`.
pub async fn receive(
    State(reports): State<Arc<CspReports>>,
    headers: HeaderMap,
    body: Body,
) -> Result<StatusCode, ErrorResponse> {
    let language = accepted(&headers);
    let bytes = body::read(body, MAX_REPORT_BYTES).await.map_err(|error| error.in_language(language))?;
    let Ok(Ok(report)) = std::str::from_utf8(&bytes).map(Json::read) else {
        return Err(RequestError::NotJson.in_language(language));
    };
    reports.add(report.write());
    tracing::warn!("a browser reported a violation of the content security policy");
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /csp-reports`: the reports as a JSON array.
pub async fn list(State(reports): State<Arc<CspReports>>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")], reports.to_json())
}
