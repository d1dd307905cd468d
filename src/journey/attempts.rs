//! Attempts at one request: when the next one is made, and when they end.

use crate::reply::{MAX_WAIT_SECONDS, Reply};

/// The maximum number of attempts before the person must act.
const MOST_ATTEMPTS: u32 = 4;
/// Seconds within which attempts are made, unless `Retry-After` requires a longer wait.
const ATTEMPTS_WITHIN_SECONDS: u64 = 120;

/// The attempts at one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempts {
    /// When they began, in seconds since 1970.
    started: u64,
    /// Attempts that were answered or failed.
    made: u32,
    /// Whether new headers were requested after a 401 or 403.
    has_renewed_headers: bool,
}

/// The reason why no request is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of the fields are enough")]
pub enum Pause {
    /// The next attempt follows after so many seconds.
    Waiting(u32),
    /// There is no network. `sent` is true if an attempt was made before.
    Offline { sent: bool },
}

/// The next step after an attempt that was not confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Make another attempt at once.
    Now,
    /// Make another attempt after so many seconds.
    After(u32),
    /// Make no further attempt.
    Never,
}

impl Attempts {
    /// Starts at this time, in seconds since 1970.
    #[must_use]
    pub fn start(seconds: u64) -> Self {
        Self { started: seconds, made: 0, has_renewed_headers: false }
    }

    /// Returns whether an attempt was made.
    #[must_use]
    pub fn any(&self) -> bool {
        self.made > 0 || self.has_renewed_headers
    }

    /// Records the outcome of an attempt at this time, in seconds since 1970.
    pub fn record(&mut self, reply: &Reply, seconds: u64) -> Next {
        if matches!(reply, Reply::SignIn) && !self.has_renewed_headers {
            // The host page's function may return new headers now.
            self.has_renewed_headers = true;
            return Next::Now;
        }
        self.made += 1;
        let wait = wait_seconds(reply, self.made);
        // A wait by `Retry-After` may exceed the two minutes.
        let is_asked_for = matches!(reply, Reply::Busy(Some(_)));
        let is_in_time =
            seconds.saturating_sub(self.started).saturating_add(u64::from(wait)) <= ATTEMPTS_WITHIN_SECONDS;
        if reply.may_retry() && self.made < MOST_ATTEMPTS && (is_asked_for || is_in_time) {
            Next::After(wait)
        } else {
            Next::Never
        }
    }
}

/// Returns the seconds until the next attempt: those of `Retry-After`, else twice as many as before the last
/// attempt.
fn wait_seconds(reply: &Reply, made: u32) -> u32 {
    match reply {
        Reply::Busy(Some(seconds)) => (*seconds).min(MAX_WAIT_SECONDS),
        _ => 1 << made,
    }
}
