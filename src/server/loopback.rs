//! Whether somebody asks from the computer that runs the portal.

use axum::http::{HeaderMap, header};
use std::net::{IpAddr, SocketAddr};

/// Beginnings of the names of headers that proxies and content delivery networks add.
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

/// Further names of such headers.
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

/// Whether the request comes from this computer, by its own name, and for nobody else. A proxy that adds no header and
/// names this computer in `Host` is not noticed, so this alone opens nothing.
pub(super) fn is_this_computer(peer: SocketAddr, headers: &HeaderMap) -> bool {
    peer.ip().to_canonical().is_loopback() && names_this_computer(headers) && !is_forwarded(headers)
}

/// A page of another site can point its own name at 127.0.0.1 (DNS rebinding); the Host header then tells.
fn names_this_computer(headers: &HeaderMap) -> bool {
    let Some(host) = headers.get(header::HOST).and_then(|value| value.to_str().ok()) else { return false };
    let name = host.rsplit_once(':').map_or(host, |(name, port)| {
        if port.bytes().all(|byte| byte.is_ascii_digit()) { name } else { host }
    });
    let address = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    name.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}

/// Whether a proxy has said that it asks for somebody else.
pub(super) fn is_forwarded(headers: &HeaderMap) -> bool {
    headers.keys().map(header::HeaderName::as_str).any(|name| {
        FORWARDING.contains(&name) || FORWARDING_FAMILIES.iter().any(|family| name.starts_with(family))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    #[test]
    fn a_request_of_this_computer_alone() {
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
