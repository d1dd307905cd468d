//! Stored submissions as filled forms to print.

use super::inbox::parse;
use super::{LANG, Staff};
use crate::paper::{Paper, content_security_policy};
use crate::server::http::problem::RequestError;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{Html, IntoResponse};
use std::sync::Arc;

/// `GET /inbox/{id}/paper`
pub async fn show(
    State(staff): State<Arc<Staff>>,
    Path(id): Path<String>,
) -> Result<impl IntoResponse, RequestError> {
    let (row, body) = staff.store.get(&id).await?.ok_or(RequestError::NotFound)?;
    let form = staff.forms.get(&row.workflow).ok_or(RequestError::NotFound)?;
    let config = staff.forms.config_of(&row.workflow).ok_or(RequestError::NotFound)?;
    let (reference, submission) = (Some(row.reference.as_str()), &parse(&body));
    let paper = Paper { form, config, lang: LANG.tag(), reference, submission: Some(submission) };
    let headers = [
        (header::CONTENT_SECURITY_POLICY, content_security_policy()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, Html(paper.render()?)))
}
