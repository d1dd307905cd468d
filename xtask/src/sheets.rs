//! `cargo xtask sheets`: checks that typed texts are unchanged when the portal's tables are opened in
//! LibreOffice. Excel reads the same file; the native tests read it with a third implementation.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use roxmltree::{Document, Node};
use serde_json::Value;

use crate::project::Project;
use crate::run::{find, headline};
use crate::server::Server;
use crate::{debian, run};

/// Calc without a user interface. The package is half a gigabyte, so this is not part of `cargo xtask test`.
const PACKAGES: [&str; 1] = ["libreoffice-calc-nogui"];
const NAMES: [&str; 3] = ["soffice", "libreoffice", "localc"];

const CELLS: &str = "tests/server/cells.json";
const SUBMISSION: &str = "tests/forms/petition/base.json";
/// Five minutes after the submission was filed.
const NOW: &str = "2026-11-21T10:05:00+08:00";
const TOKEN: &str = "a-token-for-this-run-only";
/// Separators of a CSV file that LibreOffice offers.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Sends petitions, exports them, opens the tables, and compares the cells.
///
/// # Errors
/// LibreOffice cannot be installed, a petition is not stored, or a cell differs from the typed text.
pub fn run(project: &Project) -> Result<()> {
    let office = Office::ready(project)?;
    let guitai = project.build_guitai()?;
    let cells: Vec<String> = serde_json::from_str(&fs::read_to_string(project.root.join(CELLS))?)?;
    let portal = start(project, &guitai, &office.folder)?;
    file(&portal, &fs::read_to_string(project.root.join(SUBMISSION))?, &cells)?;

    headline("the spreadsheet");
    let table = office.download(&portal, "xlsx")?;
    let sheet = office.open(&table, None)?;
    let sheet = Document::parse(&sheet)?;
    let found = texts(&sheet)?;
    for cell in &cells {
        ensure!(found.contains(cell), "the spreadsheet does not contain {cell:?} unchanged");
    }
    println!("{} texts are unchanged; {} cells are text", cells.len(), found.len());

    headline("the CSV");
    office.check_control()?;
    let table = office.download(&portal, "csv")?;
    for separator in SEPARATORS {
        let sheet = office.open(&table, Some(separator))?;
        let formulas = formulas(&Document::parse(&sheet)?);
        ensure!(formulas.is_empty(), "split at {:?}: {formulas:?}", char::from(separator));
    }
    println!("no formulas with any separator");
    Ok(())
}

fn start(project: &Project, guitai: &Path, folder: &Path) -> Result<Server> {
    let mut command = Command::new(guitai);
    command.args(["serve", "--port", "0", "--rate-limit", "0", "--clock", NOW, "--dist"]);
    command.arg(project.dist()).arg("--database").arg(folder.join("portal.sqlite"));
    Server::start(command.env("GUITAI_STAFF_TOKEN", TOKEN).current_dir(&project.root))
}

/// Sends a petition with each text as its subject.
fn file(portal: &Server, submission: &str, cells: &[String]) -> Result<()> {
    let mut submission: Value = serde_json::from_str(submission)?;
    for (number, cell) in cells.iter().enumerate() {
        let id = format!("01a1fbd4-f500-7000-8000-{number:012x}");
        let answers = submission.get_mut("answers").and_then(Value::as_object_mut);
        answers.context("the petition has no answers")?.insert("subject".into(), cell.as_str().into());
        submission.as_object_mut().context("no petition")?.insert("id".into(), id.as_str().into());
        ureq::post(format!("{}/api/submissions", portal.address))
            .header("content-type", "application/json")
            .header("idempotency-key", format!("\"{id}\""))
            .send(submission.to_string())
            .with_context(|| format!("{cell:?} was not stored"))?;
    }
    Ok(())
}

/// LibreOffice with a separate profile and folder.
struct Office {
    program: PathBuf,
    folder: PathBuf,
}

impl Office {
    /// Installs LibreOffice if it is missing, and clears the folder.
    fn ready(project: &Project) -> Result<Self> {
        let search = || NAMES.iter().find_map(|name| find(name));
        if search().is_none() {
            debian::install("LibreOffice Calc", &PACKAGES, "Install it, with soffice on the path")?;
        }
        let program = search().context("the Debian package contains no LibreOffice")?;
        let folder = project.target.join("sheets");
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        Ok(Self { program, folder })
    }

    /// Downloads the portal's table of petitions.
    fn download(&self, portal: &Server, kind: &str) -> Result<PathBuf> {
        let mut answer = ureq::get(format!("{}/inbox.{kind}?workflow=petition", portal.address))
            .header("authorization", format!("Bearer {TOKEN}"))
            .call()?;
        let path = self.folder.join(format!("petition.{kind}"));
        fs::write(&path, answer.body_mut().read_to_vec()?)?;
        Ok(path)
    }

    /// Converts a table to Flat ODF with LibreOffice. A CSV file is split at the separator.
    fn open(&self, table: &Path, separator: Option<u8>) -> Result<String> {
        let mut office = Command::new(&self.program);
        office.args(["--headless", "--norestore", "--convert-to", "fods"]);
        office.arg(format!("-env:UserInstallation=file://{}", self.folder.join("profile").display()));
        if let Some(separator) = separator {
            // 34 is the quotation mark; 76 is LibreOffice's number for UTF-8.
            office.arg(format!("--infilter=CSV:{separator},34,76"));
        }
        run::read(office.arg("--outdir").arg(&self.folder).arg(table))?;
        Ok(fs::read_to_string(table.with_extension("fods"))?)
    }

    /// Checks that LibreOffice detects a formula in a CSV file. Otherwise the test would always pass.
    fn check_control(&self) -> Result<()> {
        let control = self.folder.join("control.csv");
        fs::write(&control, "a;=1+1\r\n")?;
        let sheet = self.open(&control, Some(b';'))?;
        ensure!(
            formulas(&Document::parse(&sheet)?).len() == 1,
            "LibreOffice does not detect formulas in CSV files"
        );
        Ok(())
    }
}

/// Iterates over the non-empty cells.
fn cells<'a>(sheet: &'a Document<'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    sheet.descendants().filter(|node| node.has_tag_name("table-cell") && node.has_children())
}

fn attribute<'a>(cell: &Node<'a, 'a>, name: &str) -> Option<&'a str> {
    cell.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

fn formulas(sheet: &Document) -> Vec<String> {
    cells(sheet).filter_map(|cell| attribute(&cell, "formula").map(str::to_owned)).collect()
}

/// Returns the texts of all cells.
///
/// # Errors
/// A cell is a number, a date or a formula.
fn texts(sheet: &Document) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    for cell in cells(sheet) {
        let lines: Vec<String> = cell.children().filter(Node::is_element).map(line).collect();
        let text = lines.join("\n");
        if attribute(&cell, "value-type") != Some("string") || attribute(&cell, "formula").is_some() {
            bail!("{text:?} is not a text cell in the spreadsheet");
        }
        texts.push(text);
    }
    Ok(texts)
}

/// Returns the text of a paragraph. Repeated spaces are encoded as an element.
fn line(paragraph: Node) -> String {
    let mut line = String::new();
    for node in paragraph.descendants() {
        if let Some(text) = node.text().filter(|_| node.is_text()) {
            line += text;
        } else if node.has_tag_name("s") {
            let count = node.attributes().find(|attribute| attribute.name() == "c");
            let count = count.and_then(|attribute| attribute.value().parse().ok()).unwrap_or(1);
            line += &" ".repeat(count);
        } else if node.has_tag_name("line-break") {
            line.push('\n');
        }
    }
    line
}
