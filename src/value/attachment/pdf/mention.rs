//! Whether a PDF mentions encryption at all.

use super::escape::digit;

/// What every encrypted PDF has in its trailer, outside of all streams, and almost no other PDF has anywhere.
const ENTRY: &[u8] = b"/Encrypt";

/// Looks for `/Encrypt` while a file passes by, in pieces of any size. It may stand anywhere, as part of a longer name
/// too, and with characters written as `#45`: a file without it never asks for a password, one with it has to be
/// examined.
#[derive(Debug, Default)]
pub struct Mention {
    /// How many characters of the entry were just read.
    matched: usize,
    escape: Escape,
    is_found: bool,
}

/// How much was read of a character that is written as `#45`.
#[derive(Clone, Copy, Debug, Default)]
enum Escape {
    #[default]
    None,
    Sign,
    Digit(u8),
}

impl Mention {
    /// Reads the next piece.
    pub fn add(&mut self, piece: &[u8]) {
        for byte in piece {
            if self.matched > 0 || *byte == b'/' {
                self.read(*byte);
            }
        }
    }

    /// Whether the entry was found in what was read.
    #[must_use]
    pub fn is_found(&self) -> bool {
        self.is_found
    }

    fn read(&mut self, byte: u8) {
        let escape = std::mem::take(&mut self.escape);
        let character = match (escape, digit(byte)) {
            (Escape::None, _) if byte == b'#' && self.matched > 0 => {
                self.escape = Escape::Sign;
                return;
            }
            (Escape::Sign, Some(high)) => {
                self.escape = Escape::Digit(high << 4);
                return;
            }
            (Escape::Digit(high), Some(low)) => high | low,
            _ => byte,
        };
        let is_next = ENTRY.get(self.matched) == Some(&character);
        self.matched = if is_next { self.matched + 1 } else { usize::from(byte == b'/') };
        if self.matched == ENTRY.len() {
            self.is_found = true;
            self.matched = 0;
        }
    }
}
