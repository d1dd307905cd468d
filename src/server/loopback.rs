//! Whether somebody asks from the computer that runs the portal.

use axum::http::{HeaderMap, header};
use std::net::{IpAddr, SocketAddr};

/// Whether the request comes from this computer, by its own name, and for nobody else.
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

/// A proxy on this computer speaks for others.
pub(super) fn is_forwarded(headers: &HeaderMap) -> bool {
    ["forwarded", "x-forwarded-for", "x-real-ip", "via"].iter().any(|name| headers.contains_key(*name))
}
