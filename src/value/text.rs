//! Free text: removal of invisible characters, and lengths in user-perceived characters.

mod graphemes;

use crate::problem::Problem;
use std::fmt;

/// A cleaned text of one or several lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CleanText(String);

impl CleanText {
    /// Parses a one-line text of `min` to `max` user-perceived characters.
    ///
    /// # Errors
    /// `Required` if the cleaned text is empty, `TooShort`, `TooLong`.
    pub fn line(typed: &str, min: usize, max: usize) -> Result<Self, Problem> {
        Self::of_length(clean_line(typed), min, max)
    }

    /// Parses a text of several lines of `min` to `max` user-perceived characters.
    ///
    /// # Errors
    /// `Required` if the cleaned text is empty, `TooShort`, `TooLong`.
    pub fn long(typed: &str, min: usize, max: usize) -> Result<Self, Problem> {
        Self::of_length(clean_long(typed), min, max)
    }

    fn of_length(text: String, min: usize, max: usize) -> Result<Self, Problem> {
        match length(&text) {
            0 => Err(Problem::Required),
            actual if actual < min => Err(Problem::TooShort { min }),
            actual if actual > max => Err(Problem::TooLong { max, actual }),
            _ => Ok(Self(text)),
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CleanText {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Returns the number of user-perceived characters: extended grapheme clusters (Unicode UAX #29).
#[must_use]
pub fn length(text: &str) -> usize {
    graphemes::count(text)
}

/// Cleans a one-line text: line breaks become spaces; otherwise like [`clean_long`].
#[must_use]
pub fn clean_line(typed: &str) -> String {
    clean(typed, ' ')
}

/// Cleans a text of several lines: trims both ends, converts CRLF to LF and tabs to spaces, and drops
/// controls and invisible characters without meaning in a text. All other code points are preserved.
#[must_use]
pub fn clean_long(typed: &str) -> String {
    clean(typed, '\n')
}

/// Returns whether the cleaned text is empty.
#[must_use]
pub fn is_blank(typed: &str) -> bool {
    typed.chars().all(|c| c.is_whitespace() || is_dropped(c))
}

/// A carriage return is dropped as a control, which turns CRLF into LF.
fn clean(typed: &str, line_break: char) -> String {
    // Most texts need no cleaning.
    if typed.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return typed.trim().to_owned();
    }
    let characters = typed.chars().filter_map(|c| match c {
        '\n' => Some(line_break),
        '\t' => Some(' '),
        _ if is_dropped(c) => None,
        _ => Some(c),
    });
    let mut text: String = characters.collect();
    text.truncate(text.trim_end().len());
    let start = text.len() - text.trim_start().len();
    text.drain(..start);
    text
}

/// Returns whether a character is dropped: C0 and C1 controls, soft hyphen, zero-width space, word joiner,
/// byte order mark, bidi controls. ZWJ, ZWNJ and variation selectors are kept, because names and emoji need
/// them.
fn is_dropped(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
        || matches!(character, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}')
        || matches!(character, '\u{2066}'..='\u{2069}')
}
