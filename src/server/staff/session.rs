//! Sessions of the staff: a random cookie in the browser, whose digest and end are in the database.

use super::super::html::{escape, fill};
use super::super::inbox::staff_page;
use super::super::portal::Portal;
use super::super::problem::{Problem, Trouble};
use super::super::store::Session;
use super::super::upload;
use super::super::words::{self, Language};
use super::super::{client::Client, headers::is_tls};
use super::token::{Token, random};
use super::{Access, origin};
use axum::body::Body;
use axum::extract::{ConnectInfo, Extension, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use std::net::SocketAddr;
use url::form_urlencoded;

/// How long a session lasts, in seconds: a working day and a half.
const SESSION: i64 = 12 * 3600;
/// The sign-in form, in bytes.
const LONGEST: usize = 4096;
/// Names of the cookie, over TLS and without it. Browsers send a cookie with the prefix `__Host-` to this host alone, and
/// over TLS alone (RFC 6265bis).
const COOKIES: [&str; 2] = ["__Host-guitai-staff", "guitai-staff"];
/// Cookies of one request that are looked up; each is a query to the database.
const MOST_COOKIES: usize = 2;
const FORM: &str = include_str!("../../../www/demo/sign-in.html");

/// The cookie's name, for requests that came over TLS or not.
fn cookie(is_tls: bool) -> &'static str {
    let [strict, plain] = COOKIES;
    if is_tls { strict } else { plain }
}

/// Whether the request has a cookie of a session that has not ended.
pub(super) async fn is_open(portal: &Portal, token: &Token, headers: &HeaderMap) -> Result<bool, Trouble> {
    let now = portal.clock().now().timestamp();
    for value in values(headers, cookie(is_tls(portal, headers))) {
        if portal.store().has_session(&token.digest(value), now).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Begins a session, and redirects the browser with its cookie.
pub(super) async fn begin(
    portal: &Portal,
    token: &Token,
    headers: &HeaderMap,
    to: &str,
) -> Result<Response, Trouble> {
    let value = random().map_err(|error| {
        tracing::error!(%error, "no random numbers");
        Trouble::Unavailable
    })?;
    let until = portal.clock().now().timestamp() + SESSION;
    portal.store().begin_session(&Session { digest: token.digest(&value), until }).await?;
    tracing::info!("a clerk signed in");
    Ok(with_cookie(is_tls(portal, headers), &value, SESSION, to))
}

/// `GET /sign-in`
pub(in crate::server) async fn ask(
    State(portal): State<Portal>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let language = Language::of_request(&headers);
    token_for(&portal, peer, &headers).map_err(|trouble| trouble.told_in(language))?;
    Ok(page(portal.access(), StatusCode::OK, None))
}

/// `POST /sign-in`: the form with the token.
pub(in crate::server) async fn sign_in(
    State(portal): State<Portal>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let language = Language::of_request(&headers);
    let response = async {
        let token = token_for(&portal, peer, &headers)?;
        if !origin::is_own(&portal, &headers) {
            return Err(Trouble::OtherOrigin);
        }
        let form = upload::read(body, LONGEST, portal.budget()).await?;
        let is_it = |guess: &str| portal.attempts().guess(client, || token.is(guess.trim()));
        let guess = form_urlencoded::parse(&form).find(|(name, _)| name == "token");
        if is_it(&guess.map(|(_, value)| value).unwrap_or_default())? {
            return begin(&portal, token, &headers, "/inbox").await;
        }
        Ok(page(portal.access(), StatusCode::UNAUTHORIZED, Some(words::wrong_token)))
    };
    match response.await {
        Err(Trouble::TooMany { seconds }) => {
            let page = page(portal.access(), StatusCode::TOO_MANY_REQUESTS, Some(words::too_many_guesses));
            Ok(([(header::RETRY_AFTER, seconds.to_string())], page).into_response())
        }
        response => response.map_err(|trouble| trouble.told_in(language)),
    }
}

/// `POST /sign-out`: the session ends, also for a copy of its cookie.
pub(in crate::server) async fn sign_out(
    State(portal): State<Portal>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let told = |trouble: Trouble| trouble.told_in(Language::of_request(&headers));
    if !origin::is_own(&portal, &headers) {
        return Err(told(Trouble::OtherOrigin));
    }
    let is_tls = is_tls(&portal, &headers);
    if let Some(token) = portal.access().token() {
        for value in values(&headers, cookie(is_tls)) {
            portal.store().end_session(&token.digest(value)).await.map_err(|error| told(error.into()))?;
        }
    }
    Ok(with_cookie(is_tls, "", 0, "/sign-in"))
}

/// The token to sign in with, if the request may sign in at all.
fn token_for<'a>(portal: &'a Portal, peer: SocketAddr, headers: &HeaderMap) -> Result<&'a Token, Trouble> {
    let token = portal.access().token().ok_or(Trouble::NotFound)?;
    if portal.access().allows(peer, headers) { Ok(token) } else { Err(Trouble::LoopbackOnly) }
}

/// The values of the cookies of that name: a browser sends one, or two if another site of the domain has set one.
fn values<'a>(headers: &'a HeaderMap, name: &'a str) -> impl Iterator<Item = &'a str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let cookies = lines.flat_map(|line| line.split(';')).filter_map(move |cookie| {
        let (known, value) = cookie.trim().split_once('=')?;
        (known == name).then_some(value)
    });
    cookies.take(MOST_COOKIES)
}

/// Redirects the browser and sets the cookie for so many seconds; 0 removes it.
fn with_cookie(is_tls: bool, value: &str, seconds: i64, to: &str) -> Response {
    let secure = if is_tls { "; Secure" } else { "" };
    let name = cookie(is_tls);
    let cookie = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
    let headers = [(header::SET_COOKIE, cookie), (header::CACHE_CONTROL, "no-store".to_owned())];
    (headers, Redirect::to(to)).into_response()
}

/// Words in one language.
type Words = fn(Language) -> &'static str;

/// The page on which the staff sign in, with what was wrong the last time.
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
