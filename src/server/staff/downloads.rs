//! Downloads of a submission's files, whether they were sent before the submission or inside it.

use super::Staff;
use super::inbox::parse;
use crate::json::Json;
use crate::server::http::disposition;
use crate::server::http::paths::{self, attachment_id};
use crate::server::http::problem::RequestError;
use crate::value::attachment::decode;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Returns the path of a file's download: `file` is its entry in `attachments`. `None` if the file is not
/// stored here.
pub fn path(staff: &Staff, submission: &str, file: &Json) -> Option<String> {
    let member = |name| file.get(name).and_then(Json::text);
    match member("href") {
        Some(href) => {
            attachment_id(href, Some(staff.url.origin())).map(|id| format!("{}/{id}", paths::ATTACHMENTS))
        }
        None => member("id").map(|id| format!("/inbox/{submission}/attachments/{id}")),
    }
}

/// `GET /api/attachments/{id}`: a file that was sent before its submission.
pub async fn stored(
    State(staff): State<Arc<Staff>>,
    Path(id): Path<String>,
) -> Result<Response, RequestError> {
    let file = staff.store.file(&id).await?.ok_or(RequestError::NotFound)?;
    let bytes = staff.files.read(file.number).await?;
    let name = file.name.unwrap_or(file.id);
    Ok(download(&name, file.size, Body::from_stream(bytes)))
}

/// `GET /inbox/{submission}/attachments/{id}`: a file that was sent inside the submission.
pub async fn inline(
    State(staff): State<Arc<Staff>>,
    Path((submission, id)): Path<(String, String)>,
) -> Result<Response, RequestError> {
    let (_, body) = staff.store.get(&submission).await?.ok_or(RequestError::NotFound)?;
    let json = parse(&body);
    let files = json.get("attachments").and_then(Json::entries).unwrap_or_default();
    let member = |file: &Json, name| file.get(name).and_then(Json::text).map(str::to_owned);
    let file =
        files.iter().find(|file| member(file, "id").as_deref() == Some(&id)).ok_or(RequestError::NotFound)?;
    let content = member(file, "content").ok_or(RequestError::NotFound)?;
    let bytes = decode(&content).map_err(|_| RequestError::NotFound)?;
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    Ok(download(&member(file, "name").unwrap_or(id), size, Body::from(bytes)))
}

/// Returns a response that browsers download and never display or run, whatever the file is.
fn download(name: &str, size: i64, bytes: Body) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, disposition::attachment(name)),
        (header::CONTENT_LENGTH, size.to_string()),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, bytes).into_response()
}
