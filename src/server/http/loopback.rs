//! Detects requests from the computer that runs the portal.

use axum::http::{HeaderMap, header};
use std::net::{IpAddr, SocketAddr};

/// Prefixes of headers that proxies and content delivery networks add.
const FORWARDING_FAMILIES: [&str; 10] = [
    "x-forwarded",
    "forwarded",
    "x-original-",
    "x-envoy-",
    "x-azure-",
    "x-arr-",
    "x-amzn-",
    "x-cloud-trace",
    "cf-",
    "cdn-",
];

/// Further such headers.
const FORWARDING: [&str; 15] = [
    "via",
    "x-real-ip",
    "x-client-ip",
    "client-ip",
    "true-client-ip",
    "fastly-client-ip",
    "x-cluster-client-ip",
    "x-appengine-user-ip",
    "x-proxyuser-ip",
    "proxy-client-ip",
    "wl-proxy-client-ip",
    "x-remote-ip",
    "x-remote-addr",
    "x-originating-ip",
    "front-end-https",
];

/// Returns whether the request seems to come from this computer: from a loopback address, with a loopback
/// name in `Host`, and without a proxy's header. A proxy that adds no header and sets `Host` to a loopback
/// name is not detected, so this check alone must not grant access to anything.
pub fn is_this_computer(peer: SocketAddr, headers: &HeaderMap) -> bool {
    peer.ip().to_canonical().is_loopback() && has_loopback_host(headers) && !is_forwarded(headers)
}

/// Returns whether `Host` is a loopback name. Guards against DNS rebinding: a site can resolve its own name
/// to 127.0.0.1, but `Host` still has that name.
fn has_loopback_host(headers: &HeaderMap) -> bool {
    let Some(host) = headers.get(header::HOST).and_then(|value| value.to_str().ok()) else { return false };
    let name = host.rsplit_once(':').map_or(host, |(name, port)| {
        if port.bytes().all(|byte| byte.is_ascii_digit()) { name } else { host }
    });
    let address = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    name.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}

/// Returns whether the request has a header that proxies add.
pub fn is_forwarded(headers: &HeaderMap) -> bool {
    headers.keys().map(header::HeaderName::as_str).any(|name| {
        FORWARDING.contains(&name) || FORWARDING_FAMILIES.iter().any(|family| name.starts_with(family))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    #[test]
    fn requests_from_this_computer_are_detected() {
        for (peer, host, more, expect) in [
            ("127.0.0.1:1", "127.0.0.1:8080", "", true),
            ("[::1]:1", "[::1]:8080", "", true),
            ("[::ffff:127.0.0.1]:1", "LOCALHOST", "accept", true),
            ("127.0.0.1:1", "", "", false),
            ("127.0.0.1:1", "portal.example", "", false),
            ("127.0.0.1:1", "127.0.0.1.portal.example", "", false),
            ("203.0.113.7:1", "127.0.0.1:8080", "", false),
            ("127.0.0.1:1", "127.0.0.1:8080", "forwarded", false),
            ("127.0.0.1:1", "127.0.0.1:8080", "x-forwarded-for", false),
            ("127.0.0.1:1", "127.0.0.1:8080", "x-forwarded-proto", false),
            ("127.0.0.1:1", "127.0.0.1:8080", "x-forwarded-host", false),
            ("127.0.0.1:1", "127.0.0.1:8080", "x-forwarded-made-up", false),
            ("127.0.0.1:1", "127.0.0.1:8080", "x-real-ip", false),
            ("127.0.0.1:1", "127.0.0.1:8080", "via", false),
            ("127.0.0.1:1", "127.0.0.1:8080", "cf-connecting-ip", false),
            ("127.0.0.1:1", "127.0.0.1:8080", "cdn-loop", false),
            ("127.0.0.1:1", "127.0.0.1:8080", "true-client-ip", false),
            ("127.0.0.1:1", "127.0.0.1:8080", "x-original-host", false),
        ] {
            let mut headers = HeaderMap::new();
            if !host.is_empty() {
                headers.insert(header::HOST, HeaderValue::from_static(host));
            }
            if !more.is_empty() {
                headers.insert(HeaderName::from_static(more), HeaderValue::from_static("x"));
            }
            let peer = peer.parse().unwrap_or_else(|_| panic!("{peer}"));
            assert_eq!(is_this_computer(peer, &headers), expect, "{peer} {host} {more}");
        }
    }
}
