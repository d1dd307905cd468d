//! Authenticates the staff: by the token, or, if the portal has none, on its own computer by the secret that it printed
//! at start.
//!
//! Programs send either as `Authorization: Bearer …`. A browser exchanges it for a session cookie, on the sign-in page or
//! by opening the printed address.

mod access;
mod attempts;
mod origin;
mod session;
mod token;

use super::client::Client;
use super::portal::Portal;
use super::problem::{Problem, Trouble};
use super::words::Language;
use axum::extract::{ConnectInfo, Extension, Request, State};
use axum::http::{HeaderMap, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use std::net::SocketAddr;
use url::form_urlencoded;

pub(super) use access::Access;
pub(super) use attempts::Attempts;
pub(super) use session::{ask, sign_in, sign_out};
pub use token::Token;

/// The query parameter for the portal's own secret.
const KEY: &str = "key";

/// Middleware that lets only the staff pass.
pub(super) async fn only(
    State(portal): State<Portal>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Extension(client): Extension<Client>,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let language = Language::of_request(request.headers());
    match admit(&portal, peer, client, request.uri(), request.headers()).await {
        Ok(None) => Ok(next.run(request).await),
        Ok(Some(response)) => Ok(response),
        Err(trouble) => Err(trouble.told_in(language)),
    }
}

/// Whether a clerk who is signed in, or a program with the token, sent the request. The response must not depend on it,
/// since guesses are not slowed down here.
pub(super) async fn is_from_staff(
    portal: &Portal,
    peer: SocketAddr,
    headers: &HeaderMap,
) -> Result<bool, Trouble> {
    let Some(token) = portal.access().token().filter(|_| portal.access().allows(peer, headers)) else {
        return Ok(false);
    };
    Ok(bearer(headers).is_some_and(|guess| token.is(guess))
        || session::is_open(portal, token, headers).await?)
}

/// `None` if the request may proceed, else the response to send in its place.
async fn admit(
    portal: &Portal,
    peer: SocketAddr,
    client: Client,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<Option<Response>, Trouble> {
    let access = portal.access();
    if !access.allows(peer, headers) {
        return Err(Trouble::LoopbackOnly);
    }
    let Some(token) = access.token() else { return Ok(None) };
    let wants_page = accepts_html(headers);
    let key = key(uri).filter(|_| matches!(access, Access::Secret(_)));
    // A browser is redirected, so that the secret does not stay in its address bar.
    let without_key = uri.path();
    if session::is_open(portal, token, headers).await? {
        let is_shown = wants_page && key.is_some();
        return Ok(is_shown.then(|| Redirect::to(without_key).into_response()));
    }
    let is_right = |guess: &str| portal.attempts().guess(client, || token.is(guess));
    if let Some(guess) = bearer(headers)
        && is_right(guess)?
    {
        return Ok(None);
    }
    if let Some(guess) = key
        && is_right(&guess)?
    {
        if wants_page {
            return session::begin(portal, token, headers, without_key).await.map(Some);
        }
        return Ok(None);
    }
    if wants_page { Ok(Some(Redirect::to("/sign-in").into_response())) } else { Err(Trouble::StaffOnly) }
}

fn accepts_html(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accepted.is_some_and(|accepted| accepted.contains("text/html"))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

fn key(uri: &Uri) -> Option<String> {
    let mut members = form_urlencoded::parse(uri.query()?.as_bytes());
    members.find(|(name, _)| name == KEY).map(|(_, value)| value.into_owned())
}
