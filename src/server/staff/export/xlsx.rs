//! The table as a spreadsheet (Office Open XML): every cell is text, and stays it when somebody edits it.

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
/// Rows of a sheet, the headings among them. Older submissions than fit are left to the CSV.
const MOST_ROWS: u32 = 1_048_576;
/// UTF-16 units of a cell; a longer text ends in an ellipsis.
const MOST_IN_CELL: usize = 32_767;
/// Characters that a column is wide.
const WIDTH: f64 = 20.0;

impl From<XlsxError> for RequestError {
    /// Such as a full disk: logged, and may be tried again.
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
    // The library panics where a temporary file can't be written.
    let file =
        spawn_blocking(move || write(table, &runtime)).await.map_err(|_| RequestError::Unavailable)??;
    let file = tokio::fs::File::from_std(file);
    Ok((headers, Body::from_stream(ReaderStream::new(file))).into_response())
}

/// The spreadsheet in a file without a name, which goes with its handle. One row is in memory at a time.
fn write(mut table: Table, runtime: &Handle) -> Result<File, RequestError> {
    let text = Format::new().set_num_format(TEXT).set_align(FormatAlign::Top);
    let heading = text.clone().set_bold();
    let headings = table.headings();
    let last = u16::try_from(headings.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_column_range_format(0, last, &text)?.set_column_range_width(0, last, WIDTH)?;
    // A number that is text is no mistake here.
    sheet.ignore_error_range(0, 0, MOST_ROWS - 1, last, IgnoreError::NumberStoredAsText)?;
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
            if number == MOST_ROWS {
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

/// The text, or as much of it as a cell holds.
fn shortened(text: &str) -> String {
    let mut units = 0;
    let fits = |character: &char| {
        units += character.len_utf16();
        units < MOST_IN_CELL
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
    fn a_cell_holds_so_much() {
        for (text, expect) in [
            ("a".repeat(MOST_IN_CELL - 1), "a".repeat(MOST_IN_CELL - 1)),
            ("a".repeat(MOST_IN_CELL), "a".repeat(MOST_IN_CELL - 1) + "…"),
            ("𠀀".repeat(MOST_IN_CELL), "𠀀".repeat(MOST_IN_CELL / 2) + "…"),
            (String::new(), String::new()),
        ] {
            assert!(shortened(&text) == expect, "{} characters", text.chars().count());
        }
    }
}
