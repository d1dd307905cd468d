//! The endpoint's answers to the submissions of `tests/forms`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::app;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use guitai::config::Config;
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

const VALID: &str = include_str!("../../../tests/forms/survey/base.json");

async fn post(app: &Router, key: &str, body: &str) -> (StatusCode, Value) {
    let request = Request::post("/api/submissions").header("Idempotency-Key", key);
    let request = request.header("Content-Type", "application/json").body(Body::from(body.to_owned()));
    let response = app.clone().oneshot(request.unwrap()).await.unwrap();
    let status = response.status();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    (status, serde_json::from_slice(&bytes).unwrap())
}

fn key_of(body: &str) -> String {
    let body: Value = serde_json::from_str(body).unwrap();
    format!("\"{}\"", body["id"].as_str().unwrap())
}

#[tokio::test]
async fn a_valid_submission_is_stored_once() {
    let app = app(Config::default()).unwrap();
    let key = key_of(VALID);
    let (status, receipt) = post(&app, &key, VALID).await;
    assert_eq!(status, StatusCode::CREATED);
    assert_eq!(receipt["reference"], "survey-00001");
    assert_eq!(post(&app, &key, VALID).await, (StatusCode::OK, receipt));
}

#[tokio::test]
async fn an_invalid_submission_is_refused_and_releases_its_key() {
    let app = app(Config::default()).unwrap();
    let key = key_of(VALID);
    let invalid = VALID.replace("\"overall\": \"4\"", "\"overall\": \"6\"");
    let (status, problem) = post(&app, &key, &invalid).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(problem["errors"][0]["pointer"], "#/answers/overall");
    assert_eq!(problem["errors"][0]["code"], "not_offered");
    assert_eq!(post(&app, &key, VALID).await.0, StatusCode::CREATED);
}

#[tokio::test]
async fn another_body_under_a_used_key_is_refused() {
    let app = app(Config::default()).unwrap();
    let key = key_of(VALID);
    let (_, receipt) = post(&app, &key, VALID).await;
    let other = VALID.replace("\"overall\": \"4\"", "\"overall\": \"5\"");
    assert_eq!(post(&app, &key, &other).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(post(&app, &key, VALID).await, (StatusCode::OK, receipt));
}

#[tokio::test]
async fn malformed_requests_are_refused() {
    let app = app(Config::default()).unwrap();
    let key = key_of(VALID);
    for (key, body) in [(key.as_str(), "{\"id\":"), (key.trim_matches('"'), VALID), ("\"other\"", VALID)] {
        assert_eq!(post(&app, key, body).await.0, StatusCode::BAD_REQUEST, "{key}");
    }
}
