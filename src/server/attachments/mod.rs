//! The files of a submission, where they are sent before it, one request each; and their downloads for the staff.

mod disposition;
mod download;
mod password;
mod receiving;
mod storage;

use super::client::Client;
use super::metrics::Kind;
use super::portal::Portal;
use super::problem::{Problem, Trouble};
use super::upload::Pieces;
use super::words::{self, Language};
use crate::problem::Code;
use crate::receive::Reported;
use crate::submission::Submission;
use crate::value::attachment;
use axum::body::Body;
use axum::extract::{Extension, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
pub(super) use download::{address, inline, stored};
use serde::Serialize;

pub(super) use disposition::attachment as attachment_header;
pub(super) use receiving::erase;
use receiving::{Taken, receive};
pub use storage::Place;
pub(super) use storage::Storage;

/// Where files are sent, and below which they are found.
pub(super) const PATH: &str = "/api/attachments";

/// What the sender is told of a file that lies here.
#[derive(Serialize)]
struct Receipt {
    href: String,
    sha256: String,
    size: i64,
}

/// `POST /api/attachments`: one file, as it is, under a key of its own.
pub(super) async fn take(
    State(portal): State<Portal>,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let language = Language::of_request(&headers);
    let work = {
        let portal = portal.clone();
        async move {
            let mut pieces = Pieces::of(body, longest(&portal));
            let taken = receive(&portal, client, &headers, &mut pieces).await;
            if taken.is_err() {
                pieces.discard();
            }
            taken
        }
    };
    // In a task of its own, which also cleans up if the client disconnects and this handler is dropped.
    let taken = tokio::spawn(work).await.unwrap_or(Err(Trouble::Unavailable));
    let (status, file) = match taken {
        Ok(Taken::New(file)) => (StatusCode::CREATED, file),
        Ok(Taken::Before(file)) => (StatusCode::OK, file),
        Err(Trouble::TooLarge) => return Err(Trouble::FileTooLarge.told_in(language)),
        Err(trouble) => return Err(trouble.told_in(language)),
    };
    portal.metrics().received(Kind::Attachment, u64::try_from(file.size).unwrap_or_default());
    tracing::info!(size = file.size, again = status == StatusCode::OK, "attachment stored");
    let receipt = Receipt { href: format!("{PATH}/{}", file.id), sha256: file.sha256, size: file.size };
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    // Strings and whole numbers always serialise.
    Ok((status, headers, serde_json::to_string(&receipt).unwrap_or_default()).into_response())
}

/// Bytes of one file, as the portal's config limits it.
fn longest(portal: &Portal) -> usize {
    usize::try_from(portal.config().limits().each_bytes).unwrap_or(usize::MAX)
}

/// The ids of the files that a submission names by their addresses.
///
/// # Errors
/// `Refused` names each that is not here as the submission says, and each that lies elsewhere: there is no receipt for
/// what the portal does not have. `Unavailable` if that can't be told.
pub(super) async fn of_submission(portal: &Portal, submission: &Submission) -> Result<Vec<String>, Trouble> {
    let mut ids = Vec::new();
    let mut missing = Vec::new();
    for (place, said) in submission.attachments().iter().enumerate() {
        let Some(href) = said.href.as_deref() else { continue };
        match id_of(href, Some(portal.origin())) {
            Some(id) if is_here(portal, id, said).await? => ids.push(id.to_owned()),
            _ => missing.push(Reported {
                pointer: format!("#/attachments/{place}"),
                code: Code::FileDigest.as_str(),
                cite: None,
                detail: words::file_not_here(Language::of_tag(submission.locale())).to_owned(),
            }),
        }
    }
    if missing.is_empty() { Ok(ids) } else { Err(Trouble::Refused(missing)) }
}

async fn is_here(portal: &Portal, id: &str, said: &attachment::Attachment) -> Result<bool, Trouble> {
    let Some(file) = portal.store().file(id).await? else { return Ok(false) };
    let size = portal.storage().size(file.number).await?;
    Ok(size == Some(said.size)
        && u64::try_from(file.size) == Ok(said.size)
        && file.sha256 == said.sha256
        && file.media_type == said.media_type)
}

/// The id in the address of a file of this portal, as a path, or as a whole address if the portal's own origin is known.
pub(super) fn id_of<'a>(href: &'a str, origin: Option<&str>) -> Option<&'a str> {
    let path = if href.starts_with('/') { href } else { href.strip_prefix(origin?)? };
    path.strip_prefix(PATH)?.strip_prefix('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_this_portal() {
        let own = Some("https://portal.example:8080");
        for (href, origin, expect) in [
            ("/api/attachments/a-1", own, Some("a-1")),
            ("/api/attachments/a-1", None, Some("a-1")),
            ("https://portal.example:8080/api/attachments/a-1", own, Some("a-1")),
            ("https://portal.example:8080/api/attachments/a-1", None, None),
            ("http://portal.example:8080/api/attachments/a-1", own, None),
            ("https://portal.example:80801/api/attachments/a-1", own, None),
            ("https://portal.example.evil/api/attachments/a-1", Some("https://portal.example"), None),
            ("https://portal.example@evil.example/api/attachments/a-1", Some("https://portal.example"), None),
            ("https://files.example/api/attachments/a-1", own, None),
            ("/api/attachmentsa-1", own, None),
            ("//portal.example:8080/api/attachments/a-1", own, None),
            ("", own, None),
        ] {
            assert_eq!(id_of(href, origin), expect, "{href}");
        }
    }
}
