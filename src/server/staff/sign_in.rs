//! The sign-in page, and signing in and out.

use super::html::{escape, fill};
use super::inbox::staff_page;
use super::token::Token;
use super::{Access, Staff, session};
use crate::server::http::body;
use crate::server::http::client::Client;
use crate::server::http::problem::{ErrorResponse, RequestError};
use crate::server::http::words::{self, Language};
use axum::body::Body;
use axum::extract::{ConnectInfo, Extension, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::net::SocketAddr;
use std::sync::Arc;
use url::form_urlencoded;

/// The longest body of the sign-in form.
const MAX_FORM_BYTES: usize = 4096;
const FORM: &str = include_str!("../../../www/demo/sign-in.html");

/// `GET /sign-in`
pub async fn show(
    State(staff): State<Arc<Staff>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Result<Response, ErrorResponse> {
    let language = Language::of_request(&headers);
    token_for(&staff, peer, &headers).map_err(|error| error.in_language(language))?;
    Ok(page(&staff.access, StatusCode::OK, None))
}

/// `POST /sign-in`: the form with the token.
pub async fn sign_in(
    State(staff): State<Arc<Staff>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ErrorResponse> {
    let language = Language::of_request(&headers);
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
        Ok(page(&staff.access, StatusCode::UNAUTHORIZED, Some(words::wrong_token)))
    };
    match response.await {
        Err(RequestError::TooManyRequests { retry_after }) => {
            let page = page(&staff.access, StatusCode::TOO_MANY_REQUESTS, Some(words::too_many_guesses));
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
    let language = Language::of_request(&headers);
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

/// Words in one language.
type Words = fn(Language) -> &'static str;

/// Returns the sign-in page, with the problem of the last attempt.
fn page(access: &Access, status: StatusCode, problem: Option<Words>) -> Response {
    let in_both = |words: Words| {
        let [chinese, english] = [Language::ZhHant, Language::En].map(|language| escape(words(language)));
        format!("{chinese} <span lang=\"en\">{english}</span>")
    };
    let lead: Option<Words> = matches!(access, Access::Secret(_)).then_some(words::where_the_secret_is);
    let problem = problem.map(|words| format!("<p role=\"alert\">{}</p>", in_both(words)));
    let lead = lead.map(|words| format!("<p>{}</p>", in_both(words)));
    let parts = [("problem", problem), ("lead", lead)].map(|(name, html)| (name, html.unwrap_or_default()));
    let form = fill(FORM, &parts.each_ref().map(|(name, html)| (*name, html.as_str())));
    (status, staff_page(words::sign_in(Language::ZhHant), "", &form)).into_response()
}
