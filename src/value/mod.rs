//! Answer types, one per file. Each parses the text of a control and writes one canonical form.
//!
//! `X::parse` accepts every common spelling, returns a specific [`Problem`](crate::problem::Problem) for any
//! other input, and never panics. `Display` writes the canonical form: it is the value in a submission, and
//! parsing it returns an equal value.
//!
//! ```
//! use guitai::problem::Problem;
//! use guitai::value::phone::Phone;
//! use guitai::value::roc_date::RocDate;
//!
//! let date = RocDate::parse("民國115年11月21日")?;
//! assert_eq!(date.to_string(), "2026-11-21");
//!
//! assert_eq!(Phone::parse("(03) 823-4567 轉 123")?.to_string(), "03-8234567#123");
//! assert_eq!(Phone::parse("8234567"), Err(Problem::PhoneAreaCodeMissing));
//! # Ok::<(), Problem>(())
//! ```

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

/// Replaces all characters except the first three and the last two by `*`.
#[must_use]
pub fn masked(text: &str) -> String {
    let length = text.chars().count();
    let is_hidden = |at: usize| at >= 3 && at + 2 < length;
    text.chars().enumerate().map(|(at, character)| if is_hidden(at) { '*' } else { character }).collect()
}

/// Cleans a one-line text and converts full-width ASCII, which Chinese input methods write, to half-width.
fn half_width(typed: &str) -> String {
    let text = text::clean_line(typed);
    if text.is_ascii() { text } else { text.chars().map(half_width_char).collect() }
}

/// Returns the last digits of a number, with leading zeros. Formatting takes several times as long.
fn digits(number: u32, count: u32) -> impl Iterator<Item = char> {
    (0..count).rev().filter_map(move |place| char::from_digit(number / 10_u32.pow(place) % 10, 10))
}

/// The half-width form of one character.
fn half_width_char(wide: char) -> char {
    match wide {
        '\u{3000}' => ' ',
        // U+FF01 to U+FF5E have the order of ASCII U+0021 to U+007E.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(wide) - 0xFEE0).unwrap_or(wide),
        _ => wide,
    }
}

/// Removes spaces and hyphens between groups of digits, and converts letters to half-width upper case.
fn ungrouped(typed: &str) -> String {
    let characters = half_width(typed);
    characters.chars().filter(|c| *c != ' ' && !is_dash(*c)).map(|c| c.to_ascii_uppercase()).collect()
}

/// Returns whether a text contains a character. `str::contains` would add its substring search to the bundle.
fn has(text: &str, wanted: char) -> bool {
    text.chars().any(|c| c == wanted)
}

/// Returns whether a character is one of the hyphens, dashes and minus signs that are typed between digits.
fn is_dash(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}')
}
