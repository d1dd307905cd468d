//! The staff's part of the portal: sign-in, the inbox, downloads and exports.
//!
//! The staff authenticate by a token, or, if the portal has none, on its own computer by the secret that it
//! prints at start. Programs send either as `Authorization: Bearer …`. A browser exchanges it for a session
//! cookie, on the sign-in page or by opening the printed URL.

mod access;
mod answers;
mod attempts;
mod claims;
pub(super) mod downloads;
pub(super) mod export;
pub(super) mod gate;
pub(super) mod inbox;
mod page;
pub(super) mod paper;
mod session;
pub(super) mod sign_in;
mod token;

pub use access::Access;
pub use attempts::Attempts;
pub use token::Token;

use super::forms::Forms;
use super::http::Clock;
use super::http::problem::RequestError;
use super::http::url::OwnUrl;
use super::store::{FileStore, Store};
use crate::text::Lang;
use axum::http::{HeaderMap, header};
use std::net::SocketAddr;
use std::sync::Arc;

/// The language of the staff's pages and exports.
const LANG: Lang = Lang::ZhHant;

/// The state that the staff's handlers share.
#[derive(Debug)]
pub struct Staff {
    pub store: Store,
    pub files: Arc<FileStore>,
    pub forms: Arc<Forms>,
    pub clock: Clock,
    pub url: Arc<OwnUrl>,
    pub access: Access,
    pub attempts: Attempts,
}

impl Staff {
    /// Returns whether the request has a session or token of the staff. Wrong tokens are not counted, so the
    /// response must not depend on the result.
    pub async fn is_sender(&self, peer: SocketAddr, headers: &HeaderMap) -> Result<bool, RequestError> {
        let Some(token) = self.access.token().filter(|_| self.access.allows(peer, headers)) else {
            return Ok(false);
        };
        Ok(bearer(headers).is_some_and(|guess| token.matches(guess))
            || session::is_open(self, token, headers).await?)
    }
}

/// Returns the bearer token of the `Authorization` header.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}
