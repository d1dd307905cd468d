//! Erases what is not to be kept: submissions after the portal's own period, and files that belong to none.

use super::metrics::Kind;
use super::portal::Portal;
use super::problem::Trouble;
use chrono::TimeDelta;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};

const DAILY: Duration = Duration::from_hours(24);
/// A file that no submission names is kept as long as a filing may wait in somebody's browser.
const UNNAMED: TimeDelta = TimeDelta::days(30);
/// A file that has not arrived whole by then never will.
const ARRIVES_WITHIN: TimeDelta = TimeDelta::days(1);

/// Erases at once, and then every day.
pub(super) async fn keep_house(portal: Portal) {
    let mut daily = interval(DAILY);
    daily.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        daily.tick().await;
        // What failed was logged, and is tried again tomorrow.
        let _ = erase(&portal).await;
    }
}

async fn erase(portal: &Portal) -> Result<(), Trouble> {
    let now = portal.clock().now();
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
        portal.storage().erase(number).await?;
        portal.store().forget_file(number).await?;
        portal.metrics().erased(Kind::Attachment, 1);
        files += 1;
    }
    if submissions + files > 0 {
        tracing::info!(submissions, files, "erased");
    }
    Ok(())
}
