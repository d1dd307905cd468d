//! The `Idempotency-Key` header.

use axum::http::HeaderMap;

/// The longest key. A UUID has 36 characters.
const MAX_KEY_LEN: usize = 64;

/// Returns the key without its quotes (a string of RFC 9651); `None` unless there is exactly one such header.
pub fn idempotency_key(headers: &HeaderMap) -> Option<&str> {
    let mut keys = headers.get_all("idempotency-key").iter();
    let key = keys.next().filter(|_| keys.next().is_none())?.to_str().ok()?;
    let key = key.trim().strip_prefix('"')?.strip_suffix('"')?;
    let is_plain = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (is_plain && (1..=MAX_KEY_LEN).contains(&key.len())).then_some(key)
}
