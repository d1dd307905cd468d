//! Erases submissions after the retention period, and files that no submission names.

use super::metrics::{Kind, Metrics};
use crate::server::http::Clock;
use crate::server::http::problem::RequestError;
use crate::server::store::{FileStore, Store};
use chrono::TimeDelta;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};

const INTERVAL: Duration = Duration::from_hours(1);
/// The age at which a file that no submission names is erased. With an hour between two rounds, it is erased
/// within a day.
pub const UNNAMED_FILE_AGE: TimeDelta = TimeDelta::hours(23);
/// The age at which the rest of an incomplete upload is erased.
const INCOMPLETE_FILE_AGE: TimeDelta = TimeDelta::days(1);

/// Erases expired data.
#[derive(Debug)]
pub struct Retention {
    pub store: Store,
    pub files: Arc<FileStore>,
    pub clock: Clock,
    pub metrics: Arc<Metrics>,
    /// The retention period of submissions; `None` to keep them.
    pub period: Option<TimeDelta>,
}

impl Retention {
    /// Erases expired data now, and then every hour.
    pub async fn run(self) {
        let mut ticks = interval(INTERVAL);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            // The error was logged. The next round tries again.
            let _ = self.erase_expired().await;
        }
    }

    async fn erase_expired(&self) -> Result<(), RequestError> {
        let now = self.clock.now();
        self.store.delete_expired_sessions(now.timestamp()).await?;
        let mut submissions = 0;
        if let Some(period) = self.period {
            while let batch @ 1.. = self.store.delete_before(now - period).await? {
                self.metrics.count_erased(Kind::Submission, batch);
                submissions += batch;
            }
        }
        let unnamed_age = self.period.map_or(UNNAMED_FILE_AGE, |period| period.min(UNNAMED_FILE_AGE));
        self.store.release_unnamed_files((now - unnamed_age).timestamp()).await?;
        let mut files = 0_u64;
        for number in self.store.erasable_files((now - INCOMPLETE_FILE_AGE).timestamp()).await? {
            erase_file(&self.store, &self.files, number).await?;
            self.metrics.count_erased(Kind::Attachment, 1);
            files += 1;
        }
        if submissions + files > 0 {
            tracing::info!(submissions, files, "erased");
        }
        Ok(())
    }
}

/// Erases a file without an id, then its row.
///
/// # Errors
/// `Unavailable` if the database or the attachment storage fails.
pub async fn erase_file(store: &Store, files: &FileStore, number: i64) -> Result<(), RequestError> {
    files.erase(number).await?;
    Ok(store.delete_file_row(number).await?)
}
