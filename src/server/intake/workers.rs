//! The threads that parse and validate submissions. They are separate from the threads that serve requests,
//! and their number is limited.
//!
//! Bodies of different lengths wait in different queues, so that a small submission never waits for large
//! attachments. A task keeps its permit until it is done, even if the client disconnects, so that
//! disconnecting clients can't start more work than the computer can do.

use crate::server::http::problem::RequestError;
use axum::body::Bytes;
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// The longest body without files.
const SMALL_BYTES: usize = 64 * 1024;
/// The longest body with one or two photos.
const MEDIUM_BYTES: usize = 1024 * 1024;
/// The longest wait for a permit.
const QUEUE_TIMEOUT: Duration = Duration::from_secs(20);

/// The permits to run a task, by the length of the body.
#[derive(Debug)]
pub struct Workers {
    small: Arc<Semaphore>,
    medium: Arc<Semaphore>,
    large: Arc<Semaphore>,
}

impl Default for Workers {
    /// One permit per processor for small bodies, and one per two processors for medium and for large ones.
    fn default() -> Self {
        let processors = available_parallelism().map_or(1, usize::from);
        let permits = |count: usize| Arc::new(Semaphore::new(count.max(1)));
        Self { small: permits(processors), medium: permits(processors / 2), large: permits(processors / 2) }
    }
}

impl Workers {
    /// Runs a task over a body as soon as there is a permit.
    ///
    /// # Errors
    /// `Unavailable` if there is no permit in time, or the task panics. The panic's message is dropped, since
    /// it may contain an answer.
    pub async fn run<T: Send + 'static>(
        &self,
        body: &Bytes,
        task: impl FnOnce(&[u8]) -> T + Send + 'static,
    ) -> Result<T, RequestError> {
        let permits = if body.len() <= SMALL_BYTES {
            &self.small
        } else if body.len() <= MEDIUM_BYTES {
            &self.medium
        } else {
            &self.large
        };
        let permit = timeout(QUEUE_TIMEOUT, Arc::clone(permits).acquire_owned()).await;
        let permit = permit.map_err(|_| RequestError::Unavailable)?.map_err(|_| RequestError::Unavailable)?;
        let body = body.clone();
        let running = spawn_blocking(move || {
            let outcome = task(&body);
            drop(permit);
            outcome
        });
        running.await.map_err(|_| RequestError::Unavailable)
    }
}
