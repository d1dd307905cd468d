//! Search for the key `/Encrypt` in a PDF that arrives in pieces.

use super::escape::digit;

/// Key in the trailer of every encrypted PDF, outside of streams. Almost no other PDF contains it.
const ENTRY: &[u8] = b"/Encrypt";

/// Incremental search for `/Encrypt` in pieces of any size. Matches anywhere, also inside a longer name, and
/// with characters written as `#45`. A file without a match never requires a password; a file with a match
/// must be examined.
#[derive(Debug, Default)]
pub struct Mention {
    /// Number of characters of the key matched so far.
    matched: usize,
    escape: Escape,
    is_found: bool,
}

/// State within a character that is written as `#45`.
#[derive(Clone, Copy, Debug, Default)]
enum Escape {
    #[default]
    None,
    Sign,
    Digit(u8),
}

impl Mention {
    /// Searches the next piece.
    pub fn add(&mut self, piece: &[u8]) {
        for byte in piece {
            if self.matched > 0 || *byte == b'/' {
                self.read(*byte);
            }
        }
    }

    /// Returns whether the key was found in any piece so far.
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
