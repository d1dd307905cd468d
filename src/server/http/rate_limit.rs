//! The rate limit: a number of requests per minute for each client, then 429.

use super::client::{Client, Proxies};
use super::language::accepted;
use super::problem::{ErrorResponse, RequestError};
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::sync::Arc;

/// Identifies clients and counts their requests.
#[derive(Debug)]
pub struct RateLimit {
    proxies: Proxies,
    /// The requests that each client has left, replenished one by one over a minute; `None` for no limit.
    limiter: Option<DefaultKeyedRateLimiter<Client>>,
}

impl RateLimit {
    /// A limit of `per_minute` requests, which may arrive all at once.
    pub fn new(proxies: Proxies, per_minute: Option<NonZeroU32>) -> Self {
        let limiter = per_minute.map(|requests| RateLimiter::keyed(Quota::per_minute(requests)));
        Self { proxies, limiter }
    }

    /// Counts one request of that client. Local programs are not limited.
    ///
    /// # Errors
    /// `TooManyRequests` if the client has none left.
    fn count(&self, client: Client) -> Result<(), RequestError> {
        let Some(limiter) = self.limiter.as_ref().filter(|_| client != Client::Local) else { return Ok(()) };
        limiter.check_key(&client).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            RequestError::TooManyRequests { retry_after: wait.as_secs() + 1 }
        })
    }

    /// Removes the records of clients that have all of their requests left.
    pub fn remove_inactive(&self) {
        self.limiter.iter().for_each(DefaultKeyedRateLimiter::retain_recent);
    }
}

/// Middleware for every route, which also adds the `Client` to the request's extensions.
pub async fn limit(
    State(limit): State<Arc<RateLimit>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    mut request: Request,
    next: Next,
) -> Result<Response, ErrorResponse> {
    let client = limit.proxies.client(peer.ip(), request.headers());
    let language = accepted(request.headers());
    limit.count(client).map_err(|error| error.in_language(language))?;
    request.extensions_mut().insert(client);
    Ok(next.run(request).await)
}
