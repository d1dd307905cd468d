//! Reads request bodies within limits of length and time.

use super::problem::RequestError;
use axum::body::{Body, Bytes, HttpBody};
use http_body_util::BodyExt;
use std::time::Duration;
use tokio::time::{Instant, timeout, timeout_at};

/// The longest pause within a body.
const PAUSE_TIMEOUT: Duration = Duration::from_secs(20);
/// A body may take this long, plus a second for each `BYTES_PER_SECOND` that have arrived.
const GRACE: Duration = Duration::from_secs(20);
const BYTES_PER_SECOND: usize = 2 * 1024;
/// The longest time for a whole body.
const BODY_TIMEOUT: Duration = Duration::from_mins(5);
/// The time for which the rest of a refused body is read and dropped.
const DISCARD_TIMEOUT: Duration = Duration::from_secs(10);

/// Reads a body of at most `limit` bytes. Large bodies need a memory budget, which this function does not
/// check.
///
/// # Errors
/// The body is too large, too slow or incomplete.
pub async fn read(body: Body, limit: usize) -> Result<Bytes, RequestError> {
    let mut reader = BodyReader::new(body, limit);
    let outcome = async {
        let mut bytes = Vec::with_capacity(reader.announced()?);
        while let Some(chunk) = reader.next().await? {
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes.into())
    }
    .await;
    if matches!(outcome, Err(RequestError::BodyTooLarge)) {
        reader.discard();
    }
    outcome
}

/// Reads a body chunk by chunk.
pub struct BodyReader {
    body: Body,
    limit: usize,
    received: usize,
    started: Instant,
}

impl BodyReader {
    /// A reader for a body of at most `limit` bytes.
    pub fn new(body: Body, limit: usize) -> Self {
        Self { body, limit, received: 0, started: Instant::now() }
    }

    /// The limit in bytes.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// The bytes that have arrived.
    pub fn received(&self) -> usize {
        self.received
    }

    /// Returns the least number of bytes still to come, by `Content-Length`.
    ///
    /// # Errors
    /// `BodyTooLarge` if they exceed the limit.
    pub fn announced(&self) -> Result<usize, RequestError> {
        let announced =
            usize::try_from(self.body.size_hint().lower()).map_err(|_| RequestError::BodyTooLarge)?;
        let fits = announced <= self.limit - self.received;
        if fits { Ok(announced) } else { Err(RequestError::BodyTooLarge) }
    }

    /// Returns the largest length that the whole body can have.
    pub fn max_len(&self) -> usize {
        let to_come = self.body.size_hint().upper().and_then(|upper| usize::try_from(upper).ok());
        to_come.map_or(self.limit, |to_come| self.received.saturating_add(to_come).min(self.limit))
    }

    /// Returns the next chunk; `None` at the end. A body whose announced length exceeds the limit is refused
    /// unread.
    ///
    /// # Errors
    /// The body is too large, too slow or incomplete.
    pub async fn next(&mut self) -> Result<Option<Bytes>, RequestError> {
        self.announced()?;
        loop {
            let until = self.deadline().min(Instant::now() + PAUSE_TIMEOUT);
            let frame = timeout_at(until, self.body.frame()).await.map_err(|_| RequestError::BodyTimeout)?;
            let Some(frame) = frame else { return Ok(None) };
            let Ok(data) = frame.map_err(|_| RequestError::BodyIncomplete)?.into_data() else { continue };
            if data.len() > self.limit - self.received {
                return Err(RequestError::BodyTooLarge);
            }
            self.received += data.len();
            return Ok(Some(data));
        }
    }

    /// Returns the time by which more bytes must arrive.
    fn deadline(&self) -> Instant {
        let earned = Duration::from_secs((self.received / BYTES_PER_SECOND) as u64);
        self.started + (GRACE + earned).min(BODY_TIMEOUT)
    }

    /// Reads whole chunks until there are `length` bytes or the body ends.
    ///
    /// # Errors
    /// As `next`.
    pub async fn head(&mut self, length: usize) -> Result<Bytes, RequestError> {
        let mut bytes = Vec::with_capacity(self.announced()?.min(length));
        while bytes.len() < length
            && let Some(chunk) = self.next().await?
        {
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes.into())
    }

    /// Drops the rest of the body.
    pub fn discard(self) {
        discard(self.body);
    }
}

/// Reads and drops the rest of a refused body in the background. A connection that is closed with unread
/// bytes is reset, and a client that is still sending would see the reset instead of the response.
pub fn discard(mut body: Body) {
    tokio::spawn(timeout(DISCARD_TIMEOUT, async move { while let Some(Ok(_)) = body.frame().await {} }));
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use futures_util::stream::unfold;
    use std::convert::Infallible;
    use tokio::time::sleep;

    const LIMIT: usize = 1024 * 1024;

    /// A body of `chunks` chunks of that length, each after a pause of that many seconds.
    pub fn slow_body(chunks: usize, length: usize, seconds: u64) -> Body {
        Body::from_stream(unfold(0, move |sent| async move {
            sleep(Duration::from_secs(seconds)).await;
            (sent < chunks).then(|| (Ok::<_, Infallible>(vec![b' '; length]), sent + 1))
        }))
    }

    /// Bodies, with their outcome and the seconds until then. The clock is paused: it advances when all tasks
    /// are idle.
    #[tokio::test(start_paused = true)]
    async fn slow_bodies_are_refused() {
        for (name, body, expect, seconds) in [
            ("at once", slow_body(1, LIMIT, 0), Some(LIMIT), 0),
            ("small and slow", slow_body(9, 10, 2), Some(90), 20),
            ("one byte per second", slow_body(LIMIT, 1, 1), None, 20),
            ("fast enough", slow_body(60, 4096, 2), Some(60 * 4096), 122),
            ("not fast enough", slow_body(600, 1024, 1), None, 39),
            ("a long pause", slow_body(2, 64 * 1024, 21), None, 20),
            ("fast enough, but endless", slow_body(LIMIT, 2048, 1), None, 300),
        ] {
            let started = Instant::now();
            let outcome = read(body, LIMIT).await;
            let elapsed = started.elapsed().as_secs();
            assert_eq!((outcome.as_ref().ok().map(Bytes::len), elapsed), (expect, seconds), "{name}");
            assert!(matches!(outcome, Ok(_) | Err(RequestError::BodyTimeout)), "{name}: {outcome:?}");
        }
    }

    #[tokio::test]
    async fn large_bodies_are_refused() {
        for (name, body, expect) in [
            ("announced", Body::from(vec![b' '; LIMIT]), Some(LIMIT)),
            ("announced as too large", Body::from(vec![b' '; LIMIT + 1]), None),
            ("not announced", slow_body(2, LIMIT / 2, 0), Some(LIMIT)),
            ("too large, not announced", slow_body(3, LIMIT / 2, 0), None),
        ] {
            let outcome = read(body, LIMIT).await;
            assert_eq!(outcome.as_ref().ok().map(Bytes::len), expect, "{name}");
            assert!(matches!(outcome, Ok(_) | Err(RequestError::BodyTooLarge)), "{name}: {outcome:?}");
        }
    }
}
