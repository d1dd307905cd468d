//! The demonstration pages of a county's site, and the files that they need. All of them are in the binary.

use crate::server::forms::Forms;
use crate::server::http::problem::RequestError;
use crate::server::http::words::Language;
use crate::server::staff::html::{escape, fill};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use std::sync::Arc;

/// A page of the county's site: what stands in the middle, and its frame's language.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    pub path: &'static str,
    title: &'static str,
    language: Language,
    main: &'static str,
    /// The form that it shows, and what is said above.
    form: Option<(&'static str, &'static str)>,
}

const fn chinese(path: &'static str, title: &'static str, main: &'static str) -> Page {
    Page { path, title, language: Language::ZhHant, main, form: None }
}

/// A page with a form; `lead` is said above it.
const fn with_form(
    language: Language,
    workflow: &'static str,
    path: &'static str,
    title: &'static str,
    lead: &'static str,
) -> Page {
    let main = match language {
        Language::ZhHant => include_str!("../../../www/demo/form.zh.html"),
        Language::En => include_str!("../../../www/demo/form.en.html"),
    };
    Page { path, title, language, main, form: Some((workflow, lead)) }
}

/// Every page of the site.
pub const PAGES: [Page; 14] = [
    with_form(
        Language::ZhHant,
        "exemption",
        "/",
        "免除召集申請",
        "民防人員接到召集通知書，有法定事由不能報到時，可以在這裡申請免除召集。申請由召集您的民防團隊審核，\
         <strong>未獲准前仍應依通知報到</strong>。",
    ),
    with_form(
        Language::ZhHant,
        "change-report",
        "/change-report",
        "民防人員異動報告",
        "民防人員的職務、戶籍、工作單位等有異動時，由本人、原服務單位或編組機關（構）在這裡填報。",
    ),
    with_form(
        Language::ZhHant,
        "cause-ended",
        "/cause-ended",
        "免參加編組原因消滅陳報",
        "經申請核准免參加民防團隊編組的人，原因消滅時，本人或所屬機關（構）應即在這裡陳報。",
    ),
    with_form(
        Language::ZhHant,
        "petition",
        "/petition",
        "陳情",
        "對縣政有建議、疑問，或權益受損，請在這裡告訴我們。",
    ),
    with_form(
        Language::ZhHant,
        "survey",
        "/survey",
        "滿意度調查",
        "請告訴我們服務得好不好。不記名，大約一分鐘。",
    ),
    with_form(
        Language::En,
        "exemption",
        "/en",
        "Exemption from a call-up",
        "If you were called up for civil defence and a reason given in the law keeps you from reporting, apply here to \
         be exempted. The unit that called you decides. <strong>Until it has approved, you must still report.</strong>",
    ),
    with_form(
        Language::En,
        "change-report",
        "/en/change-report",
        "Change in a member’s circumstances",
        "Members of civil defence units, the units where they serve and the bodies that organise them report changes here.",
    ),
    with_form(
        Language::En,
        "cause-ended",
        "/en/cause-ended",
        "End of a reason to be excused",
        "If you were excused from joining a civil defence unit and the reason has ended, you or your agency must report \
         it here at once.",
    ),
    with_form(
        Language::En,
        "petition",
        "/en/petition",
        "Petitions",
        "Suggestions, questions and complaints about the work of the county: tell us here.",
    ),
    with_form(
        Language::En,
        "survey",
        "/en/survey",
        "Satisfaction survey",
        "Tell us how well we served you. It is anonymous and takes about a minute.",
    ),
    chinese("/two", "兩份申請", include_str!("../../../www/demo/two.html")),
    chinese("/search", "搜尋結果", include_str!("../../../www/demo/search.html")),
    chinese("/about", "關於本示範網站", include_str!("../../../www/demo/about.html")),
    chinese("/problems", "收件端點的問題類型", include_str!("../../../www/demo/problems.html")),
];

const MISSING: Page = chinese("", "查無此頁", include_str!("../../../www/demo/missing.html"));

/// The form alone.
const BARE: &str = include_str!("../../../www/demo/bare.html");

/// The site's own files by name, with their media type.
const FILES: [(&str, &str, &str); 6] = [
    ("bare.css", "text/css; charset=utf-8", include_str!("../../../www/demo/bare.css")),
    ("bare.js", "text/javascript; charset=utf-8", include_str!("../../../www/demo/bare.js")),
    ("county.css", "text/css; charset=utf-8", include_str!("../../../www/demo/county.css")),
    ("emblem.svg", "image/svg+xml", include_str!("../../../www/demo/emblem.svg")),
    ("inbox.css", "text/css; charset=utf-8", include_str!("../../../www/demo/inbox.css")),
    ("range.svg", "image/svg+xml", include_str!("../../../www/demo/range.svg")),
];

/// A page in its frame.
pub fn show(forms: &Forms, page: Page) -> Html<String> {
    let layout = match page.language {
        Language::ZhHant => include_str!("../../../www/demo/layout.zh.html"),
        Language::En => include_str!("../../../www/demo/layout.en.html"),
    };
    let config = if forms.config_text().is_some() { " config=\"/config.json\"" } else { "" };
    let (workflow, lead) = page.form.unwrap_or_default();
    let main = fill(page.main, &[("config", config), ("workflow", workflow), ("lead", lead)]);
    // In the list of forms, `{{at /petition}}` marks the page that is shown.
    let here = format!("at {}", page.path);
    let title = escape(page.title);
    Html(fill(layout, &[("title", &title), ("main", &main), (&here, "aria-current=\"page\"")]))
}

/// `GET /bare`
pub async fn bare() -> Html<&'static str> {
    Html(BARE)
}

/// `GET /demo/{name}`
pub async fn file(Path(name): Path<String>, headers: HeaderMap) -> Response {
    match FILES.iter().find(|(known, _, _)| *known == name) {
        Some((_, media_type, text)) => plain(media_type, text),
        None => RequestError::NotFound.in_language(Language::of_request(&headers)).into_response(),
    }
}

/// `GET /forms/{name}`: the definitions that this portal validates by, such as `/forms/exemption.json`.
pub async fn form(State(forms): State<Arc<Forms>>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    match name.strip_suffix(".json").and_then(|id| forms.text(id)) {
        Some(text) => plain("application/json", text),
        None => RequestError::NotFound.in_language(Language::of_request(&headers)).into_response(),
    }
}

/// `GET /config.json`: the portal's own texts and lists, if it was given some.
pub async fn config(State(forms): State<Arc<Forms>>, headers: HeaderMap) -> Response {
    match forms.config_text() {
        Some(text) => plain("application/json", text),
        None => RequestError::NotFound.in_language(Language::of_request(&headers)).into_response(),
    }
}

/// Whatever has no route: a page for people, a problem for programs.
pub async fn missing(State(forms): State<Arc<Forms>>, headers: HeaderMap) -> Response {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accepted.contains("text/html") {
        return (StatusCode::NOT_FOUND, show(&forms, MISSING)).into_response();
    }
    RequestError::NotFound.in_language(Language::of_request(&headers)).into_response()
}

/// Whatever has a route, but not for this method.
pub async fn method_not_allowed(headers: HeaderMap) -> Response {
    RequestError::MethodNotAllowed.in_language(Language::of_request(&headers)).into_response()
}

fn plain(media_type: &'static str, text: &str) -> Response {
    let headers = [(header::CONTENT_TYPE, media_type), (header::CACHE_CONTROL, "no-cache")];
    (headers, text.to_owned()).into_response()
}
