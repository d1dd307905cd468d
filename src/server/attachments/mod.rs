//! The files of a submission, where they are sent before it, one request each; and their downloads for the staff.

mod disposition;
mod password;
mod storage;

use super::intake::idempotency_key;
use super::metrics::Kind;
use super::portal::Portal;
use super::problem::{Problem, Trouble};
use super::store::File;
use super::upload::{self, Pieces};
use super::words::{self, Language};
use crate::problem::Code;
use crate::receive::Reported;
use crate::submission::Submission;
use crate::value::attachment::{self, Media, pdf::Mention};
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use sha2::{Digest, Sha256};
use tokio::time::timeout;

pub(super) use disposition::attachment as attachment_header;
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

/// What came of a file.
enum Taken {
    New(File),
    /// The same bytes were sent under the same key before.
    Before(File),
}

/// `POST /api/attachments`: one file, as it is, under a key of its own.
pub(super) async fn take(
    State(portal): State<Portal>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let mut pieces = Pieces::of(body, longest(&portal));
    let outcome = timeout(upload::WHOLE, admit(&portal, &headers, &mut pieces)).await;
    let outcome = outcome.unwrap_or(Err(Trouble::TooSlow));
    let (status, file) = match outcome {
        Ok(Taken::New(file)) => (StatusCode::CREATED, file),
        Ok(Taken::Before(file)) => (StatusCode::OK, file),
        Err(trouble) => {
            pieces.discard();
            let trouble = if matches!(trouble, Trouble::TooLarge) { Trouble::FileTooLarge } else { trouble };
            return Err(trouble.told_in(Language::of_request(&headers)));
        }
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

async fn admit(portal: &Portal, headers: &HeaderMap, pieces: &mut Pieces) -> Result<Taken, Trouble> {
    let id = idempotency_key(headers).ok_or(Trouble::FileKeyMissing)?;
    let head = pieces.head(attachment::HEAD).await?;
    let media = media(headers, &head).ok_or(Trouble::NotFileType)?;
    let number = match portal.store().file(id).await? {
        Some(before) => return compare(before, head, pieces).await,
        None => portal.store().announce_file(portal.clock().now().timestamp()).await?,
    };
    let (size, sha256) = write(portal.storage(), number, media, head, pieces).await?;
    let name = disposition::name(headers);
    let file = File { number, id: id.to_owned(), media_type: media.as_str().to_owned(), name, size, sha256 };
    if portal.store().keep_file(&file).await? {
        return Ok(Taken::New(file));
    }
    // Somebody was faster with this key. What was written here has no id and is swept up.
    let before = portal.store().file(id).await?.ok_or(Trouble::Unavailable)?;
    same(before, file.size, &file.sha256)
}

/// The file's type, if the bytes agree with the header.
fn media(headers: &HeaderMap, head: &[u8]) -> Option<Media> {
    let announced = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let is_plain = !headers.contains_key(header::CONTENT_ENCODING);
    let media = attachment::media(head).ok()?;
    (is_plain && announced.trim().eq_ignore_ascii_case(media.as_str())).then_some(media)
}

/// Writes the file while it arrives; its size and its digest.
async fn write(
    storage: &Storage,
    number: i64,
    media: Media,
    head: Bytes,
    pieces: &mut Pieces,
) -> Result<(i64, String), Trouble> {
    let mut writing = storage.write(number).await?;
    let mut sum = Sum::default();
    let mut mention = Mention::default();
    let mut next = Some(head);
    while let Some(piece) = next {
        sum.add(&piece);
        if media == Media::Pdf {
            mention.add(&piece);
        }
        let added = writing.add(piece).await.map_err(Trouble::from);
        next = match added.and(pieces.next().await) {
            Ok(next) => next,
            Err(trouble) => {
                writing.abandon().await;
                return Err(trouble);
            }
        };
    }
    writing.finish().await?;
    if mention.is_found() && password::is_needed(storage, number).await? {
        storage.erase(number).await?;
        return Err(Trouble::FileEncrypted);
    }
    Ok(sum.finish())
}

/// A file that is sent again is only compared with the first.
async fn compare(before: File, head: Bytes, pieces: &mut Pieces) -> Result<Taken, Trouble> {
    let mut sum = Sum::default();
    sum.add(&head);
    while let Some(piece) = pieces.next().await? {
        sum.add(&piece);
    }
    let (size, sha256) = sum.finish();
    same(before, size, &sha256)
}

fn same(before: File, size: i64, sha256: &str) -> Result<Taken, Trouble> {
    let is_same = before.size == size && before.sha256 == sha256;
    if is_same { Ok(Taken::Before(before)) } else { Err(Trouble::FileKeyReused) }
}

/// The size and the digest of what passes by.
#[derive(Default)]
struct Sum {
    size: i64,
    digest: Sha256,
}

impl Sum {
    fn add(&mut self, piece: &[u8]) {
        self.size += i64::try_from(piece.len()).unwrap_or(i64::MAX);
        self.digest.update(piece);
    }

    fn finish(self) -> (i64, String) {
        (self.size, attachment::hex(&self.digest.finalize()))
    }
}

/// The ids of the files that a submission names by their addresses.
///
/// # Errors
/// `Refused` names each that is not here as the submission says, and each that lies elsewhere: there is no receipt for
/// what the portal does not have. `Unavailable` if that can't be told.
pub(super) async fn of_submission(
    portal: &Portal,
    submission: &Submission,
    host: Option<&str>,
) -> Result<Vec<String>, Trouble> {
    let mut ids = Vec::new();
    let mut missing = Vec::new();
    for (place, said) in submission.attachments().iter().enumerate() {
        let Some(href) = said.href.as_deref() else { continue };
        match id_of(href, host) {
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

/// The id in the address of a file of this portal, which is called `host` by who asks.
pub(super) fn id_of<'a>(href: &'a str, host: Option<&str>) -> Option<&'a str> {
    let path = match href.strip_prefix("https://").or_else(|| href.strip_prefix("http://")) {
        Some(rest) => rest.strip_prefix(host?)?,
        None => href,
    };
    path.strip_prefix(PATH)?.strip_prefix('/')
}

/// `GET /api/attachments/{id}`: a download, whatever the file is.
pub(super) async fn give(State(portal): State<Portal>, Path(id): Path<String>) -> Result<Response, Trouble> {
    let file = portal.store().file(&id).await?.ok_or(Trouble::NotFound)?;
    let bytes = portal.storage().read(file.number).await?;
    let name = file.name.unwrap_or(file.id);
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, disposition::attachment(&name)),
        (header::CONTENT_LENGTH, file.size.to_string()),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(bytes)).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_this_portal() {
        let host = Some("portal.example:8080");
        for (href, host, expect) in [
            ("/api/attachments/a-1", host, Some("a-1")),
            ("/api/attachments/a-1", None, Some("a-1")),
            ("https://portal.example:8080/api/attachments/a-1", host, Some("a-1")),
            ("https://portal.example:8080/api/attachments/a-1", None, None),
            ("https://portal.example.evil/api/attachments/a-1", Some("portal.example"), None),
            ("https://files.example/api/attachments/a-1", host, None),
            ("/api/attachmentsa-1", host, None),
            ("//portal.example:8080/api/attachments/a-1", host, None),
        ] {
            assert_eq!(id_of(href, host), expect, "{href}");
        }
    }
}
