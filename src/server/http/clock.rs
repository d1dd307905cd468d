//! The server's current time: the system's clock, or a fixed time in tests.

use chrono::{DateTime, FixedOffset};
use std::time::{SystemTime, UNIX_EPOCH};

/// Civil time in Taiwan, which has had no daylight saving time since 1980.
const TAIPEI: FixedOffset = match FixedOffset::east_opt(8 * 3600) {
    Some(offset) => offset,
    None => panic!("eight hours are a valid offset"),
};

/// The source of the current time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clock {
    /// The system's clock.
    #[default]
    System,
    /// A fixed time.
    Fixed(DateTime<FixedOffset>),
}

impl Clock {
    /// The current time in Asia/Taipei, in whole seconds.
    #[must_use]
    pub fn now(self) -> DateTime<FixedOffset> {
        match self {
            Self::System => {
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                let seconds = i64::try_from(since.as_secs()).unwrap_or_default();
                DateTime::from_timestamp(seconds, 0).unwrap_or_default().with_timezone(&TAIPEI)
            }
            Self::Fixed(time) => time.with_timezone(&TAIPEI),
        }
    }
}
