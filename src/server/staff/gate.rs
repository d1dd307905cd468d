//! Middleware that admits only the staff.

use super::{Access, Staff, bearer, session};
use crate::server::http::client::Client;
use crate::server::http::language::accepted;
use crate::server::http::problem::{ErrorResponse, RequestError};
use axum::extract::{ConnectInfo, Extension, Request, State};
use axum::http::{HeaderMap, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use std::net::SocketAddr;
use std::sync::Arc;
use url::form_urlencoded;

/// The query parameter for the generated secret.
const KEY: &str = "key";

/// Middleware that admits only the staff.
pub async fn require_staff(
    State(staff): State<Arc<Staff>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Extension(client): Extension<Client>,
    request: Request,
    next: Next,
) -> Result<Response, ErrorResponse> {
    let language = accepted(request.headers());
    match check(&staff, peer, client, request.uri(), request.headers()).await {
        Ok(None) => Ok(next.run(request).await),
        Ok(Some(response)) => Ok(response),
        Err(error) => Err(error.in_language(language)),
    }
}

/// Returns `None` if the request may proceed, else the response to send instead.
async fn check(
    staff: &Staff,
    peer: SocketAddr,
    client: Client,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<Option<Response>, RequestError> {
    let access = &staff.access;
    if !access.allows(peer, headers) {
        return Err(RequestError::LoopbackOnly);
    }
    let Some(token) = access.token() else { return Ok(None) };
    let accepts_page = accepts_html(headers);
    let key = key(uri).filter(|_| matches!(access, Access::Secret(_)));
    // A browser is redirected, so that the secret does not stay in its address bar.
    let without_key = uri.path();
    if session::is_open(staff, token, headers).await? {
        let has_key = accepts_page && key.is_some();
        return Ok(has_key.then(|| Redirect::to(without_key).into_response()));
    }
    let is_right = |guess: &str| staff.attempts.check(client, || token.matches(guess));
    if let Some(guess) = bearer(headers)
        && is_right(guess)?
    {
        return Ok(None);
    }
    if let Some(guess) = key
        && is_right(&guess)?
    {
        if accepts_page {
            return session::begin(staff, token, headers, without_key).await.map(Some);
        }
        return Ok(None);
    }
    if accepts_page {
        Ok(Some(Redirect::to("/sign-in").into_response()))
    } else {
        Err(RequestError::StaffOnly)
    }
}

fn accepts_html(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accepted.is_some_and(|accepted| accepted.contains("text/html"))
}

fn key(uri: &Uri) -> Option<String> {
    let mut members = form_urlencoded::parse(uri.query()?.as_bytes());
    members.find(|(name, _)| name == KEY).map(|(_, value)| value.into_owned())
}
