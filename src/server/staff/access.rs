//! Whether the inbox opens, from where, and by which proof.

use super::super::loopback;
use super::super::settings::{Settings, StartError};
use super::token::Token;
use axum::http::HeaderMap;
use std::net::SocketAddr;

/// The ways in which a portal opens its inbox.
#[derive(Debug)]
pub(in crate::server) enum Access {
    /// With the token, from anywhere.
    Token(Token),
    /// On the portal's own computer, with the secret that it printed at its start.
    Secret(Token),
    /// On the portal's own computer, without any proof.
    Open,
    /// Not at all.
    Closed,
}

impl Access {
    /// The way of a portal with these settings.
    ///
    /// # Errors
    /// The inbox would be open to the network, or there are no random numbers for a secret.
    pub fn of(settings: &Settings) -> Result<Self, StartError> {
        let is_private = settings.host.to_canonical().is_loopback();
        if settings.open_inbox {
            let is_safe = is_private && settings.public_url.is_none() && settings.staff_token.is_none();
            return if is_safe { Ok(Self::Open) } else { Err(StartError::OpenInbox(settings.host)) };
        }
        if let Some(token) = &settings.staff_token {
            return Ok(Self::Token(token.clone()));
        }
        if is_private {
            return Ok(Self::Secret(Token::random().map_err(StartError::Random)?));
        }
        tracing::warn!(
            "the inbox is closed: --host opens the portal to the network, and the staff have no token"
        );
        Ok(Self::Closed)
    }

    /// Whether the inbox opens to requests like this one at all, before any proof.
    pub fn allows(&self, peer: SocketAddr, headers: &HeaderMap) -> bool {
        match self {
            Self::Token(_) => true,
            Self::Secret(_) | Self::Open => loopback::is_this_computer(peer, headers),
            Self::Closed => false,
        }
    }

    /// The token or secret that a request must prove to know, if any.
    pub fn token(&self) -> Option<&Token> {
        match self {
            Self::Token(token) | Self::Secret(token) => Some(token),
            Self::Open | Self::Closed => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn access(change: impl FnOnce(&mut Settings)) -> &'static str {
        let mut settings = Settings::default();
        change(&mut settings);
        match Access::of(&settings) {
            Ok(Access::Token(_)) => "token",
            Ok(Access::Secret(_)) => "secret",
            Ok(Access::Open) => "open",
            Ok(Access::Closed) => "closed",
            Err(error) => {
                assert!(error.to_string().contains("--open-inbox"), "{error}");
                "refused"
            }
        }
    }

    #[test]
    fn a_public_portal_is_never_open() {
        for (host, open_inbox, expect) in [
            ("127.0.0.1", false, "secret"),
            ("127.0.0.1", true, "open"),
            ("::1", true, "open"),
            ("::ffff:127.0.0.1", true, "open"),
            ("0.0.0.0", false, "closed"),
            ("0.0.0.0", true, "refused"),
            ("::", true, "refused"),
            ("203.0.113.7", true, "refused"),
        ] {
            let with = |public_url: Option<&str>, token: Option<&str>| {
                access(|settings| {
                    settings.host = host.parse().unwrap_or_else(|_| panic!("{host}"));
                    settings.open_inbox = open_inbox;
                    settings.public_url = public_url.and_then(|url| url.parse().ok());
                    settings.staff_token = token.and_then(|token| token.parse().ok());
                })
            };
            let unless_open = |expect| if open_inbox { "refused" } else { expect };
            let (public_url, token) = (Some("https://portal.example"), Some("0123456789abcdef"));
            assert_eq!(with(None, None), expect, "{host} {open_inbox}");
            assert_eq!(with(public_url, None), unless_open(expect), "{host} {open_inbox}");
            assert_eq!(with(None, token), unless_open("token"), "{host} {open_inbox}");
            assert_eq!(with(public_url, token), unless_open("token"), "{host} {open_inbox}");
        }
    }
}
