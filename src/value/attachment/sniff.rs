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
#[derive(Default)]
enum Place {
    /// Between objects, or in a stream, whose bytes mean nothing here.
    #[default]
    Elsewhere,
    Trailer,
    /// In an object's dictionary. That of a cross-reference stream, which has `/XRef`, is a trailer since PDF 1.5.
    Object {
        encrypt: bool,
        xref: bool,
    },
}

/// Bytes that are looked at from one place: the longest word, and the beginning of a value after spaces.
const AHEAD: usize = 64;

/// Whether a PDF's trailer has the entry `/Encrypt` (ISO 32000-1, 7.5.5, 7.5.8 and 7.6.1), read once from the beginning
/// to the end, in pieces. The same letters elsewhere, in the text of a page, mean nothing. One pass: a file may be made
/// to be slow.
#[derive(Default)]
pub struct Encryption {
    place: Place,
    is_in_stream: bool,
    last: u8,
    /// What was not looked at yet, for what follows it belongs to it.
    rest: Vec<u8>,
    is_found: bool,
}

impl Encryption {
    /// Reads the next piece.
    pub fn add(&mut self, piece: &[u8]) {
        let mut bytes = std::mem::take(&mut self.rest);
        bytes.extend_from_slice(piece);
        let ready = bytes.len().saturating_sub(AHEAD);
        self.read(&bytes, ready);
        self.rest = bytes.split_off(ready);
    }

    /// Whether the file, which is at its end, is encrypted.
    #[must_use]
    pub fn finish(mut self) -> bool {
        let bytes = std::mem::take(&mut self.rest);
        self.read(&bytes, bytes.len());
        self.is_found
    }

    /// Looks from each of the first so many places.
    fn read(&mut self, bytes: &[u8], ready: usize) {
        for (index, &byte) in bytes.iter().enumerate().take(ready) {
            // All words looked for begin with one of these.
            if matches!(byte, b'e' | b's' | b't' | b'o' | b'/') {
                self.look(bytes.get(index..).unwrap_or_default());
            }
            self.last = byte;
        }
    }

    fn look(&mut self, rest: &[u8]) {
        if self.is_in_stream {
            self.is_in_stream = !rest.starts_with(b"endstream");
        } else if rest.starts_with(b"stream") {
            self.is_in_stream = true;
            self.place = Place::Elsewhere;
        } else if rest.starts_with(b"trailer") {
            self.place = Place::Trailer;
        } else if self.last.is_ascii_whitespace() && rest.starts_with(b"obj") {
            self.place = Place::Object { encrypt: false, xref: false };
        } else if let Some(value) = rest.strip_prefix(b"/Encrypt") {
            match &mut self.place {
                Place::Trailer => self.is_found |= is_reference_or_dictionary(value),
                Place::Object { encrypt, .. } => *encrypt |= is_reference_or_dictionary(value),
                Place::Elsewhere => {}
            }
        } else if let (b"/XRef", Place::Object { xref, .. }) =
            (rest.get(..5).unwrap_or_default(), &mut self.place)
        {
            *xref = true;
        }
        self.is_found |= matches!(self.place, Place::Object { encrypt: true, xref: true });
    }
}

/// Whether a PDF that is at hand is encrypted.
pub(super) fn is_encrypted(pdf: &[u8]) -> bool {
    let mut encryption = Encryption::default();
    encryption.read(pdf, pdf.len());
    encryption.is_found
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
