//! Receives one file: checks its key and its type, writes it to the file store, and registers it in the
//! database.

use super::encryption::{bytes_need_password, needs_password};
use crate::server::http::body::BodyReader;
use crate::server::http::client::Client;
use crate::server::http::disposition;
use crate::server::http::problem::RequestError;
use crate::server::intake::Intake;
use crate::server::intake::budget::SMALL_BODY_BYTES;
use crate::server::intake::keys::idempotency_key;
use crate::server::ops::retention::{UNNAMED_FILE_AGE, erase_file};
use crate::server::store::{FileRow, FileStore};
use crate::value::attachment::{self, Media, pdf::Mention};
use axum::body::Bytes;
use axum::http::{HeaderMap, header};
use sha2::{Digest, Sha256};

/// The outcome of an upload.
pub enum Upload {
    /// The file was stored.
    New(FileRow),
    /// The same bytes were stored under the same key before.
    Existing(FileRow),
}

/// Receives a file and stores it under its key, unless it is stored already.
///
/// # Errors
/// The request or the file is refused, or there is no room for it.
pub async fn receive(
    intake: &Intake,
    client: Client,
    headers: &HeaderMap,
    reader: &mut BodyReader,
) -> Result<Upload, RequestError> {
    let id = idempotency_key(headers).ok_or(RequestError::FileKeyMissing)?;
    let head = reader.head(attachment::HEAD).await?;
    let media = media(headers, &head).ok_or(RequestError::UnsupportedFileType)?;
    if let Some(existing) = intake.store.file(id).await? {
        return compare(intake, existing, media, head, reader).await;
    }
    let now = intake.clock.now();
    let max_len = reader.max_len();
    let unnamed = intake.store.unnamed_bytes((now - UNNAMED_FILE_AGE).timestamp()).await?;
    let _room = intake.quota.room_for_file(max_len as u64, unnamed)?;
    let memory = max_len.min(intake.files.write_memory());
    let _memory = (max_len > SMALL_BODY_BYTES).then(|| intake.budget.reserve(memory)).transpose()?;
    intake.quota.charge(client, max_len as u64)?;
    let number = intake.store.reserve_file_number(now.timestamp()).await?;
    let (size, sha256) = match write(&intake.files, number, media, head, reader).await {
        Ok(written) => written,
        Err(error) => {
            discard(intake, number).await;
            return Err(error);
        }
    };
    let (media_type, name) = (media.as_str().to_owned(), disposition::file_name(headers));
    let file = FileRow { number, id: id.to_owned(), media_type, name, size, sha256 };
    if intake.store.register_file(&file).await? {
        return Ok(Upload::New(file));
    }
    // A concurrent request with this key was faster.
    discard(intake, number).await;
    let existing = intake.store.file(id).await?.ok_or(RequestError::Unavailable)?;
    existing_if_same(existing, file.size, &file.sha256)
}

/// Erases a file without an id. If that fails, the retention erases it later with the incomplete files.
async fn discard(intake: &Intake, number: i64) {
    if let Err(error) = erase_file(&intake.store, &intake.files, number).await {
        tracing::warn!(?error, "an attachment could not be erased");
    }
}

/// Returns the file's type, if its bytes agree with `Content-Type`.
fn media(headers: &HeaderMap, head: &[u8]) -> Option<Media> {
    let announced = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let is_plain = !headers.contains_key(header::CONTENT_ENCODING);
    let media = attachment::media(head).ok()?;
    (is_plain && announced.trim().eq_ignore_ascii_case(media.as_str())).then_some(media)
}

/// Writes the file while it arrives, and returns its size and its digest.
async fn write(
    files: &FileStore,
    number: i64,
    media: Media,
    head: Bytes,
    reader: &mut BodyReader,
) -> Result<(i64, String), RequestError> {
    let mut writer = files.create(number).await?;
    let mut inspection = Inspection::new(media);
    let mut next = Some(head);
    while let Some(chunk) = next {
        inspection.add(&chunk);
        let added = writer.add(chunk).await.map_err(RequestError::from);
        next = match added.and(reader.next().await) {
            Ok(next) => next,
            Err(error) => {
                writer.abort().await;
                return Err(error);
            }
        };
    }
    writer.finish().await?;
    if inspection.mentions_encryption() && needs_password(files, number).await? {
        return Err(RequestError::FileEncrypted);
    }
    Ok(inspection.finish())
}

/// Compares a file with the one stored under its key. A file that would be refused under a new key is refused
/// with the same error, so the response does not reveal that the key is known.
async fn compare(
    intake: &Intake,
    existing: FileRow,
    media: Media,
    head: Bytes,
    reader: &mut BodyReader,
) -> Result<Upload, RequestError> {
    let max_len = reader.max_len();
    let is_pdf = media == Media::Pdf;
    let is_large = max_len > SMALL_BODY_BYTES;
    let _memory = (is_pdf && is_large).then(|| intake.budget.reserve(max_len)).transpose()?;
    let mut pdf = Vec::new();
    let mut inspection = Inspection::new(media);
    let mut next = Some(head);
    while let Some(chunk) = next {
        inspection.add(&chunk);
        if is_pdf {
            pdf.extend_from_slice(&chunk);
        }
        next = reader.next().await?;
    }
    if inspection.mentions_encryption() && bytes_need_password(pdf).await? {
        return Err(RequestError::FileEncrypted);
    }
    let (size, sha256) = inspection.finish();
    existing_if_same(existing, size, &sha256)
}

fn existing_if_same(existing: FileRow, size: i64, sha256: &str) -> Result<Upload, RequestError> {
    let is_same = existing.size == size && existing.sha256 == sha256;
    if is_same { Ok(Upload::Existing(existing)) } else { Err(RequestError::FileKeyReused) }
}

/// The size and the digest of a file, and whether a PDF mentions encryption, computed while it arrives.
struct Inspection {
    size: i64,
    digest: Sha256,
    mention: Option<Mention>,
}

impl Inspection {
    fn new(media: Media) -> Self {
        let mention = (media == Media::Pdf).then(Mention::default);
        Self { size: 0, digest: Sha256::default(), mention }
    }

    fn add(&mut self, chunk: &[u8]) {
        self.size += i64::try_from(chunk.len()).unwrap_or(i64::MAX);
        self.digest.update(chunk);
        self.mention.iter_mut().for_each(|mention| mention.add(chunk));
    }

    fn mentions_encryption(&self) -> bool {
        self.mention.as_ref().is_some_and(Mention::is_found)
    }

    /// Returns the size and the digest in hexadecimal digits.
    fn finish(self) -> (i64, String) {
        (self.size, attachment::hex(&self.digest.finalize()))
    }
}
