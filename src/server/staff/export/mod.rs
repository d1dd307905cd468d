//! Submissions of one workflow as a table, a column for each question of the definition, the newest first.
//!
//! Every cell is text. As `.xlsx` it stays so in a spreadsheet, which takes `0912345678` in a CSV for a number and `1-2`
//! for a day; CSV is for programs. Nothing is masked: it is for work that needs the answers.

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

/// Rows that are fetched at one time.
const ROWS: i64 = 50;
/// The columns before those of the questions.
const ENVELOPE: [PortalWord; 5] = [
    PortalWord::Reference,
    PortalWord::ReceivedAt,
    PortalWord::FiledAt,
    PortalWord::Channel,
    PortalWord::SubmissionId,
];

/// A table whose rows are fetched a page at a time: only one body is in memory.
struct Table {
    staff: Arc<Staff>,
    workflow: String,
    /// The sequence number before which the next rows lie.
    before: i64,
}

impl Table {
    /// The table that a query such as `workflow=petition` asks for.
    fn requested(staff: &Arc<Staff>, query: Option<&str>) -> Result<Self, RequestError> {
        let query = query.unwrap_or_default();
        let workflow = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "workflow");
        let workflow = workflow.map(|(_, value)| value.into_owned()).ok_or(RequestError::NotFound)?;
        staff.forms.get(&workflow).ok_or(RequestError::NotFound)?;
        Ok(Self { staff: Arc::clone(staff), workflow, before: i64::MAX })
    }

    /// The name of a file of this kind.
    fn file_name(&self, extension: &str) -> String {
        format!("{}.{extension}", self.workflow)
    }

    /// The headings of the columns.
    fn headings(&self) -> Vec<String> {
        let questions = self.staff.forms.get(&self.workflow).into_iter().flat_map(Form::questions);
        let labels = questions.map(|question| question.name().in_language(LANG.tag()).to_owned());
        ENVELOPE.map(|word| word.say(LANG).to_owned()).into_iter().chain(labels).collect()
    }

    /// The cells of the next rows; `None` after the last.
    async fn next(&mut self) -> Result<Option<Vec<Vec<String>>>, RequestError> {
        let entries = self.staff.store.list_workflow(&self.workflow, self.before, ROWS).await?;
        let (Some(last), Some(form)) = (entries.last(), self.staff.forms.get(&self.workflow)) else {
            return Ok(None);
        };
        let words = answers::words();
        let mut rows = Vec::new();
        for entry in &entries {
            if let Some((_, body)) = self.staff.store.get(&entry.id).await? {
                rows.push(cells(&words, form, entry, &parse(&body)));
            }
        }
        self.before = last.sequence;
        Ok(Some(rows))
    }
}

fn cells(words: &Words, form: &Form, entry: &SubmissionRow, json: &Json) -> Vec<String> {
    let text = |name| json.get(name).and_then(Json::text).unwrap_or_default();
    let envelope = [
        entry.reference.clone(),
        date_time(&entry.received_at),
        date_time(text("filed_at")),
        claims::channel(entry, json),
        entry.id.clone(),
    ];
    let stored = json.get("answers");
    let answers = form.questions().map(|question| {
        let value = stored.and_then(|answers| answers.get(&question.id));
        value.map_or_else(String::new, |value| answers::text(words, question, value))
    });
    envelope.into_iter().chain(answers).collect()
}
