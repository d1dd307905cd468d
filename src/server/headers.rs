//! The security headers of every response, and how long the bundle's files may be cached.

use super::portal::Portal;
use super::public_url::PublicUrl;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// The policy under which the form must work on a county's page (README, contract §7), with a place for reports.
pub(super) const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
     connect-src 'self'; style-src 'self'; img-src 'self' blob:; require-trusted-types-for 'script'; \
     trusted-types 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; report-uri /csp-reports";

const EVERYWHERE: [(&str, &str); 7] = [
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

/// For a year, browsers speak nothing but TLS to a portal that was reached by it (RFC 6797).
const STRICT_TRANSPORT_SECURITY: &str = "max-age=31536000";

/// Whether the browser speaks TLS, to the proxy before the portal: its public address says so, or else the proxy.
pub(super) fn is_tls(portal: &Portal, headers: &HeaderMap) -> bool {
    let told = || headers.get("x-forwarded-proto").is_some_and(|scheme| scheme == "https");
    portal.public_url().map_or_else(told, PublicUrl::is_tls)
}

/// Middleware that adds to every response what it has not set itself.
pub(super) async fn secure(State(portal): State<Portal>, request: Request, next: Next) -> Response {
    let is_tls = is_tls(&portal, request.headers());
    let mut response = next.run(request).await;
    if is_tls {
        let value = HeaderValue::from_static(STRICT_TRANSPORT_SECURITY);
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, value);
    }
    for (name, value) in EVERYWHERE {
        response
            .headers_mut()
            .entry(HeaderName::from_static(name))
            .or_insert(HeaderValue::from_static(value));
    }
    response
}

/// Middleware around the bundle, which any site may load, and which must never be stale beside its own parts.
pub(super) async fn bundle(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let caching = if is_hashed(&path) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    if path.ends_with(".d.ts") {
        // The usual tables take .ts for a film.
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    }
    response
}

/// Whether the file's name holds a hash of its content: a part of 16 hexadecimal digits or more.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.split(['.', '-', '_'])
        .any(|part| part.len() >= 16 && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
