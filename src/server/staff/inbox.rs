//! The inbox: the stored submissions, newest first.

use super::answers::{self, Cell, Row, Section};
use super::page::{Frame, uncached};
use super::{LANG, Staff, claims, downloads};
use crate::json::{Json, Writer};
use crate::server::http::problem::RequestError;
use crate::server::store::SubmissionRow;
use crate::text::portal::PortalWord as W;
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// The rows of one page.
const PAGE_ROWS: i64 = 50;
/// The maximum number of rows of `/inbox.json`.
const JSON_ROWS: i64 = 1000;

#[derive(Template)]
#[template(path = "staff/inbox.html")]
struct InboxPage<'a> {
    frame: Frame,
    rows: Vec<InboxRow>,
    /// The sequence number before which the next page begins, if there may be one.
    older: Option<i64>,
    forms: Vec<FormTitle<'a>>,
}

struct InboxRow {
    id: String,
    reference: String,
    workflow: String,
    name: String,
    filed_at: String,
    received_at: String,
}

struct FormTitle<'a> {
    id: &'a str,
    title: &'a str,
}

#[derive(Template)]
#[template(path = "staff/submission.html")]
struct SubmissionPage {
    frame: Frame,
    id: String,
    /// Whether the portal has the form, which is needed to print the submission.
    has_form: bool,
    sections: Vec<Section>,
}

/// `GET /inbox?before=SEQUENCE`
pub async fn list(
    State(staff): State<Arc<Staff>>,
    RawQuery(query): RawQuery,
) -> Result<impl IntoResponse, RequestError> {
    let before = query.as_deref().and_then(|query| query.strip_prefix("before=")?.parse().ok());
    let stored = staff.store.list(before.unwrap_or(i64::MAX), PAGE_ROWS).await?;
    let mut rows = Vec::new();
    // One body at a time: those of a page may have hundreds of megabytes.
    for row in &stored {
        if let Some((_, body)) = staff.store.get(&row.id).await? {
            rows.push(inbox_row(&staff, row, &parse(&body)));
        }
    }
    let is_full = usize::try_from(PAGE_ROWS) == Ok(stored.len());
    let page = InboxPage {
        frame: frame(&staff, W::Submissions.say(LANG).to_owned()),
        rows,
        older: stored.last().filter(|_| is_full).map(|last| last.sequence),
        forms: staff
            .forms
            .iter()
            .map(|form| FormTitle { id: &form.id, title: form.title.in_language(LANG.tag()) })
            .collect(),
    };
    Ok(uncached(page.render()?))
}

/// `GET /inbox/{id}`, and `GET /inbox/{id}.json` for the body as it arrived.
pub async fn show(
    State(staff): State<Arc<Staff>>,
    Path(name): Path<String>,
) -> Result<Response, RequestError> {
    let (id, is_original) = name.strip_suffix(".json").map_or((name.as_str(), false), |id| (id, true));
    let (row, body) = staff.store.get(id).await?.ok_or(RequestError::NotFound)?;
    if is_original {
        return Ok(download(&row, body));
    }
    let json = parse(&body);
    let mut sections: Vec<Section> = envelope(&staff, &row, &json).into_iter().collect();
    let form = staff.forms.get(&row.workflow);
    sections.extend(answers::sections(form, &json, |file| downloads::path(&staff, &row.id, file)));
    let title = W::SubmissionTitle.fill(LANG, &[("reference", &row.reference)]);
    let page = SubmissionPage { frame: frame(&staff, title), id: row.id, has_form: form.is_some(), sections };
    Ok(uncached(page.render()?).into_response())
}

/// `GET /inbox.json`: the newest rows with their bodies, for tests.
pub async fn list_json(State(staff): State<Arc<Staff>>) -> Result<impl IntoResponse, RequestError> {
    let mut out = Writer::default();
    out.open('[');
    for row in staff.store.list(i64::MAX, JSON_ROWS).await? {
        if let Some((_, body)) = staff.store.get(&row.id).await? {
            out.open('{');
            out.member("id", &row.id);
            out.member("reference", &row.reference);
            out.member("workflow", &row.workflow);
            out.member("received_at", &row.received_at);
            out.name("is_from_staff");
            out.raw(if row.is_from_staff { "true" } else { "false" });
            out.name("body");
            // Stored bodies are valid JSON and are written as they arrived.
            out.raw(&String::from_utf8_lossy(&body));
            out.close('}');
        }
    }
    out.close(']');
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, out.into_text()))
}

fn frame(staff: &Staff, title: String) -> Frame {
    Frame { lang: LANG, title, is_signed_in: staff.access.token().is_some() }
}

fn inbox_row(staff: &Staff, row: &SubmissionRow, json: &Json) -> InboxRow {
    let text = |json: Option<&Json>| json.and_then(Json::text).unwrap_or_default().to_owned();
    let name = json.get("answers").and_then(|answers| answers.get("name"));
    InboxRow {
        id: row.id.clone(),
        reference: row.reference.clone(),
        workflow: form_title(staff, &row.workflow).to_owned(),
        name: text(name),
        filed_at: answers::date_time(&text(json.get("filed_at"))),
        received_at: answers::date_time(&row.received_at),
    }
}

/// Returns the section of the submission's members other than the answers.
fn envelope(staff: &Staff, row: &SubmissionRow, json: &Json) -> Option<Section> {
    let text = |name: &str| json.get(name).and_then(Json::text).unwrap_or_default();
    let rows = [
        (W::Workflow, form_title(staff, &row.workflow).to_owned()),
        (W::FiledAt, answers::date_time(text("filed_at"))),
        (W::ReceivedAt, answers::date_time(&row.received_at)),
        (W::Channel, claims::channel(row, json)),
        (W::Clerk, claims::clerk(row, json)),
        (W::Locale, text("locale").to_owned()),
        (W::SubmissionId, row.id.clone()),
    ];
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
    Section::new(W::SubmissionData.say(LANG), rows.map(|(label, value)| Row::text(label.say(LANG), value)))
}

/// Returns the form's title, or its id if the portal no longer has it.
fn form_title<'a>(staff: &'a Staff, workflow: &'a str) -> &'a str {
    staff.forms.get(workflow).map_or(workflow, |form| form.title.in_language(LANG.tag()))
}

fn download(row: &SubmissionRow, body: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{}.json\"", row.reference);
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, body).into_response()
}

/// Parses a stored body. It was valid when it arrived; one that can't be parsed is shown without answers.
pub fn parse(body: &[u8]) -> Json {
    std::str::from_utf8(body).ok().and_then(|text| Json::read(text).ok()).unwrap_or(Json::Null)
}
