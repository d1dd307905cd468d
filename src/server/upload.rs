//! Reads a request's body within limits of length, memory and time.

use super::budget::{Budget, SMALL};
use super::problem::Trouble;
use axum::body::{Body, Bytes, HttpBody};
use http_body_util::BodyExt;
use std::time::Duration;
use tokio::time::{Instant, timeout, timeout_at};

/// A body may pause this long.
const PAUSE: Duration = Duration::from_secs(20);
/// A body may take this long, and a second more for each `BYTES_PER_SECOND` that have arrived.
const GRACE: Duration = Duration::from_secs(20);
const BYTES_PER_SECOND: usize = 2 * 1024;
/// A body may take this long in all.
const WHOLE: Duration = Duration::from_mins(5);
/// What is left of a refused body is taken off the line for this long.
const LINGER: Duration = Duration::from_secs(10);

/// The whole body, of at most so many bytes, in memory of that budget.
pub(super) async fn read(body: Body, longest: usize, budget: &Budget) -> Result<Bytes, Trouble> {
    let mut pieces = Pieces::of(body, longest);
    let outcome = pieces.all(budget).await;
    if matches!(outcome, Err(Trouble::TooLarge | Trouble::Busy)) {
        pieces.discard();
    }
    outcome
}

/// A body that is read piece by piece.
pub(super) struct Pieces {
    body: Body,
    longest: usize,
    /// Bytes that have arrived.
    taken: usize,
    started: Instant,
}

impl Pieces {
    /// The pieces of a body of at most so many bytes.
    pub fn of(body: Body, longest: usize) -> Self {
        Self { body, longest, taken: 0, started: Instant::now() }
    }

    /// The least number of bytes still to come, by `Content-Length`.
    pub fn announced(&self) -> Result<usize, Trouble> {
        let announced = usize::try_from(self.body.size_hint().lower()).map_err(|_| Trouble::TooLarge)?;
        if announced <= self.longest - self.taken { Ok(announced) } else { Err(Trouble::TooLarge) }
    }

    /// The largest length that the whole body can have.
    pub fn at_most(&self) -> usize {
        let to_come = self.body.size_hint().upper().and_then(|upper| usize::try_from(upper).ok());
        to_come.map_or(self.longest, |to_come| self.taken.saturating_add(to_come).min(self.longest))
    }

    /// The next piece; `None` at the end. A body that is announced as too long is refused before it is read.
    pub async fn next(&mut self) -> Result<Option<Bytes>, Trouble> {
        self.announced()?;
        loop {
            let until = self.deadline().min(Instant::now() + PAUSE);
            let frame = timeout_at(until, self.body.frame()).await.map_err(|_| Trouble::TooSlow)?;
            let Some(frame) = frame else { return Ok(None) };
            let Ok(data) = frame.map_err(|_| Trouble::BrokenOff)?.into_data() else { continue };
            if data.len() > self.longest - self.taken {
                return Err(Trouble::TooLarge);
            }
            self.taken += data.len();
            return Ok(Some(data));
        }
    }

    /// The time by which more must arrive, or the body is too slow.
    fn deadline(&self) -> Instant {
        let earned = Duration::from_secs((self.taken / BYTES_PER_SECOND) as u64);
        self.started + (GRACE + earned).min(WHOLE)
    }

    /// So many bytes from the beginning, or a little more; fewer only if the body is shorter.
    pub async fn head(&mut self, length: usize) -> Result<Bytes, Trouble> {
        let mut bytes = Vec::with_capacity(self.announced()?.min(length));
        while bytes.len() < length
            && let Some(piece) = self.next().await?
        {
            bytes.extend_from_slice(&piece);
        }
        Ok(bytes.into())
    }

    async fn all(&mut self, budget: &Budget) -> Result<Bytes, Trouble> {
        let announced = self.announced()?;
        let mut memory = (announced > SMALL).then(|| budget.reserve(announced)).transpose()?;
        let mut bytes = Vec::with_capacity(announced);
        while let Some(piece) = self.next().await? {
            if memory.is_none() && self.taken > SMALL {
                // Its length was not announced.
                memory = Some(budget.reserve(self.longest)?);
                bytes.reserve_exact(self.longest - bytes.len());
            }
            bytes.extend_from_slice(&piece);
        }
        Ok(match memory {
            Some(memory) => memory.holding(bytes),
            None => bytes.into(),
        })
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

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::stream::unfold;
    use std::convert::Infallible;
    use tokio::time::sleep;

    const LONGEST: usize = 1024 * 1024;

    /// A body of so many pieces of that length, each after that many seconds.
    fn body(pieces: usize, length: usize, seconds: u64) -> Body {
        Body::from_stream(unfold(0, move |sent| async move {
            sleep(Duration::from_secs(seconds)).await;
            (sent < pieces).then(|| (Ok::<_, Infallible>(vec![b' '; length]), sent + 1))
        }))
    }

    /// Bodies, with their outcome and the seconds until then. The clock is paused: it advances when all tasks are idle.
    #[tokio::test(start_paused = true)]
    async fn slow_bodies_are_refused() {
        let budget = Budget::new(LONGEST as u64);
        for (name, body, expect, seconds) in [
            ("at once", body(1, LONGEST, 0), Some(LONGEST), 0),
            ("a small one, slowly", body(9, 10, 2), Some(90), 20),
            ("a byte a second", body(LONGEST, 1, 1), None, 20),
            ("fast enough", body(60, 4096, 2), Some(60 * 4096), 122),
            ("not fast enough", body(600, 1024, 1), None, 39),
            ("a long pause", body(2, 64 * 1024, 21), None, 20),
            ("fast enough, but without an end", body(LONGEST, 2048, 1), None, 300),
        ] {
            let started = Instant::now();
            let outcome = read(body, LONGEST, &budget).await;
            let took = started.elapsed().as_secs();
            assert_eq!((outcome.as_ref().ok().map(Bytes::len), took), (expect, seconds), "{name}");
            assert!(matches!(outcome, Ok(_) | Err(Trouble::TooSlow)), "{name}: {outcome:?}");
        }
    }

    #[tokio::test]
    async fn large_bodies_take_memory_of_the_budget() {
        let budget = Budget::new(LONGEST as u64);
        let half = budget.reserve(LONGEST / 2);
        for (name, body, expect) in [
            ("small", Body::from(vec![b' '; SMALL]), Ok(SMALL)),
            ("small, unannounced", body(2, SMALL / 2, 0), Ok(SMALL)),
            ("half", Body::from(vec![b' '; LONGEST / 2]), Ok(LONGEST / 2)),
            ("more than half", Body::from(vec![b' '; LONGEST / 2 + 1]), Err("Busy")),
            ("large, unannounced", body(3, SMALL / 2, 0), Err("Busy")),
            ("too large", Body::from(vec![b' '; LONGEST + 1]), Err("TooLarge")),
        ] {
            let outcome = read(body, LONGEST, &budget).await;
            let outcome = outcome.map(|bytes| bytes.len()).map_err(|trouble| format!("{trouble:?}"));
            assert_eq!(outcome.as_ref().map_err(String::as_str).copied(), expect, "{name}");
        }
        drop(half);
        assert!(read(body(3, SMALL / 2, 0), LONGEST, &budget).await.is_ok());
        assert!(matches!(read(body(33, SMALL / 2, 0), LONGEST, &budget).await, Err(Trouble::TooLarge)));
    }
}
