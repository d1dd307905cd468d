//! Keeps the clerk's pages on the computer that runs the portal.

use super::problem::{Problem, Trouble};
use super::words::Language;
use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use std::net::{IpAddr, SocketAddr};

/// Middleware that lets only this computer in.
pub(super) async fn only(
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    if peer.ip().to_canonical().is_loopback() && names_this_computer(&headers) && !is_forwarded(&headers) {
        return Ok(next.run(request).await);
    }
    Err(Trouble::LoopbackOnly.told_in(Language::of_request(&headers)))
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
fn is_forwarded(headers: &HeaderMap) -> bool {
    ["forwarded", "x-forwarded-for", "x-real-ip", "via"].iter().any(|name| headers.contains_key(*name))
}
