//! The server's idea of now: the system's clock, or a fixed moment in tests.

use chrono::{DateTime, FixedOffset};
use std::time::{SystemTime, UNIX_EPOCH};

/// Civil time in Taiwan, without daylight saving since 1980.
const TAIPEI: FixedOffset = match FixedOffset::east_opt(8 * 3600) {
    Some(offset) => offset,
    None => panic!("eight hours are a valid offset"),
};

/// Where the server takes the time from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// A clock that stands still.
    Fixed(DateTime<FixedOffset>),
}

impl Clock {
    /// The present moment in Asia/Taipei, in whole seconds.
    #[must_use]
    pub fn now(self) -> DateTime<FixedOffset> {
        match self {
            Self::System => {
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                let seconds = i64::try_from(since.as_secs()).unwrap_or_default();
                DateTime::from_timestamp(seconds, 0).unwrap_or_default().with_timezone(&TAIPEI)
            }
            Self::Fixed(moment) => moment.with_timezone(&TAIPEI),
        }
    }
}
