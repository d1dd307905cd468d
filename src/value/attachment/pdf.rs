//! Whether a PDF asks for a password when it is opened. One that is encrypted need not: many forbid printing or copying
//! by an owner's password, and open with the empty one.
//!
//! A PDF is read from its end, as ISO 32000-2 has it: the newest trailer, its `/Encrypt`, and that dictionary's proof of
//! the password. A file whose cross-reference information is wrong is searched once from front to back. No file takes
//! more work than a multiple of its length, and the memory needed does not grow with it.

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

/// What a header begins with; junk may stand before it.
const HEADER: &[u8] = b"%PDF-";

/// What was found out of a PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Examined {
    /// Whether it can't be opened without a password, or a key that only some have.
    pub asks_for_password: bool,
    /// Bytes that were read, those that were read twice counted twice.
    pub work: usize,
}

/// Whether a PDF can't be opened without a password.
#[must_use]
pub fn asks_for_password(pdf: &[u8]) -> bool {
    examine(pdf).asks_for_password
}

/// Examines a PDF. Where it is encrypted in a way that is not known, or its encryption can't be read, it is taken to ask
/// for a password.
#[must_use]
pub fn examine(pdf: &[u8]) -> Examined {
    let mut mention = Mention::default();
    mention.add(pdf);
    if !mention.is_found() {
        return Examined { asks_for_password: false, work: pdf.len() };
    }
    let work = Work::on(pdf.len());
    let asks_for_password = asks(pdf, &work);
    Examined { asks_for_password, work: pdf.len() + work.done() }
}

fn asks(pdf: &[u8], work: &Work) -> bool {
    let whole = File { bytes: pdf, work };
    // Offsets count from the header, although some programs count from the beginning of the file.
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

/// The object that a value refers to, or the value itself.
fn resolve<'a>(value: Value<'a>, xref: Option<&Xref<'a>>, file: File<'a>) -> Option<Value<'a>> {
    let Some((number, generation)) = value.reference() else { return Some(value) };
    let listed = xref.and_then(|xref| xref.object(number, generation));
    listed.or_else(|| {
        file.work.renew();
        scan::object(file, number, generation)
    })
}
