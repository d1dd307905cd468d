//! What browsers report against the pages' content security policy, kept in memory for tests to read.

use super::portal::Portal;
use super::problem::Trouble;
use super::upload;
use super::words::Language;
use crate::json::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// How many reports are kept; older ones go.
const KEPT: usize = 200;
/// A longer report is not kept, in bytes.
const LONGEST: usize = 64 * 1024;

/// The newest reports, as JSON texts in the order of their arrival.
#[derive(Debug, Default)]
pub(super) struct Reports(Mutex<VecDeque<String>>);

impl Reports {
    fn add(&self, report: String) {
        let mut reports = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if reports.len() == KEPT {
            reports.pop_front();
        }
        reports.push_back(report);
    }

    fn to_json(&self) -> String {
        let mut reports = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        format!("[{}]", reports.make_contiguous().join(","))
    }
}

/// `POST /csp-reports`: whatever a browser sends under `report-uri`.
pub(super) async fn receive(State(portal): State<Portal>, headers: HeaderMap, body: Body) -> Response {
    let told = |trouble: Trouble| trouble.told_in(Language::of_request(&headers)).into_response();
    let bytes = match upload::read(body, LONGEST, portal.budget()).await {
        Ok(bytes) => bytes,
        Err(trouble) => return told(trouble),
    };
    match std::str::from_utf8(&bytes).map(Json::read) {
        Ok(Ok(report)) => portal.reports().add(report.write()),
        _ => return told(Trouble::NotJson),
    }
    tracing::warn!("a browser reported a violation of the content security policy");
    StatusCode::NO_CONTENT.into_response()
}

/// `GET /csp-reports`: all of them, as a JSON array.
pub(super) async fn list(State(portal): State<Portal>) -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")],
        portal.reports().to_json(),
    )
}
