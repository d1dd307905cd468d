//! The security headers of every response, and the caching of the bundle's files.

use super::delivery::Delivery;
use super::url::OwnUrl;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;

/// The policy under which the form must work on a county's page, with an endpoint for reports.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
     connect-src 'self'; style-src 'self'; img-src 'self' blob:; require-trusted-types-for 'script'; \
     trusted-types 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; report-uri /csp-reports";

/// The headers of every response, unless the handler sets them.
const SECURITY_HEADERS: [(&str, &str); 7] = [
    ("content-security-policy", CONTENT_SECURITY_POLICY),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
];

/// For a year, browsers use only TLS for this host (RFC 6797).
const STRICT_TRANSPORT_SECURITY: &str = "max-age=31536000";

/// Middleware that adds the security headers to every response.
pub async fn secure(State(url): State<Arc<OwnUrl>>, request: Request, next: Next) -> Response {
    let is_tls = url.is_tls(request.headers());
    let mut response = next.run(request).await;
    if is_tls {
        let value = HeaderValue::from_static(STRICT_TRANSPORT_SECURITY);
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, value);
    }
    for (name, value) in SECURITY_HEADERS {
        response
            .headers_mut()
            .entry(HeaderName::from_static(name))
            .or_insert(HeaderValue::from_static(value));
    }
    response
}

/// Middleware for the bundle: any site may load it, and only files that are requested with a part of their hash
/// are cached without revalidation, so that no browser combines files of two versions.
pub async fn bundle(State(delivery): State<Arc<Delivery>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let is_current = delivery.is_current(&path, request.uri().query());
    let mut response = next.run(request).await;
    let caching = if is_current { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    if path.ends_with(".d.ts") {
        // Media type tables map .ts to a video format.
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    }
    response
}
