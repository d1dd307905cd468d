//! Reads a request's body within limits of length and patience.

use super::problem::Trouble;
use axum::body::{Body, Bytes, HttpBody};
use http_body_util::BodyExt;
use std::time::Duration;
use tokio::time::timeout;

/// A body may pause this long.
const PAUSE: Duration = Duration::from_secs(30);
/// A body may take this long in all, however steadily it trickles.
pub(super) const WHOLE: Duration = Duration::from_mins(5);
/// What is left of a refused body is taken off the line for this long.
const LINGER: Duration = Duration::from_secs(10);

/// The whole body, of at most so many bytes.
pub(super) async fn read(body: Body, longest: usize) -> Result<Bytes, Trouble> {
    let mut pieces = Pieces::of(body, longest);
    let outcome = timeout(WHOLE, pieces.all()).await.unwrap_or(Err(Trouble::TooSlow));
    if matches!(outcome, Err(Trouble::TooLarge)) {
        pieces.discard();
    }
    outcome
}

/// A body that is read piece by piece.
pub(super) struct Pieces {
    body: Body,
    /// Bytes that may still come.
    left: usize,
}

impl Pieces {
    /// The pieces of a body of at most so many bytes.
    pub fn of(body: Body, longest: usize) -> Self {
        Self { body, left: longest }
    }

    /// The next piece; `None` at the end. A body that is announced as too long is refused before it is read.
    pub async fn next(&mut self) -> Result<Option<Bytes>, Trouble> {
        if self.body.size_hint().lower() > self.left as u64 {
            return Err(Trouble::TooLarge);
        }
        while let Some(frame) = timeout(PAUSE, self.body.frame()).await.map_err(|_| Trouble::TooSlow)? {
            let Ok(data) = frame.map_err(|_| Trouble::BrokenOff)?.into_data() else { continue };
            self.left = self.left.checked_sub(data.len()).ok_or(Trouble::TooLarge)?;
            return Ok(Some(data));
        }
        Ok(None)
    }

    /// So many bytes from the beginning, or a little more; fewer only if the body is shorter.
    pub async fn head(&mut self, length: usize) -> Result<Bytes, Trouble> {
        let announced = usize::try_from(self.body.size_hint().lower()).unwrap_or(usize::MAX);
        let mut bytes = Vec::with_capacity(announced.min(self.left).min(length));
        while bytes.len() < length
            && let Some(piece) = self.next().await?
        {
            bytes.extend_from_slice(&piece);
        }
        Ok(bytes.into())
    }

    async fn all(&mut self) -> Result<Bytes, Trouble> {
        self.head(usize::MAX).await
    }

    /// Takes the rest off the line.
    pub fn discard(self) {
        discard(self.body);
    }
}

/// Takes what is left of a refused body off the line without keeping it, in the background: a connection that is
/// closed with bytes unread is reset, and a client that is still sending would see that in place of the refusal.
pub(super) fn discard(mut body: Body) {
    tokio::spawn(timeout(LINGER, async move { while let Some(Ok(_)) = body.frame().await {} }));
}
