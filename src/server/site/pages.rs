//! The pages of the site.

use super::frame::{FORMS, Frame, form_path, html_lang};
use super::prose::{self, Span};
use crate::journey::Options;
use crate::render::Shadow;
use crate::server::forms::Forms;
use crate::server::http::delivery::Delivery;
use crate::server::http::language::accepted;
use crate::server::http::problem::RequestError;
use crate::text::Lang;
use crate::text::portal::PortalWord as W;
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use std::rc::Rc;
use std::sync::Arc;

/// A page of the site.
#[derive(Clone, Debug)]
pub struct Page {
    frame: Frame,
    content: Content,
}

#[derive(Clone, Debug)]
enum Content {
    /// A form with a text above it.
    Form {
        workflow: &'static str,
        lead: W,
        /// URL of the form's style sheet.
        style: String,
        /// The header `Link`.
        hints: Option<HeaderValue>,
    },
    /// Two forms on one page.
    Two,
    /// A text with a link to the start page.
    Message {
        lead: W,
    },
    About,
    Problems,
}

#[derive(Template)]
#[template(path = "site/form.html")]
struct FormPage<'a> {
    frame: &'a Frame,
    workflow: &'a str,
    lead: W,
    has_config: bool,
    /// The first step, as HTML.
    first: String,
}

#[derive(Template)]
#[template(path = "site/two.html")]
struct TwoPage<'a> {
    frame: &'a Frame,
    has_config: bool,
}

#[derive(Template)]
#[template(path = "site/message.html")]
struct MessagePage<'a> {
    frame: &'a Frame,
    lead: W,
}

#[derive(Template)]
#[template(path = "site/about.html")]
struct AboutPage<'a> {
    frame: &'a Frame,
}

#[derive(Template)]
#[template(path = "site/problems.html")]
struct ProblemsPage<'a> {
    frame: &'a Frame,
    problems: [ProblemType; 5],
}

/// A problem type with a text on the page `/problems`.
struct ProblemType {
    error: RequestError,
    text: W,
}

impl ProblemType {
    fn anchor(&self) -> &'static str {
        self.error.anchor().unwrap_or_default()
    }

    fn heading(&self, lang: Lang) -> String {
        let (title, _) = self.error.reason().say(lang);
        let status = self.error.status();
        W::ProblemHeading.fill(lang, &[("title", title), ("status", status.as_str())])
    }
}

#[derive(Template)]
#[template(path = "site/bare.html")]
struct BarePage {
    lang: &'static str,
    title: &'static str,
}

/// Returns all pages of the site. `config` is the checksum of the portal's config.
pub fn pages(delivery: &Delivery, config: u32) -> Vec<Page> {
    let style = delivery.url("guitai.css");
    let mut pages = Vec::new();
    for lang in [Lang::ZhHant, Lang::En] {
        for (workflow, title, lead) in FORMS {
            let frame = Frame { lang, title, path: form_path(lang, workflow) };
            let hints = HeaderValue::from_str(&delivery.hints(workflow, lang.tag(), config)).ok();
            let content = Content::Form { workflow, lead, style: style.clone(), hints };
            pages.push(Page { frame, content });
        }
    }
    for (path, title, content) in [
        ("/two", W::TwoTitle, Content::Two),
        ("/search", W::SearchTitle, Content::Message { lead: W::SearchLead }),
        ("/about", W::AboutTitle, Content::About),
        ("/problems", W::ProblemsTitle, Content::Problems),
    ] {
        pages.push(Page { frame: chinese(path, title), content });
    }
    pages
}

fn chinese(path: &str, title: W) -> Frame {
    Frame { lang: Lang::ZhHant, title, path: path.to_owned() }
}

impl Page {
    /// The path of the page.
    pub fn path(&self) -> &str {
        &self.frame.path
    }

    /// Renders the page.
    ///
    /// # Errors
    /// `Unavailable` if the template fails.
    pub fn render(&self, forms: &Forms) -> Result<Response, RequestError> {
        let has_config = forms.config_text().is_some();
        let frame = &self.frame;
        let html = match &self.content {
            Content::Form { workflow, lead, style, .. } => {
                let first = first_step(forms, workflow, frame.lang(), style)?;
                let lead = *lead;
                FormPage { frame, workflow, lead, has_config, first }.render()
            }
            Content::Two => TwoPage { frame, has_config }.render(),
            Content::Message { lead } => MessagePage { frame, lead: *lead }.render(),
            Content::About => AboutPage { frame }.render(),
            Content::Problems => ProblemsPage { frame, problems: problem_types() }.render(),
        };
        let mut response = Html(html?).into_response();
        if let Content::Form { hints: Some(hints), .. } = &self.content {
            response.headers_mut().insert(header::LINK, hints.clone());
        }
        Ok(response)
    }
}

/// Draws the first step of a form, for the page to show before its script runs.
fn first_step(forms: &Forms, workflow: &str, lang: Lang, style: &str) -> Result<String, RequestError> {
    let (Some(form), Some(config)) = (forms.get(workflow), forms.config_of(workflow)) else {
        return Ok(String::new());
    };
    let shadow = Shadow {
        form: &Rc::new(form.clone()),
        config: &Rc::new(config.clone()),
        checksum: forms.config_checksum(),
        options: Options { lang: lang.tag().to_owned(), ..Options::default() },
        style,
    };
    Ok(shadow.render()?)
}

fn problem_types() -> [ProblemType; 5] {
    [
        (RequestError::Invalid(Vec::new()), W::ProblemInvalid),
        (RequestError::NotJson, W::ProblemNotJson),
        (RequestError::KeyMissing, W::ProblemKeyMissing),
        (RequestError::KeyMismatch, W::ProblemKeyMismatch),
        (RequestError::KeyReused, W::ProblemKeyReused),
    ]
    .map(|(error, text)| ProblemType { error, text })
}

/// `GET /bare`: a form without the site's frame.
pub async fn bare() -> Result<Html<String>, RequestError> {
    let lang = Lang::ZhHant;
    Ok(Html(BarePage { lang: html_lang(lang), title: W::BareTitle.say(lang) }.render()?))
}

/// The fallback for paths without a route: a page for browsers, a problem document for programs.
pub async fn missing(State(forms): State<Arc<Forms>>, headers: HeaderMap) -> Response {
    let types = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if types.contains("text/html") {
        let content = Content::Message { lead: W::MissingLead };
        let page = Page { frame: chinese("", W::MissingTitle), content };
        return (StatusCode::NOT_FOUND, page.render(&forms)).into_response();
    }
    RequestError::NotFound.in_language(accepted(&headers)).into_response()
}

/// The fallback for methods that a route does not support.
pub async fn method_not_allowed(headers: HeaderMap) -> Response {
    RequestError::MethodNotAllowed.in_language(accepted(&headers)).into_response()
}
