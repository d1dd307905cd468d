//! The URL under which the public reaches the portal. It is configured, since a client can write anything
//! into `Host`.

use std::fmt;
use std::str::FromStr;
use url::Url;

/// An origin such as `https://forms.county.example`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    origin: String,
    is_tls: bool,
}

impl FromStr for PublicUrl {
    type Err = String;

    /// Parses the value of `--public-url`: a scheme, a host, and a port unless it is the scheme's default.
    fn from_str(text: &str) -> Result<Self, String> {
        let usage = "expected a public URL such as https://forms.county.example, without a path";
        let url: Url = text.parse().map_err(|error| format!("{error}; {usage}"))?;
        let is_bare = url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        if !is_bare || !matches!(url.scheme(), "http" | "https") {
            return Err(usage.to_owned());
        }
        Ok(Self { origin: url.origin().ascii_serialization(), is_tls: url.scheme() == "https" })
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.origin)
    }
}

impl PublicUrl {
    /// Scheme, host and port, as browsers write them in `Origin`.
    pub(super) fn origin(&self) -> &str {
        &self.origin
    }

    /// Whether its scheme is `https`.
    pub(super) fn is_tls(&self) -> bool {
        self.is_tls
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_url_is_an_origin() {
        for (text, expect) in [
            ("https://forms.county.example", Some(("https://forms.county.example", true))),
            ("HTTPS://Forms.County.Example:443/", Some(("https://forms.county.example", true))),
            ("http://10.0.0.5:8080", Some(("http://10.0.0.5:8080", false))),
            ("https://縣府.example", Some(("https://xn--mxts51e.example", true))),
            ("forms.county.example", None),
            ("https://forms.county.example/portal", None),
            ("https://forms.county.example/?x", None),
            ("https://clerk:secret@forms.county.example", None),
            ("ftp://forms.county.example", None),
            ("", None),
        ] {
            let read = text.parse::<PublicUrl>().ok();
            assert_eq!(read.as_ref().map(|url| (url.origin(), url.is_tls())), expect, "{text}");
        }
    }
}
