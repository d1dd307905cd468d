//! Where submissions are read and judged: beside the threads that answer, and only so many at a time.
//!
//! Bodies of different lengths wait apart, so that a small filing never waits for attachments. What is judged keeps its
//! place until it is done: a sender who has gone away does not make room for more work than the machine can do.

use super::problem::Trouble;
use axum::body::Bytes;
use std::sync::{Arc, LazyLock};
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

/// Places for short bodies, one for each processor, and for the two kinds of others, which leave half of the processors
/// alone.
static PLACES: LazyLock<[Arc<Semaphore>; 3]> = LazyLock::new(|| {
    let processors = available_parallelism().map_or(1, usize::from);
    let half = (processors / 2).max(1);
    [processors, half, half].map(|count| Arc::new(Semaphore::new(count)))
});

/// The places for bodies of that length.
fn places(length: usize) -> Arc<Semaphore> {
    let [short, middling, long] = &*PLACES;
    Arc::clone(match length {
        0..=SHORT => short,
        ..=MIDDLING => middling,
        _ => long,
    })
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
    let place = timeout(PATIENCE, places(body.len()).acquire_owned()).await;
    let place = place.map_err(|_| Trouble::Unavailable)?.map_err(|_| Trouble::Unavailable)?;
    let body = body.clone();
    let done = spawn_blocking(move || {
        let outcome = work(&body);
        drop(place);
        outcome
    });
    done.await.map_err(|_| Trouble::Unavailable)
}
