//! Whether a PDF asks for a password, which only the whole file tells: it is read back from where it was written.

use super::Storage;
use crate::server::problem::Trouble;
use crate::value::attachment::pdf::asks_for_password;
use futures_util::StreamExt;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// Files that are read back at one time. Others wait: few PDFs mention encryption at all.
static READING: Semaphore = Semaphore::const_new(2);

/// Whether a stored PDF can't be opened without a password.
///
/// # Errors
/// `Unavailable` if it can't be read.
pub(super) async fn is_needed(storage: &Storage, number: i64) -> Result<bool, Trouble> {
    let _permit = READING.acquire().await.map_err(|_| Trouble::Unavailable)?;
    let mut pieces = storage.read(number).await?;
    let mut pdf = Vec::new();
    while let Some(piece) = pieces.next().await {
        pdf.extend_from_slice(&piece?);
    }
    is_needed_for(pdf).await
}

/// Whether this PDF can't be opened without a password.
///
/// # Errors
/// `Unavailable` if the portal is shutting down.
pub(super) async fn is_needed_for(pdf: Vec<u8>) -> Result<bool, Trouble> {
    spawn_blocking(move || asks_for_password(&pdf)).await.map_err(|_| Trouble::Unavailable)
}
