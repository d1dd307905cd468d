//! Files of the site: style sheets, scripts, images, form definitions, and the config.

use crate::server::forms::Forms;
use crate::server::http::language::accepted;
use crate::server::http::problem::{ErrorResponse, RequestError};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// The names, media types and contents of the pages' files.
const ASSETS: [(&str, &str, &str); 8] = [
    ("bare.css", "text/css; charset=utf-8", include_str!("../../../templates/assets/bare.css")),
    ("bare.js", "text/javascript; charset=utf-8", include_str!("../../../templates/assets/bare.js")),
    ("county.css", "text/css; charset=utf-8", include_str!("../../../templates/assets/county.css")),
    ("emblem.svg", "image/svg+xml", include_str!("../../../templates/assets/emblem.svg")),
    ("inbox.css", "text/css; charset=utf-8", include_str!("../../../templates/assets/inbox.css")),
    ("kiosk.css", "text/css; charset=utf-8", include_str!("../../../templates/assets/kiosk.css")),
    ("kiosk.js", "text/javascript; charset=utf-8", include_str!("../../../templates/assets/kiosk.js")),
    ("range.svg", "image/svg+xml", include_str!("../../../templates/assets/range.svg")),
];

/// `GET /demo/{name}`
pub async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, ErrorResponse> {
    let asset = ASSETS.iter().find(|(other, _, _)| *other == name);
    let (_, media_type, text) = asset.ok_or_else(|| not_found(&headers))?;
    Ok(response(media_type, text))
}

/// `GET /forms/{name}`: the definitions that this portal validates by, such as `/forms/exemption.json`.
pub async fn form(
    State(forms): State<Arc<Forms>>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ErrorResponse> {
    let text = name.strip_suffix(".json").and_then(|id| forms.text(id));
    Ok(response("application/json", text.ok_or_else(|| not_found(&headers))?))
}

/// `GET /config.json`: the portal's own texts and lists, if it has a config.
pub async fn config(State(forms): State<Arc<Forms>>, headers: HeaderMap) -> Result<Response, ErrorResponse> {
    Ok(response("application/json", forms.config_text().ok_or_else(|| not_found(&headers))?))
}

fn not_found(headers: &HeaderMap) -> ErrorResponse {
    RequestError::NotFound.in_language(accepted(headers))
}

fn response(media_type: &'static str, text: &str) -> Response {
    let headers = [(header::CONTENT_TYPE, media_type), (header::CACHE_CONTROL, "no-cache")];
    (headers, text.to_owned()).into_response()
}
