//! The rate limit: a number of requests a minute for each client, then 429.

use super::client::Client;
use super::portal::Portal;
use super::problem::{Problem, Trouble};
use super::words::Language;
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::net::SocketAddr;
use std::num::NonZeroU32;

/// The requests that each client has left. They are replenished one by one over a minute.
#[derive(Debug)]
pub(super) struct Limit(DefaultKeyedRateLimiter<Client>);

impl Limit {
    /// A limit of so many requests a minute, which may come all at once.
    pub fn new(per_minute: NonZeroU32) -> Self {
        Self(RateLimiter::keyed(Quota::per_minute(per_minute)))
    }

    /// Counts one request of that client. Local programs are not limited.
    ///
    /// # Errors
    /// `TooMany` if the client has none left.
    fn take(&self, client: Client) -> Result<(), Trouble> {
        if client == Client::Local {
            return Ok(());
        }
        self.0.check_key(&client).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            Trouble::TooMany { seconds: wait.as_secs() + 1 }
        })
    }

    /// Forgets the clients that have all of their requests left.
    pub fn tidy_up(&self) {
        self.0.retain_recent();
    }
}

/// Middleware around every route, which also adds the `Client` to the request's extensions.
pub(super) async fn each_client(
    State(portal): State<Portal>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    mut request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let client = portal.proxies().client(peer.ip(), request.headers());
    if let Some(limit) = portal.limit() {
        let language = Language::of_request(request.headers());
        limit.take(client).map_err(|trouble| trouble.told_in(language))?;
    }
    request.extensions_mut().insert(client);
    Ok(next.run(request).await)
}
