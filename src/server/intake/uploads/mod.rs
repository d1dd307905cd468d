//! The endpoint for files that are sent before their submission, one per request.

mod encryption;
mod receive;

use super::Intake;
use crate::server::http::body::BodyReader;
use crate::server::http::client::Client;
use crate::server::http::language::accepted;
use crate::server::http::paths;
use crate::server::http::problem::{ErrorResponse, RequestError};
use crate::server::ops::metrics::Kind;
use axum::body::Body;
use axum::extract::{Extension, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use receive::{Upload, receive};
use serde::Serialize;
use std::sync::Arc;

/// The response to a stored file.
#[derive(Serialize)]
struct StoredFile {
    href: String,
    sha256: String,
    size: i64,
}

/// `POST /api/attachments`: one file as the body, under its own key.
pub async fn upload(
    State(intake): State<Arc<Intake>>,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ErrorResponse> {
    let language = accepted(&headers);
    let work = {
        let intake = Arc::clone(&intake);
        async move {
            let mut reader = BodyReader::new(body, max_bytes(&intake));
            let outcome = receive(&intake, client, &headers, &mut reader).await;
            if outcome.is_err() {
                reader.discard();
            }
            outcome
        }
    };
    // In a separate task, which also cleans up if the client disconnects and this handler is dropped.
    let outcome = tokio::spawn(work).await.unwrap_or(Err(RequestError::Unavailable));
    let (status, file) = match outcome {
        Ok(Upload::New(file)) => (StatusCode::CREATED, file),
        Ok(Upload::Existing(file)) => (StatusCode::OK, file),
        Err(RequestError::BodyTooLarge) => return Err(RequestError::FileTooLarge.in_language(language)),
        Err(error) => return Err(error.in_language(language)),
    };
    intake.metrics.count_received(Kind::Attachment, u64::try_from(file.size).unwrap_or_default());
    tracing::info!(size = file.size, again = status == StatusCode::OK, "attachment stored");
    let href = format!("{}/{}", paths::ATTACHMENTS, file.id);
    let stored = StoredFile { href, sha256: file.sha256, size: file.size };
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    // Strings and whole numbers always serialise.
    Ok((status, headers, serde_json::to_string(&stored).unwrap_or_default()).into_response())
}

/// Returns the config's limit on the size of one file.
fn max_bytes(intake: &Intake) -> usize {
    usize::try_from(intake.forms.config().limits().each_bytes).unwrap_or(usize::MAX)
}
