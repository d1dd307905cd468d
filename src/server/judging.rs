//! Where submissions are read and judged: beside the threads that answer, and only so many at a time.
//!
//! Short and long bodies wait apart, so that a small filing never waits for attachments. What is judged keeps its place
//! until it is done: a sender who has gone away does not make room for more work than the machine can do.

use super::problem::Trouble;
use axum::body::Bytes;
use std::sync::{Arc, LazyLock};
use std::thread::available_parallelism;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// Bytes of a short body: one without files.
const SHORT: usize = 64 * 1024;
/// Longest wait for a place; then the sender is asked to come back.
const PATIENCE: Duration = Duration::from_secs(20);

/// Places for short bodies, one for each processor.
static SHORT_ONES: LazyLock<Arc<Semaphore>> = LazyLock::new(|| places(processors()));
/// Places for long bodies, which leave half of the processors to the others.
static LONG_ONES: LazyLock<Arc<Semaphore>> = LazyLock::new(|| places((processors() / 2).max(1)));

fn places(count: usize) -> Arc<Semaphore> {
    Arc::new(Semaphore::new(count))
}

fn processors() -> usize {
    available_parallelism().map_or(1, usize::from)
}

/// Runs work over a body once there is a place for it.
///
/// # Errors
/// `Unavailable` if no place becomes free in time, or the work panics. The error would quote the panic's message, which
/// may quote an answer, and is dropped.
pub(super) async fn judged<T: Send + 'static>(
    body: &Bytes,
    work: impl FnOnce(&[u8]) -> T + Send + 'static,
) -> Result<T, Trouble> {
    let places = if body.len() <= SHORT { &SHORT_ONES } else { &LONG_ONES };
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
