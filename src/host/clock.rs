//! The time and random bytes of the browser.

use crate::journey::Moment;
use js_sys::Date;

/// The circumstances of an event that happens now.
pub fn moment(is_online: bool) -> Moment {
    let mut random = [0_u8; 16];
    // Unlike `randomUUID`, this exists on plain http too.
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut random);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "48 bits are enough")]
    let milliseconds = Date::now() as u64;
    Moment { milliseconds, random, is_online }
}

/// A new UUID, version 7.
pub fn new_id() -> String {
    moment(true).new_id()
}

/// Seconds until a date in the format of HTTP; 0 if it is past.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates")]
pub fn seconds_until(date: &str) -> Option<u32> {
    let until = Date::parse(date);
    (!until.is_nan()).then(|| ((until - Date::now()) / 1000.0) as u32)
}
