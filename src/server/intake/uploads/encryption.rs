//! Detects PDFs that can't be opened without a password. This needs the whole file, which is read back from
//! the store.

use crate::server::http::problem::RequestError;
use crate::server::store::FileStore;
use crate::value::attachment::pdf::asks_for_password;
use futures_util::StreamExt;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// Permits to read a file back. Others wait: few PDFs mention encryption.
static READS: Semaphore = Semaphore::const_new(2);

/// Returns whether a stored PDF can't be opened without a password.
///
/// # Errors
/// `Unavailable` if it can't be read.
pub async fn needs_password(files: &FileStore, number: i64) -> Result<bool, RequestError> {
    let _permit = READS.acquire().await.map_err(|_| RequestError::Unavailable)?;
    let mut chunks = files.read(number).await?;
    let mut pdf = Vec::new();
    while let Some(chunk) = chunks.next().await {
        pdf.extend_from_slice(&chunk?);
    }
    bytes_need_password(pdf).await
}

/// Returns whether this PDF can't be opened without a password.
///
/// # Errors
/// `Unavailable` if the portal is shutting down.
pub async fn bytes_need_password(pdf: Vec<u8>) -> Result<bool, RequestError> {
    spawn_blocking(move || asks_for_password(&pdf)).await.map_err(|_| RequestError::Unavailable)
}
