//! The time and random bytes of the browser.

use super::element::Host;
use crate::journey::Moment;
use js_sys::Date;

/// The circumstances of an event that happens now.
pub fn moment(host: &Host) -> Moment {
    let mut random = [0_u8; 16];
    host.random(random.len()).copy_to(&mut random);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "48 bits are enough")]
    let milliseconds = Date::now() as u64;
    Moment { milliseconds, random, is_online: host.is_online() }
}

/// Seconds until a date in the format of HTTP; 0 if it is past.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates")]
pub fn seconds_until(date: &str) -> Option<u32> {
    let until = Date::parse(date);
    (!until.is_nan()).then(|| ((until - Date::now()) / 1000.0) as u32)
}
