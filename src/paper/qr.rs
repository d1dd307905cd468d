//! References as QR codes.

use super::PaperError;
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write;

/// The quiet zone around the code, in modules (ISO/IEC 18004).
const QUIET: i32 = 4;

/// A QR code as the path of an SVG image.
#[derive(Debug)]
pub struct Qr {
    /// Width and height in modules, with the quiet zone.
    pub size: i32,
    /// The dark modules.
    pub path: String,
}

impl Qr {
    /// Encodes a text as a QR code.
    ///
    /// # Errors
    /// The text is too long.
    pub fn of(text: &str) -> Result<Self, PaperError> {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).map_err(|_| PaperError::ReferenceTooLong)?;
        let mut path = String::new();
        for y in 0..code.size() {
            for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
                // Writing to a string never fails.
                let _ = write!(path, "M{},{}h1v1h-1z", x + QUIET, y + QUIET);
            }
        }
        Ok(Self { size: code.size() + 2 * QUIET, path })
    }
}
