//! Downloads of a submission's files for the staff, sent apart or inside the submission.

use super::super::inbox::read;
use super::super::portal::Portal;
use super::super::problem::Trouble;
use super::{PATH, disposition, id_of};
use crate::json::Json;
use crate::value::attachment::decode;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

/// Where a clerk downloads a file of the submission with that id: `file` is its entry in `attachments`. `None` if the
/// portal does not have it.
pub fn address(portal: &Portal, submission: &str, file: &Json) -> Option<String> {
    let member = |name| file.get(name).and_then(Json::text);
    match member("href") {
        Some(href) => id_of(href, Some(portal.origin())).map(|id| format!("{PATH}/{id}")),
        None => member("id").map(|id| format!("/inbox/{submission}/attachments/{id}")),
    }
}

/// `GET /api/attachments/{id}`: a file that was sent apart.
pub async fn stored(State(portal): State<Portal>, Path(id): Path<String>) -> Result<Response, Trouble> {
    let file = portal.store().file(&id).await?.ok_or(Trouble::NotFound)?;
    let bytes = portal.storage().read(file.number).await?;
    let name = file.name.unwrap_or(file.id);
    Ok(download(&name, file.size, Body::from_stream(bytes)))
}

/// `GET /inbox/{submission}/attachments/{id}`: a file that was sent inside the submission.
pub async fn inline(
    State(portal): State<Portal>,
    Path((submission, id)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let (_, body) = portal.store().get(&submission).await?.ok_or(Trouble::NotFound)?;
    let json = read(&body);
    let files = json.get("attachments").and_then(Json::entries).unwrap_or_default();
    let member = |file: &Json, name| file.get(name).and_then(Json::text).map(str::to_owned);
    let file =
        files.iter().find(|file| member(file, "id").as_deref() == Some(&id)).ok_or(Trouble::NotFound)?;
    let content = member(file, "content").ok_or(Trouble::NotFound)?;
    let bytes = decode(&content).map_err(|_| Trouble::NotFound)?;
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    Ok(download(&member(file, "name").unwrap_or(id), size, Body::from(bytes)))
}

/// A download, whatever the file is: no browser shows it or runs anything in it.
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
