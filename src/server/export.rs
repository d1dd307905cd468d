//! Submissions of one workflow as a table for a spreadsheet: RFC 4180, a column for each question of the definition.
//!
//! A spreadsheet takes a cell that begins with `=` and some other characters for a formula, which could send away what
//! stands beside it (OWASP, CSV Injection); an apostrophe before it keeps it text.

use super::answers::{moment, words};
use super::attachments::attachment_header;
use super::claims;
use super::inbox::read;
use super::portal::Portal;
use super::problem::Trouble;
use super::store::Entry;
use crate::form::Form;
use crate::json::Json;
use axum::body::{Body, Bytes};
use axum::extract::{RawQuery, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use csv::{Terminator, WriterBuilder};
use futures_util::stream::try_unfold;
use url::form_urlencoded;

/// Rows that are fetched at one time.
const ROWS: i64 = 50;
/// By it, spreadsheets know UTF-8.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";
/// The columns before those of the questions.
const ENVELOPE: [&str; 5] = ["收件編號", "收件時間", "送件時間", "管道", "送件識別碼"];

/// `GET /inbox.csv?workflow=…`: the newest first. Nothing is masked: it is for work that needs the answers.
pub(super) async fn table(
    State(portal): State<Portal>,
    RawQuery(query): RawQuery,
) -> Result<Response, Trouble> {
    let query = query.unwrap_or_default();
    let workflow = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "workflow");
    let workflow = workflow.map(|(_, value)| value.into_owned()).ok_or(Trouble::NotFound)?;
    let form = portal.form(&workflow).ok_or(Trouble::NotFound)?;
    let labels = form.questions().map(|question| question.name().in_language("zh-Hant").to_owned());
    let head = record(ENVELOPE.map(str::to_owned).into_iter().chain(labels));
    let name = format!("{}.csv", form.id);
    // A page at a time goes to the clerk; only one body is in memory.
    let pages = try_unfold((portal.clone(), i64::MAX), move |(portal, before)| {
        let workflow = workflow.clone();
        async move {
            let page = page(&portal, &workflow, before).await?;
            Ok::<_, Trouble>(page.map(|(rows, last)| (rows, (portal, last))))
        }
    });
    let start = futures_util::stream::iter([Ok(Bytes::from([BYTE_ORDER_MARK.as_bytes(), &head].concat()))]);
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8; header=present".to_owned()),
        (header::CONTENT_DISPOSITION, attachment_header(&name)),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(futures_util::StreamExt::chain(start, pages))).into_response())
}

/// The rows of the next submissions before that sequence number, and the last one's number; `None` after the last.
async fn page(portal: &Portal, workflow: &str, before: i64) -> Result<Option<(Bytes, i64)>, Trouble> {
    let entries = portal.store().list_of(workflow, before, ROWS).await?;
    let (Some(last), Some(form)) = (entries.last(), portal.form(workflow)) else { return Ok(None) };
    let mut rows = Vec::new();
    for entry in &entries {
        if let Some((_, body)) = portal.store().get(&entry.id).await? {
            rows.extend(record(cells(form, entry, &read(&body))));
        }
    }
    Ok(Some((rows.into(), last.sequence)))
}

fn cells(form: &Form, entry: &Entry, json: &Json) -> Vec<String> {
    let text = |name| json.get(name).and_then(Json::text).unwrap_or_default();
    let envelope = [
        entry.reference.clone(),
        moment(&entry.received_at),
        moment(text("filed_at")),
        claims::channel(entry, json),
        entry.id.clone(),
    ];
    let answers = json.get("answers");
    let answers = form.questions().map(|question| {
        let value = answers.and_then(|answers| answers.get(&question.id));
        value.map_or_else(String::new, |value| words(question, value))
    });
    envelope.into_iter().chain(answers).collect()
}

/// One line of the table.
fn record(cells: impl IntoIterator<Item = String>) -> Vec<u8> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(cells.into_iter().map(harmless));
    writer.into_inner().unwrap_or_default()
}

/// The cell as text that no spreadsheet takes for a formula.
fn harmless(cell: String) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if is_formula { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_hold_no_formula() {
        for (cell, expect) in [
            ("王小明", "王小明"),
            ("a,b", "\"a,b\""),
            ("a\"b", "\"a\"\"b\""),
            ("a\r\nb", "\"a\r\nb\""),
            ("=1+1", "'=1+1"),
            ("+886 912", "'+886 912"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "\"'\r=1\""),
            ("\n=1", "\"'\n=1\""),
            ("＝1", "'＝1"),
            ("=HYPERLINK(\"http://evil.example\";1)", "\"'=HYPERLINK(\"\"http://evil.example\"\";1)\""),
            ("a=1", "a=1"),
        ] {
            let line = record([cell.to_owned(), "x".to_owned()]);
            assert_eq!(String::from_utf8(line).as_deref(), Ok(format!("{expect},x\r\n").as_str()));
        }
    }
}
