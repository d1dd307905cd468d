//! Access to the inbox: from which computers, and with which token.

use super::token::Token;
use crate::server::http::loopback;
use axum::http::HeaderMap;
use std::net::SocketAddr;

/// The access to the inbox.
#[derive(Debug)]
pub enum Access {
    /// With the configured token, from anywhere.
    Token(Token),
    /// On the portal's own computer, with the secret that was printed at start.
    Secret(Token),
    /// On the portal's own computer, without a token.
    Open,
    /// Not at all.
    Closed,
}

impl Access {
    /// Returns whether the inbox opens to such a request at all, before its token is checked.
    pub fn allows(&self, peer: SocketAddr, headers: &HeaderMap) -> bool {
        match self {
            Self::Token(_) => true,
            Self::Secret(_) | Self::Open => loopback::is_this_computer(peer, headers),
            Self::Closed => false,
        }
    }

    /// Returns the token or secret that a request needs, if any.
    pub fn token(&self) -> Option<&Token> {
        match self {
            Self::Token(token) | Self::Secret(token) => Some(token),
            Self::Open | Self::Closed => None,
        }
    }
}
