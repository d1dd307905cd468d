//! Whether a request that changes something was sent by a page of this portal (OWASP ASVS 5, 3.5.1).

use super::super::portal::Portal;
use axum::http::{HeaderMap, header};
use url::Url;

/// Whether the request was not sent by a page of another site. Browsers name the sending site in `Sec-Fetch-Site`, older
/// ones and those on plain HTTP in `Origin`. A request with neither header comes from a program that has the cookie
/// itself, so no other site can have sent it.
pub(super) fn is_own(portal: &Portal, headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or("null"));
    match (text("sec-fetch-site"), text(header::ORIGIN.as_str())) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => match portal.public_url() {
            Some(url) => origin == url.origin(),
            None => is_of_host(origin, text(header::HOST.as_str())),
        },
        (None, None) => true,
    }
}

/// Whether that origin has the host and port of the `Host` header, which a page can't choose.
fn is_of_host(origin: &str, host: Option<&str>) -> bool {
    let Some((origin, host)) = Url::parse(origin).ok().zip(host) else { return false };
    let own = Url::parse(&format!("{}://{host}", origin.scheme()));
    own.is_ok_and(|own| own.origin() == origin.origin() && origin.has_host())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_of_a_host() {
        for (origin, host, expect) in [
            ("http://127.0.0.1:8080", "127.0.0.1:8080", true),
            ("https://portal.example", "portal.example", true),
            ("https://portal.example", "portal.example:443", true),
            ("https://portal.example", "PORTAL.example", true),
            ("https://portal.example:8443", "portal.example", false),
            ("https://evil.example", "portal.example", false),
            ("https://portal.example.evil", "portal.example", false),
            ("null", "portal.example", false),
            ("null", "null", false),
            ("", "", false),
        ] {
            assert_eq!(is_of_host(origin, Some(host)), expect, "{origin} {host}");
        }
        assert!(!is_of_host("http://127.0.0.1:8080", None));
    }
}
