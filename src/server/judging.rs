//! Where submissions are read and judged: beside the threads that answer, and only so many at a time.
//!
//! Bodies of different lengths wait apart, so that a small filing never waits for attachments. What is judged keeps its
//! place until it is done: a sender who has gone away does not make room for more work than the machine can do.

use super::problem::Trouble;
use axum::body::Bytes;
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// Bytes of a body without files, and of one with a photo or two.
const SHORT: usize = 64 * 1024;
const MIDDLING: usize = 1024 * 1024;
/// Longest wait for a place; then the sender is asked to come back.
const PATIENCE: Duration = Duration::from_secs(20);

/// A portal's places, by the length of the body.
#[derive(Debug)]
pub(super) struct Judging {
    short: Arc<Semaphore>,
    middling: Arc<Semaphore>,
    long: Arc<Semaphore>,
}

impl Default for Judging {
    /// A place for each processor; for bodies that are not short, for half of them.
    fn default() -> Self {
        let processors = available_parallelism().map_or(1, usize::from);
        let places = |count: usize| Arc::new(Semaphore::new(count.max(1)));
        Self { short: places(processors), middling: places(processors / 2), long: places(processors / 2) }
    }
}

impl Judging {
    /// Runs work over a body once there is a place for it.
    ///
    /// # Errors
    /// `Unavailable` if no place becomes free in time, or the work panics. The error would quote the panic's message,
    /// which may quote an answer, and is dropped.
    pub async fn run<T: Send + 'static>(
        &self,
        body: &Bytes,
        work: impl FnOnce(&[u8]) -> T + Send + 'static,
    ) -> Result<T, Trouble> {
        let places = if body.len() <= SHORT {
            &self.short
        } else if body.len() <= MIDDLING {
            &self.middling
        } else {
            &self.long
        };
        let place = timeout(PATIENCE, Arc::clone(places).acquire_owned()).await;
        let place = place.map_err(|_| Trouble::Unavailable)?.map_err(|_| Trouble::Unavailable)?;
        let body = body.clone();
        let done = spawn_blocking(move || {
            let outcome = work(&body);
            drop(place);
            outcome
        });
        done.await.map_err(|_| Trouble::Unavailable)
    }
}
