//! Time and chance from the browser. Civil time is that of Asia/Taipei, whatever the browser's zone.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use js_sys::Date;

/// Asia/Taipei has been eight hours ahead of UTC since 1980, without summer time.
const OFFSET_HOURS: i64 = 8;
/// Most milliseconds that are added to a wait by chance, so that not everybody comes back at once.
const JITTER: f64 = 1000.0;

/// Now, as civil time in Asia/Taipei, to the second.
pub fn now() -> NaiveDateTime {
    let epoch = NaiveDate::default().and_time(chrono::NaiveTime::MIN);
    let since = TimeDelta::try_seconds(i64::from(seconds())).unwrap_or_default();
    epoch + since + TimeDelta::hours(OFFSET_HOURS)
}

/// Seconds since 1970.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "holds until the year 2106")]
pub fn seconds() -> u32 {
    (Date::now() / 1000.0) as u32
}

/// Seconds until a date in the form of HTTP; 0 if it is past.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates")]
pub fn seconds_until(date: &str) -> Option<u32> {
    let until = Date::parse(date);
    (!until.is_nan()).then(|| ((until - Date::now()) / 1000.0) as u32)
}

/// A little chance, in milliseconds.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1000")]
pub fn jitter() -> u32 {
    (js_sys::Math::random() * JITTER) as u32
}

/// A UUID, version 7 (RFC 9562, 5.7): the time in milliseconds, then chance.
pub fn new_id() -> String {
    let mut bytes = [0_u8; 16];
    // On plain http the browser has no `randomUUID`, but it has this.
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "48 bits hold it")]
    let milliseconds = (Date::now() as u64).to_be_bytes();
    for (byte, time) in bytes.iter_mut().zip(milliseconds.iter().skip(2)) {
        *byte = *time;
    }
    let [.., seventh, _, ninth, _, _, _, _, _, _, _] = &mut bytes;
    *seventh = 0x70 | (*seventh & 0x0f);
    *ninth = 0x80 | (*ninth & 0x3f);
    format_uuid(&bytes)
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
