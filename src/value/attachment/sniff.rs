//! Detection of a file's type by its first bytes.

use super::Media;
use crate::problem::Problem;

/// Number of bytes needed to detect a type: a PDF header may start anywhere in the first kilobyte (ISO
/// 32000-1, annex H).
pub const HEAD: usize = 1024;
/// Major brands of ISO base media files that contain HEIF images (ISO/IEC 23008-12, and those that Apple
/// devices write).
const HEIC_BRANDS: [&[u8]; 7] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"];

/// Detects the type of a file from its first `HEAD` bytes.
///
/// # Errors
/// `FileHeic`, or `FileType` for any other type that is not accepted.
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

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
