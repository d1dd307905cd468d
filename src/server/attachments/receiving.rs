//! Receives one file: its key, its type, its bytes, and their place in the storage.

use super::super::budget::SMALL;
use super::super::client::Client;
use super::super::intake::idempotency_key;
use super::super::portal::Portal;
use super::super::problem::Trouble;
use super::super::retention::UNNAMED;
use super::super::store::File;
use super::super::upload::Pieces;
use super::storage::Storage;
use super::{disposition, password};
use crate::value::attachment::{self, Media, pdf::Mention};
use axum::body::Bytes;
use axum::http::{HeaderMap, header};
use sha2::{Digest, Sha256};

/// What came of a file.
pub(super) enum Taken {
    New(File),
    /// The same bytes were sent under the same key before.
    Before(File),
}

/// Receives a file and stores it under its key, unless it was stored before.
///
/// # Errors
/// The request or the file is refused, or there is no room for it.
pub(super) async fn receive(
    portal: &Portal,
    client: Client,
    headers: &HeaderMap,
    pieces: &mut Pieces,
) -> Result<Taken, Trouble> {
    let id = idempotency_key(headers).ok_or(Trouble::FileKeyMissing)?;
    let head = pieces.head(attachment::HEAD).await?;
    let media = media(headers, &head).ok_or(Trouble::NotFileType)?;
    if let Some(before) = portal.store().file(id).await? {
        return compare(portal, before, media, head, pieces).await;
    }
    let now = portal.clock().now();
    let most = pieces.at_most();
    let unnamed = portal.store().unnamed_bytes((now - UNNAMED).timestamp()).await?;
    let _room = portal.quota().room_for_file(most as u64, unnamed)?;
    let memory = most.min(portal.storage().memory());
    let _memory = (most > SMALL).then(|| portal.budget().reserve(memory)).transpose()?;
    portal.quota().charge(client, most as u64)?;
    let number = portal.store().announce_file(now.timestamp()).await?;
    let (size, sha256) = match write(portal.storage(), number, media, head, pieces).await {
        Ok(written) => written,
        Err(trouble) => {
            discard(portal, number).await;
            return Err(trouble);
        }
    };
    let (media_type, name) = (media.as_str().to_owned(), disposition::name(headers));
    let file = File { number, id: id.to_owned(), media_type, name, size, sha256 };
    if portal.store().keep_file(&file).await? {
        return Ok(Taken::New(file));
    }
    // Another request with this key was faster.
    discard(portal, number).await;
    let before = portal.store().file(id).await?.ok_or(Trouble::Unavailable)?;
    same(before, file.size, &file.sha256)
}

/// Erases a file that got no id. If that fails, it is erased later with the files that never arrived whole.
async fn discard(portal: &Portal, number: i64) {
    if let Err(trouble) = erase(portal, number).await {
        tracing::warn!(?trouble, "an attachment was not erased at once");
    }
}

/// Erases a file that has no id, and then forgets it.
pub(in crate::server) async fn erase(portal: &Portal, number: i64) -> Result<(), Trouble> {
    portal.storage().erase(number).await?;
    Ok(portal.store().forget_file(number).await?)
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
    writing.finish().await?;
    if inspection.mentions_encryption() && password::is_needed(storage, number).await? {
        return Err(Trouble::FileEncrypted);
    }
    Ok(inspection.finish())
}

/// A file that is sent again is only compared with the first. A file that would be refused under a new key is refused
/// for the same reason, so the response does not tell that the key is known.
async fn compare(
    portal: &Portal,
    before: File,
    media: Media,
    head: Bytes,
    pieces: &mut Pieces,
) -> Result<Taken, Trouble> {
    let most = pieces.at_most();
    let is_pdf = media == Media::Pdf;
    let _memory = (is_pdf && most > SMALL).then(|| portal.budget().reserve(most)).transpose()?;
    let mut pdf = Vec::new();
    let mut inspection = Inspection::of(media);
    let mut next = Some(head);
    while let Some(piece) = next {
        inspection.add(&piece);
        if is_pdf {
            pdf.extend_from_slice(&piece);
        }
        next = pieces.next().await?;
    }
    if inspection.mentions_encryption() && password::is_needed_for(pdf).await? {
        return Err(Trouble::FileEncrypted);
    }
    let (size, sha256) = inspection.finish();
    same(before, size, &sha256)
}

fn same(before: File, size: i64, sha256: &str) -> Result<Taken, Trouble> {
    let is_same = before.size == size && before.sha256 == sha256;
    if is_same { Ok(Taken::Before(before)) } else { Err(Trouble::FileKeyReused) }
}

/// An inspection of a file of that type while it passes by: its size, its digest, and whether a PDF mentions encryption.
struct Inspection {
    size: i64,
    digest: Sha256,
    mention: Option<Mention>,
}

impl Inspection {
    fn of(media: Media) -> Self {
        let mention = (media == Media::Pdf).then(Mention::default);
        Self { size: 0, digest: Sha256::default(), mention }
    }

    fn add(&mut self, piece: &[u8]) {
        self.size += i64::try_from(piece.len()).unwrap_or(i64::MAX);
        self.digest.update(piece);
        self.mention.iter_mut().for_each(|mention| mention.add(piece));
    }

    fn mentions_encryption(&self) -> bool {
        self.mention.as_ref().is_some_and(Mention::is_found)
    }

    /// The size and the digest, in hexadecimal digits.
    fn finish(self) -> (i64, String) {
        (self.size, attachment::hex(&self.digest.finalize()))
    }
}
