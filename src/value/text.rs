//! Text as the person wrote it, without what nobody can see.

mod graphemes;

use crate::problem::Problem;
use std::fmt;

/// A text of one line, or of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(String);

impl Text {
    /// Reads a text of one line of `least` to `most` user-perceived characters.
    ///
    /// # Errors
    /// `Required` if nothing is left of it, `TooShort`, `TooLong`.
    pub fn line(typed: &str, least: usize, most: usize) -> Result<Self, Problem> {
        Self::of_length(clean_line(typed), least, most)
    }

    /// Reads a text of several lines, likewise.
    ///
    /// # Errors
    /// As `line`.
    pub fn long(typed: &str, least: usize, most: usize) -> Result<Self, Problem> {
        Self::of_length(clean_long(typed), least, most)
    }

    fn of_length(text: String, least: usize, most: usize) -> Result<Self, Problem> {
        match length(&text) {
            0 => Err(Problem::Required),
            is if is < least => Err(Problem::TooShort { least }),
            is if is > most => Err(Problem::TooLong { most, is }),
            _ => Ok(Self(text)),
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How many characters a reader sees: extended grapheme clusters (Unicode UAX #29).
#[must_use]
pub fn length(text: &str) -> usize {
    graphemes::count(text)
}

/// What a person means by a text of one line: line breaks become spaces, and the rest as `clean_long`.
#[must_use]
pub fn clean_line(typed: &str) -> String {
    clean(typed, ' ')
}

/// What a person means by a text of several lines: every code point as typed, but that ends are trimmed,
/// CRLF is LF, a tab is a space, and controls and invisible marks that do no work in a text are dropped.
#[must_use]
pub fn clean_long(typed: &str) -> String {
    clean(typed, '\n')
}

/// A carriage return needs no case of its own: it is a control, and what is left of CRLF is LF.
fn clean(typed: &str, line_break: char) -> String {
    let kept = typed.chars().filter_map(|c| match c {
        '\n' => Some(line_break),
        '\t' => Some(' '),
        _ if is_dropped(c) => None,
        _ => Some(c),
    });
    let mut text: String = kept.collect();
    text.truncate(text.trim_end().len());
    let start = text.len() - text.trim_start().len();
    text.drain(..start);
    text
}

/// C0 and C1 controls, soft hyphen, zero-width space, word joiner, byte order mark, bidi controls. ZWJ, ZWNJ
/// and variation selectors stay: names and emoji are written with them.
fn is_dropped(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
        || matches!(character, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}')
        || matches!(character, '\u{2066}'..='\u{2069}')
}
