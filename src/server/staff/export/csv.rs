//! The export as CSV for programs (RFC 4180), with every cell quoted.
//!
//! A spreadsheet reads a cell that begins with `=` and some other characters as a formula, which could send
//! the other cells to a server (OWASP, CSV Injection). A reader that splits at another separator than the
//! comma ignores the quotation marks and finds cells within cells. An apostrophe before each possible formula
//! keeps it text.

use super::Table;
use crate::server::http::disposition;
use crate::server::http::problem::RequestError;
use crate::server::staff::Staff;
use axum::body::{Body, Bytes};
use axum::extract::{RawQuery, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use csv::{QuoteStyle, Terminator, WriterBuilder};
use futures_util::stream::{StreamExt, iter, try_unfold};
use std::sync::Arc;

/// Spreadsheets detect UTF-8 by it.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";
/// The characters at which readers split lines and cells.
const SEPARATORS: [char; 6] = [',', ';', '\t', '|', '\r', '\n'];
/// The first characters of formulas, also in full width, as Chinese input methods write them.
const FORMULAS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// `GET /inbox.csv?workflow=…`
pub async fn csv(
    State(staff): State<Arc<Staff>>,
    RawQuery(query): RawQuery,
) -> Result<Response, RequestError> {
    let table = Table::requested(&staff, query.as_deref())?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8; header=present".to_owned()),
        (header::CONTENT_DISPOSITION, disposition::attachment(&table.file_name("csv"))),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    let start = [BYTE_ORDER_MARK.as_bytes(), &records([table.headings()])].concat();
    let pages = try_unfold(table, async |mut table| {
        let rows = table.next().await?;
        Ok::<_, RequestError>(rows.map(|rows| (records(rows).into(), table)))
    });
    Ok((headers, Body::from_stream(iter([Ok(Bytes::from(start))]).chain(pages))).into_response())
}

/// Returns the rows as lines of CSV.
fn records(rows: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Always)
        .from_writer(Vec::new());
    for row in rows {
        // Writing to memory does not fail.
        let _ = writer.write_record(row.iter().map(|cell| without_formulas(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

/// Returns the cell without formulas, wherever a reader splits it: an apostrophe is inserted before each
/// character that could begin one, also after spaces and quotation marks.
fn without_formulas(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut may_begin = true;
    for character in cell.chars() {
        if may_begin && FORMULAS.contains(&character) {
            text.push('\'');
        }
        may_begin =
            SEPARATORS.contains(&character) || may_begin && (character.is_whitespace() || character == '"');
        text.push(character);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_contain_no_formula() {
        for (cell, expect) in [
            ("王小明", "王小明"),
            ("0912345678", "0912345678"),
            ("", ""),
            ("a,b", "a,b"),
            ("a\"b", "a\"\"b"),
            ("a\r\nb", "a\r\nb"),
            ("a=1", "a=1"),
            ("1-2", "1-2"),
            ("2026-11-21", "2026-11-21"),
            ("=1+1", "'=1+1"),
            ("+886 912", "'+886 912"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "\t'=1"),
            ("\r=1", "\r'=1"),
            ("\n=1", "\n'=1"),
            (" =1", " '=1"),
            ("\u{3000}=1", "\u{3000}'=1"),
            ("\"=1\"", "\"\"'=1\"\""),
            ("＝1", "'＝1"),
            ("=HYPERLINK(\"http://evil.example\";1)", "'=HYPERLINK(\"\"http://evil.example\"\";1)"),
            ("路燈不亮;=1+1;=WEBSERVICE(A2)", "路燈不亮;'=1+1;'=WEBSERVICE(A2)"),
            ("a,=1|+1\t-1\n@A1", "a,'=1|'+1\t'-1\n'@A1"),
            ("a; \"=1", "a; \"\"'=1"),
            ("==1", "'==1"),
            ("電話:+886912345678", "電話:+886912345678"),
            ("https://a.example/?b=1", "https://a.example/?b=1"),
        ] {
            let line = records([vec![cell.to_owned(), "x".to_owned()]]);
            assert_eq!(String::from_utf8(line).as_deref(), Ok(format!("\"{expect}\",\"x\"\r\n").as_str()));
        }
    }
}
