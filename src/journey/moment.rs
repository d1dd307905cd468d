//! The time and the random numbers that arrive with an event.

use crate::value::time::DateTime;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

/// Asia/Taipei is eight hours ahead of UTC, without summer time since 1980.
const OFFSET_HOURS: i64 = 8;
/// Upper bound of the random part of a wait, so that clients do not retry at the same time.
const JITTER_MS: u32 = 1000;

/// The circumstances of an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// Milliseconds since 1970.
    pub milliseconds: u64,
    /// Random bytes, fresh for each event.
    pub random: [u8; 16],
    /// Whether there is a network.
    pub is_online: bool,
}

impl Moment {
    /// Seconds since 1970.
    #[must_use]
    pub fn seconds(&self) -> u64 {
        self.milliseconds / 1000
    }

    /// Civil time in Asia/Taipei, to the second.
    #[must_use]
    pub fn now(&self) -> NaiveDateTime {
        let since = i64::try_from(self.seconds()).ok().and_then(TimeDelta::try_seconds).unwrap_or_default();
        let epoch = NaiveDate::default().and_time(NaiveTime::MIN);
        epoch.checked_add_signed(since + TimeDelta::hours(OFFSET_HOURS)).unwrap_or(epoch)
    }

    /// Today in Asia/Taipei.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.now().date()
    }

    /// The time as it is written in a submission. Empty for a clock outside of the years 1800 to 2200; the
    /// backend refuses such a submission.
    #[must_use]
    pub fn written(&self) -> String {
        DateTime::new(self.now()).map(|now| now.to_string()).unwrap_or_default()
    }

    /// A random number of milliseconds, below a second.
    #[must_use]
    pub fn jitter(&self) -> u32 {
        let [.., first, second] = self.random;
        u32::from(u16::from_be_bytes([first, second])) % JITTER_MS
    }

    /// A UUID, version 7 (RFC 9562, 5.7): the time in milliseconds, then the random bytes.
    #[must_use]
    pub fn new_id(&self) -> String {
        let mut bytes = self.random;
        for (byte, time) in bytes.iter_mut().zip(self.milliseconds.to_be_bytes().iter().skip(2)) {
            *byte = *time;
        }
        let [_, _, _, _, _, _, version, _, variant, ..] = &mut bytes;
        *version = 0x70 | (*version & 0x0f);
        *variant = 0x80 | (*variant & 0x3f);
        format_uuid(&bytes)
    }
}

fn format_uuid(bytes: &[u8; 16]) -> String {
    let mut text = String::with_capacity(36);
    for (index, byte) in bytes.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        for digit in [byte >> 4, byte & 0x0f] {
            text.extend(char::from_digit(u32::from(digit), 16));
        }
    }
    text
}
