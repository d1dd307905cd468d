//! Keeps one address from taking all of the portal's time: so many requests a minute, and then 429.

use super::loopback::is_forwarded;
use super::portal::Portal;
use super::problem::{Problem, Trouble};
use super::words::Language;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::time::Duration;
use tokio::time::interval;

/// How many requests each address has left. They come back one by one over a minute.
#[derive(Debug)]
pub(super) struct Limit(DefaultKeyedRateLimiter<IpAddr>);

impl Limit {
    /// So many requests a minute, all at once if need be.
    pub fn new(per_minute: NonZeroU32) -> Self {
        Self(RateLimiter::keyed(Quota::per_minute(per_minute)))
    }

    /// Takes one request from that address's account.
    ///
    /// # Errors
    /// None is left; the next one comes in so many seconds.
    fn take(&self, client: IpAddr) -> Result<(), Trouble> {
        self.0.check_key(&client).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            Trouble::TooMany { seconds: wait.as_secs() + 1 }
        })
    }
}

/// Forgets every minute who has not asked in it.
pub(super) async fn tidy_up(portal: Portal) {
    let Some(limit) = portal.limit() else { return };
    let mut minutes = interval(Duration::from_mins(1));
    loop {
        minutes.tick().await;
        limit.0.retain_recent();
    }
}

/// Middleware around every route.
pub(super) async fn each_client(
    State(portal): State<Portal>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    if let (Some(limit), Some(client)) = (portal.limit(), client(peer.ip(), &headers)) {
        limit.take(client).map_err(|trouble| trouble.told_in(Language::of_request(&headers)))?;
    }
    Ok(next.run(request).await)
}

/// Who asks. A proxy on this computer tells for whom it does, at the end of `X-Forwarded-For`; what it says is not
/// taken from anybody else. The computer itself is not limited. A household has 2⁶⁴ addresses of IPv6, and counts once.
fn client(peer: IpAddr, headers: &HeaderMap) -> Option<IpAddr> {
    let peer = peer.to_canonical();
    let client = if !peer.is_loopback() {
        peer
    } else if is_forwarded(headers) {
        let last = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
        last.rsplit(',').next()?.trim().parse::<IpAddr>().ok()?.to_canonical()
    } else {
        return None;
    };
    Some(match client {
        IpAddr::V4(_) => client,
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64)).into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    #[test]
    fn who_asks() {
        for (peer, forwarded, expect) in [
            ("203.0.113.7", "", Some("203.0.113.7")),
            ("203.0.113.7", "198.51.100.1", Some("203.0.113.7")),
            ("::ffff:203.0.113.7", "", Some("203.0.113.7")),
            ("2001:db8:1:2:3:4:5:6", "", Some("2001:db8:1:2::")),
            ("127.0.0.1", "", None),
            ("::1", "", None),
            ("127.0.0.1", "198.51.100.1", Some("198.51.100.1")),
            ("127.0.0.1", "127.0.0.1, 198.51.100.1", Some("198.51.100.1")),
            ("127.0.0.1", "198.51.100.1, nonsense", None),
        ] {
            let mut headers = HeaderMap::new();
            if !forwarded.is_empty() {
                headers
                    .insert(HeaderName::from_static("x-forwarded-for"), HeaderValue::from_static(forwarded));
            }
            let expect = expect.map(|text: &str| text.parse().unwrap_or_else(|_| panic!("{text}")));
            let peer = peer.parse().unwrap_or_else(|_| panic!("{peer}"));
            assert_eq!(client(peer, &headers), expect, "{peer} {forwarded}");
        }
    }
}
