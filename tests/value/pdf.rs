//! Detection of PDFs that require a password: files made by qpdf and by hand, compared with qpdf and Poppler.

use guitai::value::attachment::pdf::asks_for_password;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

mod document;
mod layouts;
mod mention;
mod work;

use document::{Document, LOCKED, OPEN};
use layouts::{DECOY, ENCRYPT, LAYOUTS, encrypted};

/// Returns the files of a folder of `tests/pdf`.
fn files(folder: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pdf").join(folder);
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

fn all_files() -> Vec<(PathBuf, Vec<u8>, bool)> {
    let all = [("asks", true), ("opens", false), ("plain", false)];
    let of = |(folder, asks)| files(folder).into_iter().map(move |(path, bytes)| (path, bytes, asks));
    all.into_iter().flat_map(of).collect()
}

/// Returns the result of qpdf by its exit code: 0 if a password is required, 2 without encryption or on an
/// error, 3 with an empty user password.
fn by_qpdf(path: &Path) -> bool {
    let output = Command::new("qpdf").arg("--requires-password").arg(path).output();
    let status = output.expect("qpdf is missing: `cargo xtask test` installs it").status;
    match status.code() {
        Some(0) => true,
        Some(2 | 3) => false,
        _ => panic!("{}: qpdf exits with {status}", path.display()),
    }
}

/// Returns the result of Poppler.
fn by_poppler(path: &Path) -> bool {
    let output = Command::new("pdfinfo").arg(path).output();
    let output = output.expect("pdfinfo is missing: `cargo xtask test` installs it");
    String::from_utf8_lossy(&output.stderr).contains("Incorrect password")
}

/// Checks the result, also for the same file without `startxref`, which must be scanned.
fn check(name: &str, pdf: &[u8], expected: bool) {
    assert_eq!(asks_for_password(pdf), expected, "{name}");
    assert_eq!(asks_for_password(&without_startxref(pdf)), expected, "{name}, scanned");
}

fn without_startxref(pdf: &[u8]) -> Vec<u8> {
    let mut changed = pdf.to_vec();
    while let Some(at) = changed.windows(9).position(|window| window == b"startxref") {
        changed[at] = b'S';
    }
    changed
}

#[test]
fn examines_files_of_qpdf() {
    let all = all_files();
    assert_eq!(all.len(), 60);
    for (path, bytes, asks) in all {
        check(&path.display().to_string(), &bytes, asks);
    }
}

#[test]
fn agrees_with_qpdf_and_poppler() {
    for (path, _, asks) in all_files() {
        assert_eq!(by_qpdf(&path), asks, "qpdf: {}", path.display());
        assert_eq!(by_poppler(&path), asks, "Poppler: {}", path.display());
    }
}

/// Returns equivalent spellings of a dictionary.
fn spellings(dictionary: &str) -> [String; 5] {
    let literal = |escape: fn(u8) -> String| {
        let (mut out, mut rest) = (String::new(), dictionary);
        while let Some((before, after)) = rest.split_once("O<").or_else(|| rest.split_once("U<")) {
            let kind = if rest.split_once("O<").is_some() { 'O' } else { 'U' };
            let (digits, after) = after.split_once('>').unwrap();
            let bytes =
                (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap());
            out.extend([before, &kind.to_string(), "(", &bytes.map(escape).collect::<String>(), ")"]);
            rest = after;
        }
        out + rest
    };
    [
        dictionary.to_owned(),
        literal(|byte| format!("\\{byte:03o}")),
        literal(|byte| format!("\\\r\n\\{byte:03o}\\\n")),
        dictionary.replace("-4", "4294967292").replace("/Standard", "/St#61ndard"),
        dictionary
            .replace('/', "\r\n/")
            .replace('<', "< ")
            .replace("< < ", "<<")
            .replace("/P", "/P%comment (\n"),
    ]
}

#[test]
fn finds_the_dictionary_in_every_layout() {
    for (name, layout) in LAYOUTS {
        for (dictionary, asks) in [(LOCKED, true), (OPEN, false)] {
            for spelling in spellings(dictionary) {
                check(&format!("{name}: {spelling}"), &layout(&spelling).bytes, asks);
            }
        }
    }
}

/// Two dictionaries in objects with the same number. Only the cross-reference table tells which one is valid.
#[test]
fn prefers_the_table_to_a_scan() {
    let [other, folder] = ["<</Filter/Standard/V 9/R 9>>", env!("CARGO_TARGET_TMPDIR")];
    for (dictionary, asks) in [(LOCKED, true), (OPEN, false)] {
        let first = encrypted(dictionary);
        let at = first.offset(5);
        let pdf = first.object(5, other).moved(5, at).table(ENCRYPT).bytes;
        assert_eq!(asks_for_password(&pdf), asks);
        let path = Path::new(folder).join(format!("two-dictionaries-{asks}.pdf"));
        fs::write(&path, pdf).unwrap();
        assert_eq!(by_qpdf(&path), asks);
    }
}

/// Layouts that qpdf fails to read: it does not parse numbers of more than 64 bits, and does not scan for
/// objects that are missing in the table.
const QPDF_FAILS: [&str; 2] = ["a start after the end", "no offset"];

#[test]
fn qpdf_agrees_on_layouts() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let mut differ = Vec::new();
    for (number, (name, layout)) in LAYOUTS.iter().enumerate() {
        for (dictionary, asks) in [(LOCKED, true), (OPEN, false)] {
            let path = folder.join(format!("layout-{number}-{asks}.pdf"));
            fs::write(&path, layout(dictionary).bytes).unwrap();
            if by_qpdf(&path) != asks {
                differ.push(*name);
            }
        }
    }
    assert_eq!(differ, QPDF_FAILS);
}

#[test]
fn unencrypted_files_require_no_password() {
    let update = |more: &str| encrypted(LOCKED).table(ENCRYPT).object(3, "null").table(more);
    for (name, document) in [
        ("no entry", Document::new().table("")),
        ("null", encrypted(LOCKED).table("/Encrypt null")),
        ("a null object", Document::new().object(5, "null").table(ENCRYPT)),
        ("removed by an update", update("")),
        ("set to null by an update", update("/Encrypt null")),
        ("another name", encrypted(LOCKED).table("/EncryptMetadata 5 0 R/Encrypte 5 0 R")),
        ("in a comment", encrypted(LOCKED).table("% /Encrypt 5 0 R\n")),
        ("in a string", encrypted(LOCKED).table("/Note(/Encrypt 5 0 R)")),
        ("in another dictionary", encrypted(LOCKED).table("/Note<</Encrypt 5 0 R>>")),
        ("in an array", encrypted(LOCKED).table("/Note[/Encrypt 5 0 R]")),
        ("in another object", encrypted(LOCKED).object(8, "<</Encrypt 5 0 R>>").table("")),
        ("in a stream", encrypted(LOCKED).stream(8, DECOY).table("")),
        (
            "in the data of a cross-reference stream",
            encrypted(LOCKED)
                .object(8, "<</Type/XRef/W[1 1 1]/Length 14>>\nstream\n/Encrypt 5 0 R\nendstream")
                .table(""),
        ),
        ("the value of another entry", encrypted(LOCKED).table("/Note/Encrypt/Other 5 0 R")),
    ] {
        check(name, &document.bytes, false);
    }
}

#[test]
fn unreadable_encryption_counts_as_a_password() {
    let replaced = |from: &str, to: &str| encrypted(&OPEN.replace(from, to)).table(ENCRYPT);
    for (name, document) in [
        ("certificates", replaced("/Standard", "/Adobe.PubSec")),
        ("no handler", replaced("/Filter/Standard", "")),
        ("an unknown algorithm", replaced("/V 1", "/V 3")),
        ("an unknown revision", replaced("/R 2", "/R 7")),
        ("no revision", replaced("/R 2", "")),
        ("another revision", replaced("/R 2", "/R 3")),
        ("a revision of another kind", replaced("/R 2", "/R 6/V 5")),
        ("no permissions", replaced("/P -4", "")),
        ("other permissions", replaced("/P -4", "/P -8")),
        ("no user entry", replaced("/U<", "/W<")),
        ("a short user entry", replaced("/U<b3d9", "/U<>/W<")),
        ("no owner entry", replaced("/O<", "/W<")),
        ("no dictionary", encrypted("[1 2 3]").table(ENCRYPT)),
        ("a missing dictionary", Document::new().table(ENCRYPT)),
        ("another generation", encrypted(OPEN).table("/Encrypt 5 1 R")),
        ("a number", encrypted(OPEN).table("/Encrypt 5")),
        ("other identifiers", encrypted(OPEN).table(&format!("{ENCRYPT}/ID[<00><00>]"))),
    ] {
        check(name, &document.bytes, true);
    }
}

#[test]
fn examines_fragments() {
    let catalog = "1 0 obj<</Type/Catalog>>endobj\n";
    for (body, expected) in [
        ("8 0 obj<<>>stream\nabc\nendstream\nendobj\ntrailer<</Root 1 0 R /Encrypt 2 0 R>>", true),
        ("trailer\n<< /Root 1 0 R /Encrypt 5 0 R >>", true),
        ("trailer<</Encrypt<</Filter/Standard>>>>", true),
        ("trailer << /Size 1 /Encrypt\n5 0 R >>\nstartxref", true),
        ("7 0 obj\n<< /Type /XRef /Encrypt 5 0 R >>\nstream\nx\nendstream", true),
        ("7 0 obj\n<</Encrypt 5 0 R/Type/XRef>>stream\nx\nendstream", true),
        ("trailer << /Root 1 0 R >> trailer << /Root 1 0 R /Encrypt 5 0 R >>", true),
        ("trailer << /Root 1 0 R /Encrypt 5 0 R >> trailer << /Root 1 0 R >>", false),
        // The last trailer of a linearized file has no root.
        ("trailer << /Root 1 0 R /Encrypt 5 0 R >> trailer << /Size 3 >>", true),
        ("8 0 obj (never closed\nendobj trailer << /Root 1 0 R /Encrypt 5 0 R >>", true),
        ("8 0 obj <</A <</B (x) endobj trailer << /Root 1 0 R /Encrypt 5 0 R >>", true),
        ("8 0 obj <</A 1 stream\ntrailer << /Encrypt 5 0 R >>\nendstream", false),
        ("8 0 obj <<>> stream\ntrailer << /Encrypt 5 0 R >>", false),
        ("trailer << /Root 1 0 R >>", false),
        ("trailer << /EncryptMetadata 5 >>", false),
        ("trailer << /Encrypt5 0 R >>", false),
        ("7 0 obj << /Encrypt 5 0 R >> endobj\ntrailer << >>", false),
        ("7 0 obj << /Length 9 >>\nstream\ntrailer << /Encrypt 5 0 R >>\nendstream\ntrailer << >>", false),
        ("(/Encrypt 5 0 R)", false),
        ("/Encrypt 5 0 R", false),
    ] {
        check(body, format!("%PDF-1.7\n{catalog}{body}\n%%EOF").as_bytes(), expected);
    }
    for (no_pdf, expected) in [("", false), ("/Encrypt", false), ("trailer<</Encrypt 1 0 R", false)] {
        check(no_pdf, no_pdf.as_bytes(), expected);
    }
}
