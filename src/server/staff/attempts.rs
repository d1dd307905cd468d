//! Slows down clients that guess the token: after ten wrong guesses, each further one blocks the client for twice as
//! long as the one before, up to a minute.

use super::super::client::Client;
use super::super::problem::Trouble;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// Wrong guesses before a client is blocked: people mistype.
const FREE_GUESSES: u32 = 10;
/// The longest time for which a wrong guess blocks its client.
const LONGEST: Duration = Duration::from_mins(1);
/// Wrong guesses are forgotten after this long without another one.
const MEMORY: Duration = Duration::from_mins(15);
/// Clients that are counted separately; further ones are counted together.
const MOST: usize = 10_000;

/// The wrong guesses of each client.
#[derive(Debug, Default)]
pub(in crate::server) struct Attempts(Mutex<HashMap<Client, Wrong>>);

#[derive(Debug)]
struct Wrong {
    times: u32,
    last: Instant,
}

impl Wrong {
    /// When the client may guess again.
    fn until(&self) -> Instant {
        let doublings = self.times.saturating_sub(FREE_GUESSES);
        let wait = if doublings == 0 { 0 } else { 1_u64.checked_shl(doublings - 1).unwrap_or(u64::MAX) };
        self.last + Duration::from_secs(wait).min(LONGEST)
    }
}

impl Attempts {
    /// Whether the client's guess is right. Guesses are checked one at a time, so that many at once are counted as well.
    ///
    /// # Errors
    /// `TooMany` if the client is blocked; its guess was not checked.
    pub fn guess(&self, client: Client, is_right: impl FnOnce() -> bool) -> Result<bool, Trouble> {
        let now = Instant::now();
        let mut all = self.all();
        let client = if all.len() < MOST || all.contains_key(&client) { client } else { Client::Unknown };
        let until = all.get(&client).map_or(now, Wrong::until);
        if until > now {
            return Err(Trouble::TooMany { seconds: (until - now).as_secs() + 1 });
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

    /// Forgets the clients that have not guessed for a while.
    pub fn tidy_up(&self) {
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

    /// How long the client has to wait, in seconds; its guess is not looked at.
    fn wait(attempts: &Attempts, client: Client) -> u64 {
        match attempts.guess(client, || panic!("looked at")) {
            Err(Trouble::TooMany { seconds }) => seconds,
            other => panic!("{other:?}"),
        }
    }

    #[tokio::test(start_paused = true)]
    async fn each_wrong_guess_costs_more_than_the_one_before() {
        let attempts = Attempts::default();
        for _ in 0..FREE_GUESSES {
            assert!(matches!(attempts.guess(CLIENT, || false), Ok(false)));
        }
        assert!(matches!(attempts.guess(CLIENT, || true), Ok(true)));
        for expect in [1, 2, 4, 8, 16, 32, 60, 60] {
            assert!(matches!(attempts.guess(CLIENT, || false), Ok(false)));
            assert_eq!(wait(&attempts, CLIENT), expect + 1);
            assert!(matches!(attempts.guess(Client::Unknown, || true), Ok(true)), "another client");
            advance(Duration::from_secs(expect)).await;
            attempts.tidy_up();
        }
        assert!(matches!(attempts.guess(CLIENT, || true), Ok(true)));
        advance(MEMORY).await;
        attempts.tidy_up();
        for _ in 0..FREE_GUESSES {
            assert!(matches!(attempts.guess(CLIENT, || false), Ok(false)));
        }
        assert!(matches!(attempts.guess(CLIENT, || true), Ok(true)));
    }

    #[tokio::test(start_paused = true)]
    async fn clients_beyond_number_share_one_account() {
        let attempts = Attempts::default();
        let client = |number: u32| Client::Network(Ipv4Addr::from_bits(number).into());
        for number in 0..=10_000 + FREE_GUESSES {
            assert!(matches!(attempts.guess(client(number), || false), Ok(false)));
        }
        assert!(attempts.all().len() <= MOST + 1);
        assert_eq!(wait(&attempts, client(u32::MAX)), 2);
        assert!(matches!(attempts.guess(client(0), || true), Ok(true)));
    }
}
