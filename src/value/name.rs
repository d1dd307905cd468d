//! A person's name: Chinese, indigenous or Latin, of 1 to 50 user-perceived characters (domain: 姓名條例).
//!
//! A name is never normalised: U+FA11 﨑 and U+5D0E 崎 are two names.

use super::text::Text;
use crate::problem::Problem;
use std::fmt;

/// Most characters, as in the household registration.
pub const MOST: usize = 50;

/// A name as its bearer writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    /// Reads a name. Everything is taken but what no name holds: `<`, `>`, pictographs, or no letter at all.
    ///
    /// # Errors
    /// `Required`, `TooLong`, `NameCharacter` with the first such character, `NameNoLetter`.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let name = Text::line(typed, 1, MOST)?.to_string();
        if let Some(found) = name.chars().find(|c| is_refused(*c)) {
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

/// Angle brackets in either width; line and paragraph separators; then emoji: miscellaneous symbols and
/// dingbats, stars and arrows, the keycap, pictographs, and the tags that spell flags; those that stand among other
/// characters; and the selector that makes an emoji of any other.
fn is_refused(character: char) -> bool {
    matches!(character, '<' | '>' | '＜' | '＞' | '\u{2028}' | '\u{2029}')
        || matches!(character, '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{20E3}')
        || matches!(character, '\u{1F000}'..='\u{1FAFF}' | '\u{E0000}'..='\u{E007F}')
        || matches!(character, '‼' | '⁉' | '™' | 'ℹ' | '⌚' | '⌛' | '\u{23E9}'..='\u{23FF}')
        || matches!(character, '▶' | '◀' | '◽' | '◾' | '㊗' | '㊙' | '\u{FE0F}')
}

/// A letter of any script; or Han that this build's Unicode does not know: the private use areas, in which household
/// offices write characters without a code point, compatibility ideographs, and whatever the Han planes will hold.
fn is_letter(character: char) -> bool {
    character.is_alphabetic()
        || matches!(character, '\u{E000}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}' | '\u{F0000}'..='\u{10FFFD}')
}
