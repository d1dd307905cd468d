//! Empty forms to print.

use crate::paper::{Paper, content_security_policy};
use crate::server::forms::Forms;
use crate::server::http::language::accepted;
use crate::server::http::problem::{ErrorResponse, RequestError};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse, Response};
use std::sync::Arc;
use url::form_urlencoded;

/// `GET /paper/{workflow}?lang=TAG`
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
    let form = forms.get(workflow).ok_or(RequestError::NotFound)?;
    let config = forms.config_of(workflow).ok_or(RequestError::NotFound)?;
    let paper = Paper { form, config, lang, reference: None, submission: None };
    let headers = [
        (header::CONTENT_SECURITY_POLICY, content_security_policy()),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
    ];
    Ok((headers, Html(paper.render()?)).into_response())
}
