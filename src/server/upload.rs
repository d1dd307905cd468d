//! Reads a request's body within limits of length and patience.

use super::problem::Trouble;
use axum::body::{Body, Bytes, HttpBody};
use http_body_util::BodyExt;
use std::time::Duration;
use tokio::time::timeout;

/// A body may pause this long.
const PAUSE: Duration = Duration::from_secs(30);
/// A body may take this long in all, however steadily it trickles.
const WHOLE: Duration = Duration::from_mins(5);
/// What is left of a refused body is taken off the line for this long.
const LINGER: Duration = Duration::from_secs(10);

/// The whole body, of at most so many bytes.
pub(super) async fn read(mut body: Body, longest: usize) -> Result<Bytes, Trouble> {
    match timeout(WHOLE, frames(&mut body, longest)).await {
        Ok(Err(Trouble::TooLarge)) => {
            discard(body);
            Err(Trouble::TooLarge)
        }
        Ok(outcome) => outcome,
        Err(_) => Err(Trouble::TooSlow),
    }
}

async fn frames(body: &mut Body, longest: usize) -> Result<Bytes, Trouble> {
    let announced = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    if announced > longest {
        return Err(Trouble::TooLarge);
    }
    let mut bytes = Vec::with_capacity(announced);
    while let Some(frame) = timeout(PAUSE, body.frame()).await.map_err(|_| Trouble::TooSlow)? {
        let Ok(data) = frame.map_err(|_| Trouble::BrokenOff)?.into_data() else { continue };
        if data.len() > longest - bytes.len() {
            return Err(Trouble::TooLarge);
        }
        bytes.extend_from_slice(&data);
    }
    Ok(bytes.into())
}

/// Takes what is left of a refused body off the line without keeping it, in the background: a connection that is
/// closed with bytes unread is reset, and a client that is still sending would see that in place of the refusal.
pub(super) fn discard(mut body: Body) {
    tokio::spawn(timeout(LINGER, async move { while let Some(Ok(_)) = body.frame().await {} }));
}
