//! Detects PDFs that require a password to open. An encrypted PDF may open without one: many use an owner
//! password that forbids printing or copying, and an empty user password.
//!
//! A PDF is read from its end (ISO 32000-2): the newest trailer, its `/Encrypt` dictionary, and the password
//! verifier in that dictionary. If the cross-reference information is invalid, the file is scanned once from
//! start to end. The work is at most a multiple of the file's length, and memory use does not grow with it.

mod encryption;
mod escape;
mod file;
mod legacy;
mod lexer;
mod mention;
mod modern;
mod object;
mod rows;
mod scan;
mod section;
mod work;
mod xref;

pub use mention::Mention;

use encryption::Encryption;
use file::File;
use object::Value;
use work::Work;
use xref::Xref;

/// Start of the header. Other bytes may precede it.
const HEADER: &[u8] = b"%PDF-";

/// Result of examining a PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Examination {
    /// Whether opening the file requires a password or a private key.
    pub asks_for_password: bool,
    /// Number of bytes read; a byte that is read twice counts twice.
    pub work: usize,
}

/// Returns whether opening a PDF requires a password.
#[must_use]
pub fn asks_for_password(pdf: &[u8]) -> bool {
    examine(pdf).asks_for_password
}

/// Examines a PDF. A file with an unknown or unreadable encryption counts as requiring a password.
#[must_use]
pub fn examine(pdf: &[u8]) -> Examination {
    let mut mention = Mention::default();
    mention.add(pdf);
    if !mention.is_found() {
        return Examination { asks_for_password: false, work: pdf.len() };
    }
    let work = Work::on(pdf.len());
    let asks_for_password = needs_password(pdf, &work);
    Examination { asks_for_password, work: pdf.len() + work.done() }
}

fn needs_password(pdf: &[u8], work: &Work) -> bool {
    let whole = File { bytes: pdf, work };
    // Offsets are relative to the header, but some programs write them relative to the start of the file.
    let header = pdf.windows(HEADER.len()).position(|window| window == HEADER).unwrap_or_default();
    let file = File { bytes: pdf.get(header..).unwrap_or_default(), work };
    let xref = Xref::read(file).or_else(|| Xref::read(whole));
    let trailer = xref.as_ref().map(Xref::trailer).or_else(|| {
        work.renew();
        scan::trailer(file)
    });
    let Some(trailer) = trailer else { return work.is_spent() };
    work.renew();
    let Some(entry) = trailer.get(b"Encrypt") else { return false };
    let opens = |encryption: Encryption| encryption.opens_without_password();
    match resolve(entry, xref.as_ref(), file) {
        Some(value) if value.is_null() => false,
        Some(value) => !value.dictionary().and_then(|it| Encryption::read(&it, &trailer)).is_some_and(opens),
        None => true,
    }
}

/// Returns the object that a value refers to, or the value itself.
fn resolve<'a>(value: Value<'a>, xref: Option<&Xref<'a>>, file: File<'a>) -> Option<Value<'a>> {
    let Some((number, generation)) = value.reference() else { return Some(value) };
    let listed = xref.and_then(|xref| xref.object(number, generation));
    listed.or_else(|| {
        file.work.renew();
        scan::object(file, number, generation)
    })
}
