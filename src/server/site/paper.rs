//! Empty forms to print.

use crate::config::Config;
use crate::form::Form;
use crate::paper::{Paper, PaperError, content_security_policy, template};
use crate::server::forms::Forms;
use crate::server::http::language::accepted;
use crate::server::http::problem::{ErrorResponse, RequestError};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse, Response};
use std::sync::Arc;
use url::form_urlencoded;

/// `GET /paper/{workflow}?lang=TAG`: a workflow, or a form that exists on paper only.
pub async fn show(
    State(forms): State<Arc<Forms>>,
    Path(workflow): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ErrorResponse> {
    let query = query.unwrap_or_default();
    let wanted = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "lang");
    let accepted = accepted(&headers);
    let lang = wanted.map_or_else(|| accepted.tag().to_owned(), |(_, tag)| tag.into_owned());
    print(&forms, &workflow, &lang).map_err(|error| error.in_language(accepted))
}

fn print(forms: &Forms, workflow: &str, lang: &str) -> Result<Response, RequestError> {
    let html = if let Some((form, config)) = forms.get(workflow).zip(forms.config_of(workflow)) {
        empty(form, config, lang)?
    } else {
        let form = template(workflow).ok_or(RequestError::NotFound)?;
        empty(&forms.config().apply(form), forms.config(), lang)?
    };
    let headers = [
        (header::CONTENT_SECURITY_POLICY, content_security_policy()),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
    ];
    Ok((headers, Html(html)).into_response())
}

fn empty(form: &Form, config: &Config, lang: &str) -> Result<String, PaperError> {
    Paper { form, config, lang, reference: None, submission: None }.render()
}
