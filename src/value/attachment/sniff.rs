//! What a file is, by its first bytes; and whether a PDF asks for a password.

use super::Media;
use crate::problem::Problem;

/// So many bytes tell what a file is: a PDF's header may stand anywhere in the first kilobyte (ISO 32000-1, annex H).
pub const HEAD: usize = 1024;
/// Major brands of ISO base media files that hold HEIF images (ISO/IEC 23008-12, and what Apple writes).
const HEIC_BRANDS: [&[u8]; 7] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"];

/// The type of a file, by its first `HEAD` bytes.
///
/// # Errors
/// `FileHeic`, or `FileType` for anything else that is not taken.
pub fn media(bytes: &[u8]) -> Result<Media, Problem> {
    let part = |from: usize, to: usize| bytes.get(from..to).unwrap_or_default();
    if part(0, 3) == b"\xFF\xD8\xFF" {
        Ok(Media::Jpeg)
    } else if part(0, 8) == b"\x89PNG\r\n\x1A\n" {
        Ok(Media::Png)
    } else if part(0, 4) == b"RIFF" && part(8, 12) == b"WEBP" {
        Ok(Media::Webp)
    } else if part(4, 8) == b"ftyp" && HEIC_BRANDS.contains(&part(8, 12)) {
        Err(Problem::FileHeic)
    } else if contains(bytes.get(..HEAD).unwrap_or(bytes), b"%PDF-") {
        Ok(Media::Pdf)
    } else {
        Err(Problem::FileType)
    }
}

/// Where in a PDF a byte stands.
enum Place {
    /// Between objects, or in a stream, whose bytes mean nothing here.
    Elsewhere,
    Trailer,
    /// In an object's dictionary. That of a cross-reference stream, which has `/XRef`, is a trailer since PDF 1.5.
    Object {
        encrypt: bool,
        xref: bool,
    },
}

/// Whether a PDF's trailer has the entry `/Encrypt` (ISO 32000-1, 7.5.5, 7.5.8 and 7.6.1). The same letters
/// elsewhere, in the text of a page, mean nothing. One pass: a file may be made to be slow.
pub(super) fn is_encrypted(pdf: &[u8]) -> bool {
    let mut place = Place::Elsewhere;
    let mut is_in_stream = false;
    let mut last = b' ';
    for (index, &byte) in pdf.iter().enumerate() {
        let is_after_space = last.is_ascii_whitespace();
        last = byte;
        // All words looked for begin with one of these.
        if !matches!(byte, b'e' | b's' | b't' | b'o' | b'/') {
            continue;
        }
        let rest = pdf.get(index..).unwrap_or_default();
        if rest.starts_with(b"endstream") {
            is_in_stream = false;
        } else if is_in_stream {
            continue;
        } else if rest.starts_with(b"stream") {
            is_in_stream = true;
            place = Place::Elsewhere;
        } else if rest.starts_with(b"trailer") {
            place = Place::Trailer;
        } else if is_after_space && rest.starts_with(b"obj") {
            place = Place::Object { encrypt: false, xref: false };
        } else if let Some(value) = rest.strip_prefix(b"/Encrypt") {
            match &mut place {
                Place::Trailer if is_reference_or_dictionary(value) => return true,
                Place::Object { encrypt, .. } => *encrypt |= is_reference_or_dictionary(value),
                _ => {}
            }
        } else if let (b"/XRef", Place::Object { xref, .. }) = (rest.get(..5).unwrap_or_default(), &mut place)
        {
            *xref = true;
        }
        if matches!(place, Place::Object { encrypt: true, xref: true }) {
            return true;
        }
    }
    false
}

/// Whether a value follows that `/Encrypt` can have: `12 0 R` or `<<…>>`. `/EncryptMetadata` has none.
fn is_reference_or_dictionary(value: &[u8]) -> bool {
    let trimmed = value.trim_ascii_start();
    let is_separate = trimmed.len() < value.len();
    trimmed.starts_with(b"<<") || (is_separate && trimmed.first().is_some_and(u8::is_ascii_digit))
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
