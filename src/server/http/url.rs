//! The portal's own URL.

use super::public_url::PublicUrl;
use axum::http::{HeaderMap, header};
use std::net::SocketAddr;
use url::Url;

/// The portal's own URL: the public URL if one is configured, else that of the listener.
#[derive(Debug)]
pub struct OwnUrl {
    origin: String,
    public: Option<PublicUrl>,
}

impl OwnUrl {
    /// The URL of a portal that listens on `bound`.
    pub fn new(bound: SocketAddr, public: Option<PublicUrl>) -> Self {
        let origin = public.as_ref().map_or_else(|| format!("http://{bound}"), |url| url.origin().to_owned());
        Self { origin, public }
    }

    /// Scheme, host and port, such as `https://forms.county.example`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Whether the browser uses TLS. Without a public URL, the proxy's `X-Forwarded-Proto` decides.
    pub fn is_tls(&self, headers: &HeaderMap) -> bool {
        let is_forwarded_tls = || headers.get("x-forwarded-proto").is_some_and(|scheme| scheme == "https");
        self.public.as_ref().map_or_else(is_forwarded_tls, PublicUrl::is_tls)
    }

    /// Whether a request that changes something was not sent by a page of another site (OWASP ASVS 5, 3.5.1).
    /// Browsers name the sending site in `Sec-Fetch-Site`, older ones and those on plain HTTP in `Origin`. A
    /// request with neither header comes from a program that has the cookie itself, so no other site can have
    /// sent it.
    pub fn is_same_origin(&self, headers: &HeaderMap) -> bool {
        let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or("null"));
        match (text("sec-fetch-site"), text(header::ORIGIN.as_str())) {
            (Some(site), _) => matches!(site, "same-origin" | "none"),
            (None, Some(origin)) => match &self.public {
                Some(url) => origin == url.origin(),
                None => is_origin_of_host(origin, text(header::HOST.as_str())),
            },
            (None, None) => true,
        }
    }
}

/// Whether that origin has the host and port of the `Host` header, which a page can't choose.
fn is_origin_of_host(origin: &str, host: Option<&str>) -> bool {
    let Some((origin, host)) = Url::parse(origin).ok().zip(host) else { return false };
    let own = Url::parse(&format!("{}://{host}", origin.scheme()));
    own.is_ok_and(|own| own.origin() == origin.origin() && origin.has_host())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_has_the_host_and_port_of_the_host_header() {
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
            assert_eq!(is_origin_of_host(origin, Some(host)), expect, "{origin} {host}");
        }
        assert!(!is_origin_of_host("http://127.0.0.1:8080", None));
    }
}
