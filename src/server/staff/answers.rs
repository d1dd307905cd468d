//! The answers of a stored submission as the staff read them: in the same words as on the form's review, by
//! step, with identification numbers masked.

use super::LANG;
use crate::answer::Answer;
use crate::form::{Form, Kind, Question};
use crate::json::Json;
use crate::text::Words;
use crate::text::portal::PortalWord;
use crate::value::masked;
use crate::value::time::DateTime;

/// A heading and the rows below it.
pub struct Section {
    pub heading: String,
    pub rows: Vec<Row>,
}

/// A label and its value.
pub struct Row {
    pub label: String,
    pub cell: Cell,
}

/// A value.
pub enum Cell {
    Text(String),
    /// The rows of a group.
    Rows(Vec<Vec<Part>>),
    File(FileCell),
}

/// An answer in a row of a group.
pub struct Part {
    pub label: String,
    pub text: String,
}

/// An attachment.
pub struct FileCell {
    pub name: String,
    /// The path of its download, if the portal has the file.
    pub path: Option<String>,
    /// Its type and size.
    pub description: String,
    pub sha256: String,
}

impl Section {
    /// A section with that heading; `None` if it has no rows.
    pub fn new(heading: &str, rows: impl Iterator<Item = Row>) -> Option<Self> {
        let rows: Vec<Row> = rows.collect();
        (!rows.is_empty()).then(|| Self { heading: heading.to_owned(), rows })
    }
}

impl Row {
    /// A row with a text.
    pub fn text(label: &str, text: String) -> Self {
        Self { label: label.to_owned(), cell: Cell::Text(text) }
    }
}

/// Returns the answers by step, then those that the definition does not contain, the attachments, and the
/// accepted notices. `path` returns the path of a file's download.
pub fn sections(form: Option<&Form>, json: &Json, path: impl Fn(&Json) -> Option<String>) -> Vec<Section> {
    let words = words();
    let answers = json.get("answers").map(Json::members).unwrap_or_default();
    let steps = form.map(|form| form.steps.as_slice()).unwrap_or_default();
    let by_step = steps.iter().filter_map(|step| {
        let rows = step.questions.iter().filter_map(|question| {
            let cell = cell(&words, question, json.get("answers")?.get(&question.id)?);
            Some(Row { label: words.text(question.name()).to_owned(), cell })
        });
        Section::new(words.text(&step.title), rows)
    });
    let is_unknown = |id: &str| form.is_none_or(|form| form.question(id).is_none());
    let unknown = answers.iter().filter(|(id, _)| is_unknown(id));
    let unknown = unknown.map(|(id, value)| Row::text(id, value.write()));
    let files = entries(json, "attachments").map(|file| attachment(&words, form, file, path(file)));
    let notices = entries(json, "notices").map(|notice| acceptance(&words, form, notice));
    by_step
        .chain(Section::new(PortalWord::OtherAnswers.say(LANG), unknown))
        .chain(Section::new(PortalWord::Attachments.say(LANG), files))
        .chain(Section::new(PortalWord::AcceptedNotices.say(LANG), notices))
        .collect()
}

/// The words of the staff's pages.
pub fn words() -> Words {
    Words::of(LANG.tag())
}

/// Returns a date and time such as `2026-11-21T10:00:00+08:00` in the ROC calendar; any other text as it is.
pub fn date_time(text: &str) -> String {
    DateTime::parse(text).map_or_else(|_| text.to_owned(), DateTime::roc)
}

/// Returns an answer as text. A value that the question no longer allows is returned as it is stored.
pub fn text(words: &Words, question: &Question, value: &Json) -> String {
    match (question.kind, value) {
        (Kind::Group, Json::Array(rows)) => {
            let rows = rows.iter().map(|row| {
                let parts = parts(words, question, row, text);
                let labelled = parts
                    .iter()
                    .map(|part| [&part.label, PortalWord::LabelSeparator.say(LANG), &part.text].concat());
                labelled.collect::<Vec<_>>().join(PortalWord::RowSeparator.say(LANG))
            });
            rows.collect::<Vec<_>>().join("\n")
        }
        _ => match Answer::from_stored(question.kind, value) {
            Some(answer @ Answer::List(_)) => {
                words.answer_lines(question, &answer).join(PortalWord::ListSeparator.say(LANG))
            }
            Some(answer) => words.answer_lines(question, &answer).join("\n"),
            None => value.write(),
        },
    }
}

/// Returns an answer as a cell, with personal identifiers masked.
fn cell(words: &Words, question: &Question, value: &Json) -> Cell {
    match (question.kind, value) {
        (Kind::Group, Json::Array(rows)) => {
            Cell::Rows(rows.iter().map(|row| parts(words, question, row, masked_text)).collect())
        }
        _ => Cell::Text(masked_text(words, question, value)),
    }
}

fn masked_text(words: &Words, question: &Question, value: &Json) -> String {
    let text = text(words, question, value);
    if question.kind == Kind::NationalId || question.sensitive { masked(&text) } else { text }
}

/// Returns the answers in one row of a group.
fn parts(
    words: &Words,
    group: &Question,
    row: &Json,
    text: impl Fn(&Words, &Question, &Json) -> String,
) -> Vec<Part> {
    let parts = group.questions.iter().filter_map(|question| {
        let text = text(words, question, row.get(&question.id)?);
        Some(Part { label: words.text(question.name()).to_owned(), text })
    });
    parts.collect()
}

fn attachment(words: &Words, form: Option<&Form>, file: &Json, path: Option<String>) -> Row {
    let member = |name| file.get(name).and_then(Json::text).unwrap_or_default();
    let answer = member("answer");
    let question = form.and_then(|form| form.question(answer));
    let label = question.map_or(answer, |question| words.text(question.name()));
    let kilobytes = file.get("size").and_then(Json::integer).unwrap_or_default().div_ceil(1024);
    let values = [("type", member("media_type")), ("size", &kilobytes.to_string())];
    let cell = FileCell {
        name: member("name").to_owned(),
        path,
        description: PortalWord::FileDescription.fill(LANG, &values),
        sha256: member("sha256").to_owned(),
    };
    Row { label: label.to_owned(), cell: Cell::File(cell) }
}

fn acceptance(words: &Words, form: Option<&Form>, accepted: &Json) -> Row {
    let member = |name| accepted.get(name).and_then(Json::text).unwrap_or_default();
    let notice = form.and_then(|form| form.notices.iter().find(|notice| notice.id == member("id")));
    let label = notice.map_or(member("id"), |notice| words.text(&notice.title));
    let values = [("time", date_time(member("accepted_at"))), ("version", member("version").to_owned())];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    Row::text(label, PortalWord::Acceptance.fill(LANG, &values))
}

fn entries<'a>(json: &'a Json, name: &str) -> impl Iterator<Item = &'a Json> {
    json.get(name).and_then(Json::entries).unwrap_or_default().iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times_are_in_the_roc_calendar() {
        for (text, expect) in
            [("2026-11-21T10:05:00+08:00", "民國115年11月21日上午10時5分"), ("soon", "soon"), ("", "")]
        {
            assert_eq!(date_time(text), expect);
        }
    }
}
