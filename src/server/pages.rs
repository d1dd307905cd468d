//! The demonstration pages of a county's site, and the files that they need. All of them are in the binary.

use super::html::{escape, fill};
use super::portal::Portal;
use super::problem::Trouble;
use super::words::Language;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

/// A page of the county's site: what stands in the middle, and its frame's language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page {
    pub path: &'static str,
    title: &'static str,
    language: Language,
    main: &'static str,
}

const fn chinese(path: &'static str, title: &'static str, main: &'static str) -> Page {
    Page { path, title, language: Language::ZhHant, main }
}

/// Every page of the site.
pub(super) const PAGES: [Page; 6] = [
    chinese("/", "免除召集申請", include_str!("../../www/demo/exemption.zh.html")),
    Page {
        path: "/en",
        title: "Exemption from a call-up",
        language: Language::En,
        main: include_str!("../../www/demo/exemption.en.html"),
    },
    chinese("/two", "兩份申請", include_str!("../../www/demo/two.html")),
    chinese("/search", "搜尋結果", include_str!("../../www/demo/search.html")),
    chinese("/about", "關於本示範網站", include_str!("../../www/demo/about.html")),
    chinese("/problems", "收件端點的問題類型", include_str!("../../www/demo/problems.html")),
];

const MISSING: Page = chinese("", "查無此頁", include_str!("../../www/demo/missing.html"));

/// The form alone.
const BARE: &str = include_str!("../../www/demo/bare.html");

/// The site's own files by name, with their media type.
const FILES: [(&str, &str, &str); 6] = [
    ("bare.css", "text/css; charset=utf-8", include_str!("../../www/demo/bare.css")),
    ("bare.js", "text/javascript; charset=utf-8", include_str!("../../www/demo/bare.js")),
    ("county.css", "text/css; charset=utf-8", include_str!("../../www/demo/county.css")),
    ("emblem.svg", "image/svg+xml", include_str!("../../www/demo/emblem.svg")),
    ("inbox.css", "text/css; charset=utf-8", include_str!("../../www/demo/inbox.css")),
    ("range.svg", "image/svg+xml", include_str!("../../www/demo/range.svg")),
];

/// A page in its frame.
pub(super) fn show(portal: &Portal, page: Page) -> Html<String> {
    let layout = match page.language {
        Language::ZhHant => include_str!("../../www/demo/layout.zh.html"),
        Language::En => include_str!("../../www/demo/layout.en.html"),
    };
    let config = if portal.config_text().is_some() { " config=\"/config.json\"" } else { "" };
    let main = fill(page.main, &[("config", config)]);
    let current = if page.path == "/" || page.path == "/en" { "aria-current=\"page\"" } else { "" };
    Html(fill(layout, &[("title", &escape(page.title)), ("main", &main), ("current", current)]))
}

/// `GET /bare`
pub(super) async fn bare() -> Html<&'static str> {
    Html(BARE)
}

/// `GET /demo/{name}`
pub(super) async fn file(Path(name): Path<String>, headers: HeaderMap) -> Response {
    match FILES.iter().find(|(known, _, _)| *known == name) {
        Some((_, media_type, text)) => plain(media_type, text),
        None => Trouble::NotFound.told_in(Language::of_request(&headers)).into_response(),
    }
}

/// `GET /forms/{name}`: the definitions that this portal validates by, such as `/forms/exemption.json`.
pub(super) async fn form(
    State(portal): State<Portal>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    match name.strip_suffix(".json").and_then(|id| portal.form_text(id)) {
        Some(text) => plain("application/json", text),
        None => Trouble::NotFound.told_in(Language::of_request(&headers)).into_response(),
    }
}

/// `GET /config.json`: the portal's own texts and lists, if it was given some.
pub(super) async fn config(State(portal): State<Portal>, headers: HeaderMap) -> Response {
    match portal.config_text() {
        Some(text) => plain("application/json", text),
        None => Trouble::NotFound.told_in(Language::of_request(&headers)).into_response(),
    }
}

/// Whatever has no route: a page for people, a problem for programs.
pub(super) async fn missing(State(portal): State<Portal>, headers: HeaderMap) -> Response {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accepted.contains("text/html") {
        return (StatusCode::NOT_FOUND, show(&portal, MISSING)).into_response();
    }
    Trouble::NotFound.told_in(Language::of_request(&headers)).into_response()
}

/// Whatever has a route, but not for this method.
pub(super) async fn method_not_allowed(headers: HeaderMap) -> Response {
    Trouble::MethodNotAllowed.told_in(Language::of_request(&headers)).into_response()
}

/// `GET /healthz`
pub(super) async fn health(State(portal): State<Portal>) -> (StatusCode, &'static str) {
    if portal.store().is_well().await {
        (StatusCode::OK, "ok\n")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
    }
}

fn plain(media_type: &'static str, text: &str) -> Response {
    let headers = [(header::CONTENT_TYPE, media_type), (header::CACHE_CONTROL, "no-cache")];
    (headers, text.to_owned()).into_response()
}
