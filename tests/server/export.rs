//! The table for spreadsheets: its columns, its cells, and that no answer becomes a formula.

use crate::stand::{BASE, Folder, ID, Stand, another, changed};
use guitai::form::{Form, builtin};

/// The table's records, read by another implementation than ours.
fn records(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{FEFF}').expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn a_table_has_a_column_for_each_question() {
    for folder in Folder::on_each_database() {
        let portal = Stand::start(&folder);
        let evil =
            changed(|it| it["answers"]["unit_name"] = "=HYPERLINK(\"http://evil.example\",\"x\")".into());
        let reference = portal.submit(ID, evil).string("/reference");
        let petition = include_str!("../forms/petition/base.json");
        let id = petition.split('"').nth(3).unwrap();
        assert_eq!(portal.submit(id, petition).status, 201);
        // More than are fetched at one time.
        for number in 100..219 {
            let (id, body) = another(number);
            assert_eq!(portal.submit(&id, body).status, 201);
        }
        let table = portal.get("/inbox.csv?workflow=exemption");
        assert_eq!(table.header("content-type"), "text/csv; charset=utf-8; header=present");
        assert_eq!(
            table.header("content-disposition"),
            "attachment; filename=\"exemption.csv\"; filename*=UTF-8''exemption.csv"
        );
        let records = records(table.text());
        let form = Form::read(builtin("exemption").unwrap()).unwrap();
        let place = |id: &str| 5 + form.questions().position(|question| question.id == id).unwrap();
        assert_eq!(records.len(), 1 + 1 + 119);
        assert!(records.iter().all(|record| record.len() == 5 + form.questions().count()));
        let first = records.last().unwrap();
        for (column, expect) in [
            (0, reference.as_str()),
            (1, "民國115年11月21日上午10時5分"),
            (4, ID),
            (place("name"), "王小明"),
            (place("national_id"), "A123456789"),
            (place("unit_name"), "'=HYPERLINK(\"http://evil.example\",\"x\")"),
        ] {
            assert_eq!(first[column], expect);
        }
        assert_eq!(records[0][place("name")], form.question("name").unwrap().name().in_language("zh-Hant"));
        let inbox = portal.get("/inbox");
        assert!(inbox.text().contains("href=\"/inbox.csv?workflow=exemption\""), "{}", inbox.text());
    }
}

#[test]
fn other_tables_are_not_there() {
    let folder = Folder::new();
    let portal = Stand::start(&folder);
    assert_eq!(portal.submit(ID, BASE).status, 201);
    for query in
        ["", "?workflow", "?workflow=none", "?workflow=..%2fexemption", "?workflow=exemption'%20OR%201=1"]
    {
        assert_eq!(portal.get(&format!("/inbox.csv{query}")).status, 404, "{query}");
    }
    assert_eq!(portal.get_with("/inbox.csv?workflow=exemption", &[("host", "portal.example")]).status, 403);
    assert_eq!(records(portal.get("/inbox.csv?workflow=petition").text()).len(), 1);
}
