//! Exports of one workflow's submissions as a table with a column for each question, newest first.
//!
//! Every cell is text. Spreadsheets keep it as text in an XLSX file, but read `0912345678` in a CSV file as a
//! number and `1-2` as a date; CSV is for programs. No answer is masked.

mod csv;
mod xlsx;

pub use csv::csv;
pub use xlsx::xlsx;

use super::answers::{self, date_time};
use super::inbox::parse;
use super::{LANG, Staff, claims};
use crate::form::Form;
use crate::json::Json;
use crate::server::http::problem::RequestError;
use crate::server::store::SubmissionRow;
use crate::text::Words;
use crate::text::portal::PortalWord;
use std::sync::Arc;
use url::form_urlencoded;

/// The rows that are read from the database at a time.
const PAGE_ROWS: i64 = 50;
/// The columns before those of the questions.
const ENVELOPE: [PortalWord; 5] = [
    PortalWord::Reference,
    PortalWord::ReceivedAt,
    PortalWord::FiledAt,
    PortalWord::Channel,
    PortalWord::SubmissionId,
];

/// A table that is read from the database page by page, with one body in memory at a time.
struct Table {
    staff: Arc<Staff>,
    workflow: String,
    /// The next rows have a sequence number below this one.
    before: i64,
}

impl Table {
    /// Returns the table for a query such as `workflow=petition`.
    ///
    /// # Errors
    /// `NotFound` if there is no such workflow.
    fn requested(staff: &Arc<Staff>, query: Option<&str>) -> Result<Self, RequestError> {
        let query = query.unwrap_or_default();
        let workflow = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "workflow");
        let workflow = workflow.map(|(_, value)| value.into_owned()).ok_or(RequestError::NotFound)?;
        staff.forms.get(&workflow).ok_or(RequestError::NotFound)?;
        Ok(Self { staff: Arc::clone(staff), workflow, before: i64::MAX })
    }

    /// Returns the file name with that extension.
    fn file_name(&self, extension: &str) -> String {
        format!("{}.{extension}", self.workflow)
    }

    /// Returns the headings of the columns.
    fn headings(&self) -> Vec<String> {
        let questions = self.staff.forms.get(&self.workflow).into_iter().flat_map(Form::questions);
        let labels = questions.map(|question| question.name().in_language(LANG.tag()).to_owned());
        ENVELOPE.map(|word| word.say(LANG).to_owned()).into_iter().chain(labels).collect()
    }

    /// Returns the cells of the next rows; `None` after the last.
    async fn next(&mut self) -> Result<Option<Vec<Vec<String>>>, RequestError> {
        let page = self.staff.store.list_workflow(&self.workflow, self.before, PAGE_ROWS).await?;
        let (Some(last), Some(form)) = (page.last(), self.staff.forms.get(&self.workflow)) else {
            return Ok(None);
        };
        let words = answers::words();
        let mut rows = Vec::new();
        for row in &page {
            if let Some((_, body)) = self.staff.store.get(&row.id).await? {
                rows.push(cells(&words, form, row, &parse(&body)));
            }
        }
        self.before = last.sequence;
        Ok(Some(rows))
    }
}

fn cells(words: &Words, form: &Form, row: &SubmissionRow, json: &Json) -> Vec<String> {
    let text = |name| json.get(name).and_then(Json::text).unwrap_or_default();
    let envelope = [
        row.reference.clone(),
        date_time(&row.received_at),
        date_time(text("filed_at")),
        claims::channel(row, json),
        row.id.clone(),
    ];
    let stored = json.get("answers");
    let answers = form.questions().map(|question| {
        let value = stored.and_then(|answers| answers.get(&question.id));
        value.map_or_else(String::new, |value| answers::text(words, question, value))
    });
    envelope.into_iter().chain(answers).collect()
}
