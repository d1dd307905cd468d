//! Erases what is not to be kept: submissions after the portal's own period, and files that belong to none.

use super::attachments;
use super::metrics::Kind;
use super::portal::Portal;
use super::problem::Trouble;
use chrono::TimeDelta;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};

const HOURLY: Duration = Duration::from_hours(1);
/// The age at which a file that no submission names is erased. With the hour between two rounds, it is gone within a day.
pub(super) const UNNAMED: TimeDelta = TimeDelta::hours(23);
/// A file that has not arrived whole by then never will.
const ARRIVES_WITHIN: TimeDelta = TimeDelta::days(1);

/// Erases at once, and then every hour.
pub(super) async fn keep_house(portal: Portal) {
    let mut hourly = interval(HOURLY);
    hourly.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        hourly.tick().await;
        // What failed was logged, and is tried again in an hour.
        let _ = erase(&portal).await;
    }
}

async fn erase(portal: &Portal) -> Result<(), Trouble> {
    let now = portal.clock().now();
    portal.store().forget_sessions(now.timestamp()).await?;
    let mut submissions = 0;
    if let Some(kept) = portal.retention() {
        while let batch @ 1.. = portal.store().delete_before(now - kept).await? {
            portal.metrics().erased(Kind::Submission, batch);
            submissions += batch;
        }
    }
    let unnamed = portal.retention().map_or(UNNAMED, |kept| kept.min(UNNAMED));
    portal.store().release_files((now - unnamed).timestamp()).await?;
    let mut files = 0_u64;
    for number in portal.store().strays((now - ARRIVES_WITHIN).timestamp()).await? {
        attachments::erase(portal, number).await?;
        portal.metrics().erased(Kind::Attachment, 1);
        files += 1;
    }
    if submissions + files > 0 {
        tracing::info!(submissions, files, "erased");
    }
    Ok(())
}
