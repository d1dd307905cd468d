//! The export as a spreadsheet (Office Open XML). Every cell is text, also after it is edited.

use super::Table;
use crate::server::http::disposition;
use crate::server::http::problem::RequestError;
use crate::server::staff::Staff;
use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rust_xlsxwriter::{Format, FormatAlign, IgnoreError, Workbook, XlsxError};
use std::fs::File;
use std::io::{Seek, SeekFrom};
use std::sync::Arc;
use tokio::runtime::Handle;
use tokio::task::spawn_blocking;
use tokio_util::io::ReaderStream;

const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// The number format of text.
const TEXT: &str = "@";
/// The maximum number of rows of a sheet, including the headings. Older submissions are only in the CSV file.
const MAX_ROWS: u32 = 1_048_576;
/// The maximum number of UTF-16 code units of a cell. A longer text is cut and ends with an ellipsis.
const MAX_CELL_UNITS: usize = 32_767;
/// The width of a column in characters.
const COLUMN_WIDTH: f64 = 20.0;

impl From<XlsxError> for RequestError {
    /// Logs the error, for example a full disk. The client may retry.
    fn from(error: XlsxError) -> Self {
        tracing::error!(%error, "the spreadsheet could not be written");
        Self::Unavailable
    }
}

/// `GET /inbox.xlsx?workflow=…`
pub async fn xlsx(
    State(staff): State<Arc<Staff>>,
    RawQuery(query): RawQuery,
) -> Result<Response, RequestError> {
    let table = Table::requested(&staff, query.as_deref())?;
    let headers = [
        (header::CONTENT_TYPE, MEDIA_TYPE.to_owned()),
        (header::CONTENT_DISPOSITION, disposition::attachment(&table.file_name("xlsx"))),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    let runtime = Handle::current();
    // The library panics if it can't write a temporary file.
    let file =
        spawn_blocking(move || write(table, &runtime)).await.map_err(|_| RequestError::Unavailable)??;
    let file = tokio::fs::File::from_std(file);
    Ok((headers, Body::from_stream(ReaderStream::new(file))).into_response())
}

/// Writes the spreadsheet to an unnamed temporary file, which is deleted when it is closed. One row is in
/// memory at a time.
fn write(mut table: Table, runtime: &Handle) -> Result<File, RequestError> {
    let text = Format::new().set_num_format(TEXT).set_align(FormatAlign::Top);
    let heading = text.clone().set_bold();
    let headings = table.headings();
    let last = u16::try_from(headings.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_column_range_format(0, last, &text)?.set_column_range_width(0, last, COLUMN_WIDTH)?;
    // Numbers as text are intended, so spreadsheets must not mark them as errors.
    sheet.ignore_error_range(0, 0, MAX_ROWS - 1, last, IgnoreError::NumberStoredAsText)?;
    sheet.set_freeze_panes(1, 0)?;
    let mut number = 0;
    let mut rows = vec![headings];
    let mut format = &heading;
    loop {
        for row in &rows {
            for (column, cell) in (0..).zip(row) {
                sheet.write_string_with_format(number, column, shortened(cell), format)?;
            }
            number += 1;
            if number == MAX_ROWS {
                return save(book);
            }
        }
        format = &text;
        match runtime.block_on(table.next())? {
            Some(next) => rows = next,
            None => return save(book),
        }
    }
}

fn save(mut book: Workbook) -> Result<File, RequestError> {
    let mut file = tempfile::tempfile().map_err(XlsxError::from)?;
    book.save_to_writer(&mut file)?;
    file.seek(SeekFrom::Start(0)).map_err(XlsxError::from)?;
    Ok(file)
}

/// Returns the text, cut to the length of a cell.
fn shortened(text: &str) -> String {
    let mut units = 0;
    let fits = |character: &char| {
        units += character.len_utf16();
        units < MAX_CELL_UNITS
    };
    let mut cell: String = text.chars().take_while(fits).collect();
    if cell.len() < text.len() {
        cell.push('…');
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_cells_are_cut() {
        for (text, expect) in [
            ("a".repeat(MAX_CELL_UNITS - 1), "a".repeat(MAX_CELL_UNITS - 1)),
            ("a".repeat(MAX_CELL_UNITS), "a".repeat(MAX_CELL_UNITS - 1) + "…"),
            ("𠀀".repeat(MAX_CELL_UNITS), "𠀀".repeat(MAX_CELL_UNITS / 2) + "…"),
            (String::new(), String::new()),
        ] {
            assert!(shortened(&text) == expect, "{} characters", text.chars().count());
        }
    }
}
