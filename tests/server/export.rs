//! Exports of a workflow's submissions: columns, cells, and that text stays text.

use crate::harness::{BASE, ID, TestFolder, TestPortal, changed, numbered};
use calamine::{Data, Reader, Xlsx};
use guitai::form::{Form, builtin};
use serde_json::{Value, json};
use std::io::Cursor;

/// Texts that spreadsheets could convert. `cargo xtask sheets` opens them in one.
const CELLS: &str = include_str!("cells.json");
const PETITION: &str = include_str!("../forms/petition/base.json");

/// Parses CSV with an independent implementation.
fn records(text: &str) -> Vec<Vec<String>> {
    split_at(text, b',')
}

/// Likewise, with another separator.
fn split_at(text: &str, separator: u8) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{FEFF}').expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true).delimiter(separator);
    let records = reader.from_reader(text.as_bytes()).into_records();
    records.map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Parses a spreadsheet with an independent implementation, and checks that each cell is text.
fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = book.sheet_names()[0].clone();
    assert!(book.worksheet_formula(&sheet).unwrap().is_empty(), "there are formulas");
    let text = |cell: &Data| match cell {
        Data::String(text) => text.clone(),
        Data::Empty => String::new(),
        other => panic!("{other:?} is not text"),
    };
    book.worksheet_range(&sheet).unwrap().rows().map(|row| row.iter().map(text).collect()).collect()
}

/// Returns a petition with that subject and content, and its id.
fn petition(number: usize, subject: &str, content: &str) -> (String, String) {
    let mut submission: Value = serde_json::from_str(PETITION).unwrap();
    let id = format!("01a1fbd4-f500-7000-8000-0000{number:08x}");
    submission["id"] = json!(id);
    submission["answers"]["subject"] = json!(subject);
    submission["answers"]["content"] = json!(content);
    submission["answers"]["mobile"] = json!("0912345678");
    (id, submission.to_string())
}

/// Returns the index of a question's column.
fn column(workflow: &str, id: &str) -> usize {
    let form = Form::read(builtin(workflow).unwrap()).unwrap();
    5 + form.questions().position(|question| question.id == id).unwrap()
}

#[test]
fn a_table_has_a_column_for_each_question() {
    for folder in TestFolder::for_each_database() {
        let portal = TestPortal::start(&folder);
        let evil =
            changed(|it| it["answers"]["unit_name"] = "=HYPERLINK(\"http://evil.example\",\"x\")".into());
        let reference = portal.submit(ID, evil).string("/reference");
        let (id, body) = petition(9999, "主旨", "內容");
        assert_eq!(portal.submit(&id, body).status, 201);
        // More rows than are read from the database at a time.
        for number in 100..219 {
            let (id, body) = numbered(number);
            assert_eq!(portal.submit(&id, body).status, 201);
        }
        let form = Form::read(builtin("exemption").unwrap()).unwrap();
        let (inbox, place) = (portal.get("/inbox"), |id| column("exemption", id));
        for (kind, media_type, guarded) in [
            ("csv", "text/csv; charset=utf-8; header=present", "'=HYPERLINK(\"http://evil.example\",\"x\")"),
            (
                "xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "=HYPERLINK(\"http://evil.example\",\"x\")",
            ),
        ] {
            let table = portal.get(&format!("/inbox.{kind}?workflow=exemption"));
            assert_eq!(table.header("content-type"), media_type);
            assert_eq!(
                table.header("content-disposition"),
                format!("attachment; filename=\"exemption.{kind}\"; filename*=UTF-8''exemption.{kind}")
            );
            assert_eq!(table.header("cache-control"), "no-store");
            let records = if kind == "csv" { records(table.text()) } else { rows(&table.body) };
            assert_eq!(records.len(), 1 + 1 + 119);
            assert!(records.iter().all(|record| record.len() == 5 + form.questions().count()));
            let first = records.last().unwrap();
            for (column, expect) in [
                (0, reference.as_str()),
                (1, "民國115年11月21日上午10時5分"),
                (4, ID),
                (place("name"), "王小明"),
                (place("national_id"), "A123456789"),
                (place("unit_name"), guarded),
            ] {
                assert_eq!(first[column], expect, "{kind}");
            }
            let heading = form.question("name").unwrap().name().in_language("zh-Hant");
            assert_eq!(records[0][place("name")], heading);
            let link = format!("href=\"/inbox.{kind}?workflow=exemption\"");
            assert!(inbox.text().contains(&link), "{}", inbox.text());
        }
    }
}

#[test]
fn answers_stay_text_in_a_spreadsheet() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    let cells: Vec<String> = serde_json::from_str(CELLS).unwrap();
    let content = |cell: &str| format!("第一行\n{cell}\n=1+1\n");
    for (number, cell) in cells.iter().enumerate() {
        let (id, body) = petition(number, cell, content(cell).trim_end());
        let response = portal.submit(&id, body);
        assert_eq!(response.status, 201, "{cell}: {}", response.text());
    }
    // More than the length of a cell.
    let long = "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}".repeat(4000);
    let (id, body) = petition(cells.len(), "長", &long);
    assert_eq!(portal.submit(&id, body.replace("\"長\"", "\"很長\"")).status, 201);

    let table = portal.get("/inbox.xlsx?workflow=petition");
    let mut rows = rows(&table.body);
    let shortened = rows[1][column("petition", "content")].clone();
    assert!(shortened.ends_with('…') && long.starts_with(shortened.trim_end_matches('…')));
    assert_eq!(shortened.chars().count(), 32_767);
    rows.drain(..2);
    assert_eq!(rows.len(), cells.len());
    for (cell, row) in cells.iter().rev().zip(&rows) {
        assert_eq!(row[column("petition", "subject")], *cell);
        assert_eq!(row[column("petition", "content")], content(cell).trim_end());
        assert_eq!(row[column("petition", "mobile")], "0912345678");
    }
}

#[test]
fn the_csv_contains_no_formula_at_any_separator() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    let cells: Vec<String> = serde_json::from_str(CELLS).unwrap();
    for (number, cell) in cells.iter().enumerate() {
        let (id, body) = petition(number, cell, &format!("第一行\n{cell}\n=1+1"));
        assert_eq!(portal.submit(&id, body).status, 201, "{cell}");
    }
    let table = portal.get("/inbox.csv?workflow=petition");
    let text = table.text();
    let body = text.trim_start_matches('\u{FEFF}').trim_end();
    assert!(body.starts_with('"') && body.ends_with('"'), "every cell is quoted");
    assert!(!body.contains(",,") && !body.contains("\",="), "every cell is quoted");
    for separator in [b',', b';', b'\t', b'|'] {
        for record in split_at(text, separator) {
            for cell in record {
                let start = cell.trim_start_matches([' ', '"', '\u{3000}']);
                let is_formula = start.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
                assert!(!is_formula, "{:?}: {cell}", char::from(separator));
            }
        }
    }
    // A parser of CSV reads the answers, with an apostrophe before each formula.
    let protected = &records(text)[cells.len()][column("petition", "subject")];
    assert_eq!(*protected, cells[0]);
}

#[test]
fn unknown_workflows_are_not_found() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    assert_eq!(portal.submit(ID, BASE).status, 201);
    for path in ["/inbox.csv", "/inbox.xlsx"] {
        for query in
            ["", "?workflow", "?workflow=none", "?workflow=..%2fexemption", "?workflow=exemption'%20OR%201=1"]
        {
            assert_eq!(portal.get(&format!("{path}{query}")).status, 404, "{path}{query}");
        }
        let elsewhere = [("host", "portal.example")];
        assert_eq!(portal.get_with(&format!("{path}?workflow=exemption"), &elsewhere).status, 403);
    }
    assert_eq!(records(portal.get("/inbox.csv?workflow=petition").text()).len(), 1);
    assert_eq!(rows(&portal.get("/inbox.xlsx?workflow=petition").body).len(), 1);
}
