//! Slows down clients that guess the token: after ten wrong guesses, each further one blocks the client for
//! twice as long as the one before, up to a minute.

use crate::server::http::client::Client;
use crate::server::http::problem::RequestError;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// Wrong guesses before a client is blocked, since people mistype.
const FREE_GUESSES: u32 = 10;
/// The longest time for which a wrong guess blocks its client.
const MAX_BLOCK: Duration = Duration::from_mins(1);
/// Wrong guesses are forgotten after this long without another one.
const MEMORY: Duration = Duration::from_mins(15);
/// Clients that are counted separately. Further ones are counted together.
const MAX_CLIENTS: usize = 10_000;

/// The wrong guesses of each client.
#[derive(Debug, Default)]
pub struct Attempts(Mutex<HashMap<Client, Wrong>>);

#[derive(Debug)]
struct Wrong {
    times: u32,
    last: Instant,
}

impl Wrong {
    /// Returns when the client may guess again.
    fn until(&self) -> Instant {
        let doublings = self.times.saturating_sub(FREE_GUESSES);
        let wait = if doublings == 0 { 0 } else { 1_u64.checked_shl(doublings - 1).unwrap_or(u64::MAX) };
        self.last + Duration::from_secs(wait).min(MAX_BLOCK)
    }
}

impl Attempts {
    /// Returns whether the client's guess is right. Guesses are checked one at a time, so that concurrent
    /// ones are counted as well.
    ///
    /// # Errors
    /// `TooManyRequests` if the client is blocked. Its guess was not checked.
    pub fn check(&self, client: Client, is_right: impl FnOnce() -> bool) -> Result<bool, RequestError> {
        let now = Instant::now();
        let mut all = self.all();
        let client =
            if all.len() < MAX_CLIENTS || all.contains_key(&client) { client } else { Client::Unknown };
        let until = all.get(&client).map_or(now, Wrong::until);
        if until > now {
            return Err(RequestError::TooManyRequests { retry_after: (until - now).as_secs() + 1 });
        }
        if is_right() {
            return Ok(true);
        }
        let wrong = all.entry(client).or_insert(Wrong { times: 0, last: now });
        wrong.times = wrong.times.saturating_add(1);
        wrong.last = now;
        tracing::warn!(times = wrong.times, "a wrong staff token");
        Ok(false)
    }

    /// Removes the records of clients that have not guessed for a while.
    pub fn remove_inactive(&self) {
        self.all().retain(|_, wrong| wrong.last.elapsed() < MEMORY);
    }

    fn all(&self) -> MutexGuard<'_, HashMap<Client, Wrong>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;
    use tokio::time::advance;

    const CLIENT: Client = Client::Local;

    /// Returns the seconds for which the client is blocked.
    fn retry_after(attempts: &Attempts, client: Client) -> u64 {
        match attempts.check(client, || panic!("the guess was checked")) {
            Err(RequestError::TooManyRequests { retry_after }) => retry_after,
            other => panic!("{other:?}"),
        }
    }

    #[tokio::test(start_paused = true)]
    async fn each_wrong_guess_blocks_for_longer() {
        let attempts = Attempts::default();
        for _ in 0..FREE_GUESSES {
            assert!(matches!(attempts.check(CLIENT, || false), Ok(false)));
        }
        assert!(matches!(attempts.check(CLIENT, || true), Ok(true)));
        for expect in [1, 2, 4, 8, 16, 32, 60, 60] {
            assert!(matches!(attempts.check(CLIENT, || false), Ok(false)));
            assert_eq!(retry_after(&attempts, CLIENT), expect + 1);
            assert!(matches!(attempts.check(Client::Unknown, || true), Ok(true)), "another client");
            advance(Duration::from_secs(expect)).await;
            attempts.remove_inactive();
        }
        assert!(matches!(attempts.check(CLIENT, || true), Ok(true)));
        advance(MEMORY).await;
        attempts.remove_inactive();
        for _ in 0..FREE_GUESSES {
            assert!(matches!(attempts.check(CLIENT, || false), Ok(false)));
        }
        assert!(matches!(attempts.check(CLIENT, || true), Ok(true)));
    }

    #[tokio::test(start_paused = true)]
    async fn excess_clients_are_counted_together() {
        let attempts = Attempts::default();
        let client = |number: u32| Client::Network(Ipv4Addr::from_bits(number).into());
        for number in 0..=10_000 + FREE_GUESSES {
            assert!(matches!(attempts.check(client(number), || false), Ok(false)));
        }
        assert!(attempts.all().len() <= MAX_CLIENTS + 1);
        assert_eq!(retry_after(&attempts, client(u32::MAX)), 2);
        assert!(matches!(attempts.check(client(0), || true), Ok(true)));
    }
}
