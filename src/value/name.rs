//! Names of persons: Chinese, indigenous or Latin, 1 to 50 user-perceived characters (姓名條例).
//!
//! Names are not Unicode-normalised: U+FA11 﨑 and U+5D0E 崎 are different names.

use super::text::CleanText;
use crate::problem::Problem;
use std::fmt;

/// Maximum length in user-perceived characters, as in the household registration.
pub const MAX_LENGTH: usize = 50;

/// A name, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    /// Parses a name. Rejects only `<`, `>`, line separators, pictographs, and names without a letter.
    ///
    /// # Errors
    /// `Required`, `TooLong`, `NameCharacter` with the first rejected character, `NameNoLetter`.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let name = CleanText::line(typed, 1, MAX_LENGTH)?.to_string();
        if let Some(found) = name.chars().find(|c| is_rejected(*c)) {
            return Err(Problem::NameCharacter { found });
        }
        if name.chars().any(is_letter) { Ok(Self(name)) } else { Err(Problem::NameNoLetter) }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Returns whether a character is rejected: angle brackets in either width; line and paragraph separators;
/// and emoji, that is miscellaneous symbols and dingbats, stars and arrows, the keycap, pictographs, flag
/// tags, single emoji in other blocks, and the emoji variation selector.
fn is_rejected(character: char) -> bool {
    matches!(character, '<' | '>' | '＜' | '＞' | '\u{2028}' | '\u{2029}')
        || matches!(character, '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{20E3}')
        || matches!(character, '\u{1F000}'..='\u{1FAFF}' | '\u{E0000}'..='\u{E007F}')
        || matches!(character, '‼' | '⁉' | '™' | 'ℹ' | '⌚' | '⌛' | '\u{23E9}'..='\u{23FF}')
        || matches!(character, '▶' | '◀' | '◽' | '◾' | '㊗' | '㊙' | '\u{FE0F}')
}

/// Returns whether a character is a letter of any script, or a Han character that this build's Unicode tables
/// may lack: private use areas, where household offices encode characters without a code point, compatibility
/// ideographs, and the Han planes.
fn is_letter(character: char) -> bool {
    character.is_alphabetic()
        || matches!(character, '\u{E000}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}' | '\u{F0000}'..='\u{10FFFD}')
}
