//! One answer type a file: each is read from what a person typed, and written in one canonical form.
//!
//! `X::parse` never panics, takes every usual spelling, and says exactly what is wrong with the rest. The
//! canonical form is what `Display` writes, stands in a submission, and parses to itself.

pub mod address;
pub mod attachment;
pub mod email;
pub mod name;
pub mod national_id;
pub mod phone;
pub mod roc_date;
pub mod text;
pub mod time;
pub mod ubn;

/// A number that identifies a person, with all but its first three and last two characters hidden.
#[must_use]
pub fn masked(text: &str) -> String {
    let length = text.chars().count();
    let is_hidden = |at: usize| at >= 3 && at + 2 < length;
    text.chars().enumerate().map(|(at, character)| if is_hidden(at) { '*' } else { character }).collect()
}

/// One line of what was typed, with full-width ASCII (as Chinese input methods write it) made half-width.
fn half_width(typed: &str) -> String {
    text::clean_line(typed).chars().map(half_width_char).collect()
}

/// The half-width form of one character.
fn half_width_char(wide: char) -> char {
    match wide {
        '\u{3000}' => ' ',
        // U+FF01 to U+FF5E stand in the order of ASCII's U+0021 to U+007E.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(wide) - 0xFEE0).unwrap_or(wide),
        _ => wide,
    }
}

/// What was typed without the spaces and hyphens by which people group digits; letters in upper case.
fn ungrouped(typed: &str) -> String {
    let characters = half_width(typed);
    characters.chars().filter(|c| *c != ' ' && !is_dash(*c)).map(|c| c.to_ascii_uppercase()).collect()
}

/// Whether a character stands in a text: `str::contains` searches in two ways, which in the browser costs bytes.
fn has(text: &str, wanted: char) -> bool {
    text.chars().any(|c| c == wanted)
}

/// Every hyphen, dash and minus sign that people and word processors put between digits.
fn is_dash(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}')
}
