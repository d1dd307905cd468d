//! The files of a submission, where they are sent before it, one request each; and their downloads for the staff.

mod disposition;
mod storage;

use super::budget::SMALL;
use super::client::Client;
use super::intake::idempotency_key;
use super::metrics::Kind;
use super::portal::Portal;
use super::problem::{Problem, Trouble};
use super::retention::UNNAMED;
use super::store::File;
use super::upload::Pieces;
use super::words::{self, Language};
use crate::problem::Code;
use crate::receive::Reported;
use crate::submission::Submission;
use crate::value::attachment::{self, Encryption, Media};
use axum::body::{Body, Bytes};
use axum::extract::{Extension, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use sha2::{Digest, Sha256};

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
    Extension(client): Extension<Client>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let language = Language::of_request(&headers);
    let work = {
        let portal = portal.clone();
        async move {
            let mut pieces = Pieces::of(body, longest(&portal));
            let taken = admit(&portal, client, &headers, &mut pieces).await;
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

async fn admit(
    portal: &Portal,
    client: Client,
    headers: &HeaderMap,
    pieces: &mut Pieces,
) -> Result<Taken, Trouble> {
    let id = idempotency_key(headers).ok_or(Trouble::FileKeyMissing)?;
    let head = pieces.head(attachment::HEAD).await?;
    let media = media(headers, &head).ok_or(Trouble::NotFileType)?;
    if let Some(before) = portal.store().file(id).await? {
        return compare(before, media, head, pieces).await;
    }
    let now = portal.clock().now();
    let most = pieces.at_most();
    let unnamed = portal.store().unnamed_bytes((now - UNNAMED).timestamp()).await?;
    let _room = portal.quota().room_for_file(most as u64, unnamed)?;
    let memory = most.min(portal.storage().memory());
    let _memory = (most > SMALL).then(|| portal.budget().reserve(memory)).transpose()?;
    portal.quota().charge(client, most as u64)?;
    let number = portal.store().announce_file(now.timestamp()).await?;
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
    let mut inspection = Inspection::of(media);
    let mut next = Some(head);
    while let Some(piece) = next {
        inspection.add(&piece);
        let added = writing.add(piece).await.map_err(Trouble::from);
        next = match added.and(pieces.next().await) {
            Ok(next) => next,
            Err(trouble) => {
                writing.abandon().await;
                return Err(trouble);
            }
        };
    }
    let seen = inspection.finish();
    if seen.is_ok() {
        writing.finish().await?;
    } else {
        writing.abandon().await;
    }
    seen
}

/// A file that is sent again is only compared with the first. A file that would be refused under a new key is refused
/// for the same reason, so the response does not tell that the key is known.
async fn compare(before: File, media: Media, head: Bytes, pieces: &mut Pieces) -> Result<Taken, Trouble> {
    let mut inspection = Inspection::of(media);
    inspection.add(&head);
    while let Some(piece) = pieces.next().await? {
        inspection.add(&piece);
    }
    let (size, sha256) = inspection.finish()?;
    same(before, size, &sha256)
}

fn same(before: File, size: i64, sha256: &str) -> Result<Taken, Trouble> {
    let is_same = before.size == size && before.sha256 == sha256;
    if is_same { Ok(Taken::Before(before)) } else { Err(Trouble::FileKeyReused) }
}

/// An inspection of a file of that type while it passes by: its size, its digest, and whether it asks for a password.
struct Inspection {
    size: i64,
    digest: Sha256,
    encryption: Option<Encryption>,
}

impl Inspection {
    fn of(media: Media) -> Self {
        let encryption = (media == Media::Pdf).then(Encryption::default);
        Self { size: 0, digest: Sha256::default(), encryption }
    }

    fn add(&mut self, piece: &[u8]) {
        self.size += i64::try_from(piece.len()).unwrap_or(i64::MAX);
        self.digest.update(piece);
        self.encryption.iter_mut().for_each(|encryption| encryption.add(piece));
    }

    fn finish(self) -> Result<(i64, String), Trouble> {
        if self.encryption.is_some_and(Encryption::finish) {
            return Err(Trouble::FileEncrypted);
        }
        Ok((self.size, attachment::hex(&self.digest.finalize())))
    }
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
