//! Lets the staff in: whoever has the token, or, at a portal without one, whoever sits at its computer.
//!
//! Programs send the token as `Authorization: Bearer …`. A browser gets a cookie for it on a page of its own; the
//! cookie holds no token, only a time and that time's keyed digest, so it is of no use once the time is over.

use super::html::fill;
use super::inbox::staff_page;
use super::loopback;
use super::portal::Portal;
use super::problem::{Problem, Trouble};
use super::upload;
use super::words::Language;
use crate::value::attachment::hex;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;
use std::net::SocketAddr;
use std::str::FromStr;
use url::form_urlencoded;

/// A working day and a half, in seconds; then the token is asked again.
const SESSION: i64 = 12 * 3600;
/// A shorter token could be guessed.
const SHORTEST: usize = 16;
/// The sign-in form, in bytes.
const LONGEST: usize = 4096;
const COOKIE: &str = "guitai-staff";
const FORM: &str = include_str!("../../www/demo/sign-in.html");

/// What the staff of a portal know.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl FromStr for Token {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let is_sendable = text.bytes().all(|byte| byte.is_ascii_graphic());
        if text.len() < SHORTEST || !is_sendable {
            return Err(format!(
                "a token has {SHORTEST} or more letters, digits and marks, as `openssl rand -hex 32` writes"
            ));
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token")
    }
}

impl Token {
    /// The digest of a text that only who knows the token can make. `None` never happens: HMAC takes any key.
    fn digest(&self, text: &str) -> Option<Hmac<Sha256>> {
        let digest = Hmac::<Sha256>::new_from_slice(self.0.as_bytes()).ok()?;
        Some(digest.chain_update(text))
    }

    /// Whether it is this one. Takes as long for a good guess as for a bad one, for it compares digests.
    fn is(&self, guess: &str) -> bool {
        let guessed = Self(guess.to_owned()).digest("token").map(Mac::finalize);
        let known = self.digest("token");
        known.zip(guessed).is_some_and(|(known, guessed)| known.verify(&guessed.into_bytes()).is_ok())
    }

    /// What the cookie says of a session that ends at that Unix time.
    fn session(&self, until: i64) -> String {
        let digest =
            self.digest(&format!("session until {until}")).map(|digest| digest.finalize().into_bytes());
        format!("{until}.{}", hex(&digest.unwrap_or_default()))
    }

    /// Whether the cookie's text is of a session that has not ended by `now`.
    fn admits(&self, session: &str, now: i64) -> bool {
        let until = session.split('.').next().and_then(|until| until.parse().ok());
        until.is_some_and(|until: i64| until > now && Self(self.session(until)).is(session))
    }
}

/// Middleware that lets the staff in.
pub(super) async fn only(
    State(portal): State<Portal>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let language = Language::of_request(&headers);
    let Some(token) = portal.staff_token() else {
        let is_here = loopback::is_this_computer(peer, &headers);
        return if is_here {
            Ok(next.run(request).await)
        } else {
            Err(Trouble::LoopbackOnly.told_in(language))
        };
    };
    let now = portal.clock().now().timestamp();
    if bearer(&headers).is_some_and(|guess| token.is(guess))
        || cookies(&headers).any(|session| token.admits(session, now))
    {
        return Ok(next.run(request).await);
    }
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accepted.contains("text/html") {
        return Ok(Redirect::to("/sign-in").into_response());
    }
    Err(Trouble::StaffOnly.told_in(language))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

fn cookies(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(';')).filter_map(|cookie| {
        let (name, value) = cookie.trim().split_once('=')?;
        (name == COOKIE).then_some(value)
    })
}

/// `GET /sign-in`
pub(super) async fn ask(State(portal): State<Portal>) -> Result<Response, Trouble> {
    portal.staff_token().ok_or(Trouble::NotFound)?;
    Ok(page(StatusCode::OK, ""))
}

/// `POST /sign-in`: the form with the token.
pub(super) async fn sign_in(
    State(portal): State<Portal>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Trouble> {
    let token = portal.staff_token().ok_or(Trouble::NotFound)?;
    let form = upload::read(body, LONGEST).await?;
    let is_right =
        form_urlencoded::parse(&form).any(|(name, value)| name == "token" && token.is(value.trim()));
    if !is_right {
        tracing::warn!("somebody tried to sign in with a wrong token");
        let problem = "<p role=\"alert\">通行碼不正確。<span lang=\"en\">That is not the token.</span></p>";
        return Ok(page(StatusCode::UNAUTHORIZED, problem));
    }
    let until = portal.clock().now().timestamp() + SESSION;
    Ok(with_cookie(&headers, &token.session(until), SESSION, "/inbox"))
}

/// `POST /sign-out`
pub(super) async fn sign_out(headers: HeaderMap) -> Response {
    with_cookie(&headers, "", 0, "/sign-in")
}

/// Sends the browser on with a cookie, or without it if it is to live for 0 seconds.
fn with_cookie(headers: &HeaderMap, value: &str, seconds: i64, to: &str) -> Response {
    let is_secret = headers.get("x-forwarded-proto").is_some_and(|scheme| scheme == "https");
    let secure = if is_secret { "; Secure" } else { "" };
    let cookie = format!("{COOKIE}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
    let headers = [(header::SET_COOKIE, cookie), (header::CACHE_CONTROL, "no-store".to_owned())];
    (headers, Redirect::to(to)).into_response()
}

fn page(status: StatusCode, problem: &str) -> Response {
    (status, staff_page("承辦人登入", "", &fill(FORM, &[("problem", problem)]))).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(text: &str) -> Token {
        text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn a_token_is_itself_alone() {
        let right = token("0123456789abcdef");
        for (guess, expect) in
            [("0123456789abcdef", true), ("0123456789abcdeF", false), ("0123456789abcde", false), ("", false)]
        {
            assert_eq!(right.is(guess), expect, "{guess}");
        }
        for refused in ["0123456789abcde", "0123456789 abcdef", "通行碼通行碼通行碼"] {
            assert!(refused.parse::<Token>().is_err(), "{refused}");
        }
        assert_eq!(format!("{right:?}"), "Token");
    }

    #[test]
    fn a_session_ends_and_cannot_be_made_longer() {
        let right = token("0123456789abcdef");
        let session = right.session(1000);
        let longer = session.replacen("1000", "2000", 1);
        for (session, now, expect) in [
            (session.as_str(), 999, true),
            (&session, 1000, false),
            (&longer, 999, false),
            (&token("fedcba9876543210").session(1000), 999, false),
            ("1000.", 999, false),
            ("", 999, false),
        ] {
            assert_eq!(right.admits(session, now), expect, "{session} at {now}");
        }
    }
}
