//! The sign-in page, and signing in and out.

use super::page::{Frame, uncached};
use super::token::Token;
use super::{Access, LANG, Staff, session};
use crate::server::http::body;
use crate::server::http::client::Client;
use crate::server::http::language::accepted;
use crate::server::http::problem::{ErrorResponse, RequestError};
use crate::text::Lang;
use crate::text::portal::PortalWord::{self, self as W};
use askama::Template;
use axum::body::Body;
use axum::extract::{ConnectInfo, Extension, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::net::SocketAddr;
use std::sync::Arc;
use url::form_urlencoded;

/// The longest body of the sign-in form.
const MAX_FORM_BYTES: usize = 4096;

#[derive(Template)]
#[template(path = "staff/sign_in.html")]
struct SignInPage {
    frame: Frame,
    /// The problem of the last attempt.
    problem: Option<PortalWord>,
    /// The text about the location of the secret, if there is no token.
    lead: Option<PortalWord>,
}

/// `GET /sign-in`
pub async fn show(
    State(staff): State<Arc<Staff>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Result<Response, ErrorResponse> {
    let language = accepted(&headers);
    token_for(&staff, peer, &headers).map_err(|error| error.in_language(language))?;
    page(&staff.access, StatusCode::OK, None).map_err(|error| error.in_language(language))
}

/// `POST /sign-in`: the form with the token.
pub async fn sign_in(
    State(staff): State<Arc<Staff>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ErrorResponse> {
    let language = accepted(&headers);
    let response = async {
        let token = token_for(&staff, peer, &headers)?;
        if !staff.url.is_same_origin(&headers) {
            return Err(RequestError::CrossOrigin);
        }
        let form = body::read(body, MAX_FORM_BYTES).await?;
        let is_right = |guess: &str| staff.attempts.check(client, || token.matches(guess.trim()));
        let guess = form_urlencoded::parse(&form).find(|(name, _)| name == "token");
        if is_right(&guess.map(|(_, value)| value).unwrap_or_default())? {
            return session::begin(&staff, token, &headers, "/inbox").await;
        }
        page(&staff.access, StatusCode::UNAUTHORIZED, Some(PortalWord::WrongToken))
    };
    match response.await {
        Err(RequestError::TooManyRequests { retry_after }) => {
            let problem = Some(PortalWord::TooManyGuesses);
            let page = page(&staff.access, StatusCode::TOO_MANY_REQUESTS, problem);
            let page = page.map_err(|error| error.in_language(language))?;
            Ok(([(header::RETRY_AFTER, retry_after.to_string())], page).into_response())
        }
        response => response.map_err(|error| error.in_language(language)),
    }
}

/// `POST /sign-out`
pub async fn sign_out(
    State(staff): State<Arc<Staff>>,
    headers: HeaderMap,
) -> Result<Response, ErrorResponse> {
    let language = accepted(&headers);
    if !staff.url.is_same_origin(&headers) {
        return Err(RequestError::CrossOrigin.in_language(language));
    }
    session::end(&staff, &headers, "/sign-in").await.map_err(|error| error.in_language(language))
}

/// Returns the token to sign in with, if the request may sign in at all.
fn token_for<'a>(staff: &'a Staff, peer: SocketAddr, headers: &HeaderMap) -> Result<&'a Token, RequestError> {
    let token = staff.access.token().ok_or(RequestError::NotFound)?;
    if staff.access.allows(peer, headers) { Ok(token) } else { Err(RequestError::LoopbackOnly) }
}

/// Returns the sign-in page, with the problem of the last attempt.
fn page(access: &Access, status: StatusCode, problem: Option<PortalWord>) -> Result<Response, RequestError> {
    let frame =
        Frame { lang: LANG, title: PortalWord::SignInTitle.say(LANG).to_owned(), is_signed_in: false };
    let lead = matches!(access, Access::Secret(_)).then_some(PortalWord::WhereTheSecretIs);
    let page = SignInPage { frame, problem, lead }.render()?;
    Ok((status, uncached(page)).into_response())
}
