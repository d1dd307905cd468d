//! Sessions of the staff: a random cookie in the browser; its digest and expiry are in the database.

use super::Staff;
use super::token::{Token, random};
use crate::server::http::problem::RequestError;
use crate::server::store::Session;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};

/// The duration of a session in seconds: 12 hours.
const SESSION_SECONDS: i64 = 12 * 3600;
/// The cookie's name with TLS and without it. Browsers send a cookie with the prefix `__Host-` only to this
/// host, and only over TLS (RFC 6265bis).
const COOKIES: [&str; 2] = ["__Host-guitai-staff", "guitai-staff"];
/// The maximum number of cookies of one request that are looked up. Each takes a database query.
const MAX_COOKIES: usize = 2;

/// Returns the cookie's name, for requests with TLS or without it.
fn cookie(is_tls: bool) -> &'static str {
    let [with_tls, plain] = COOKIES;
    if is_tls { with_tls } else { plain }
}

/// Returns whether the request has the cookie of a session that has not expired.
pub async fn is_open(staff: &Staff, token: &Token, headers: &HeaderMap) -> Result<bool, RequestError> {
    let now = staff.clock.now().timestamp();
    for value in values(headers, cookie(staff.url.is_tls(headers))) {
        if staff.store.has_session(&token.digest(value), now).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Begins a session, and redirects the browser with its cookie.
pub async fn begin(
    staff: &Staff,
    token: &Token,
    headers: &HeaderMap,
    location: &str,
) -> Result<Response, RequestError> {
    let value = random().map_err(|error| {
        tracing::error!(%error, "no random numbers");
        RequestError::Unavailable
    })?;
    let until = staff.clock.now().timestamp() + SESSION_SECONDS;
    staff.store.insert_session(&Session { digest: token.digest(&value), until }).await?;
    tracing::info!("a clerk signed in");
    Ok(redirect_with_cookie(staff.url.is_tls(headers), &value, SESSION_SECONDS, location))
}

/// Ends the sessions of the request's cookies, also for copies of them, and redirects the browser without a
/// cookie.
pub async fn end(staff: &Staff, headers: &HeaderMap, location: &str) -> Result<Response, RequestError> {
    let is_tls = staff.url.is_tls(headers);
    if let Some(token) = staff.access.token() {
        for value in values(headers, cookie(is_tls)) {
            staff.store.delete_session(&token.digest(value)).await?;
        }
    }
    Ok(redirect_with_cookie(is_tls, "", 0, location))
}

/// Returns the values of the cookies of that name. There may be two if another site of the domain has set
/// one.
fn values<'a>(headers: &'a HeaderMap, name: &'a str) -> impl Iterator<Item = &'a str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let cookies = lines.flat_map(|line| line.split(';')).filter_map(move |cookie| {
        let (other, value) = cookie.trim().split_once('=')?;
        (other == name).then_some(value)
    });
    cookies.take(MAX_COOKIES)
}

/// Redirects the browser and sets the cookie for that many seconds; 0 removes it.
fn redirect_with_cookie(is_tls: bool, value: &str, seconds: i64, location: &str) -> Response {
    let secure = if is_tls { "; Secure" } else { "" };
    let name = cookie(is_tls);
    let cookie = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
    let headers = [(header::SET_COOKIE, cookie), (header::CACHE_CONTROL, "no-store".to_owned())];
    (headers, Redirect::to(location)).into_response()
}
