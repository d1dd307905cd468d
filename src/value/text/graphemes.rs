//! Characters as a reader sees them: extended grapheme clusters (Unicode 17.0, UAX #29), counted in one pass.

#[cfg(not(target_arch = "wasm32"))]
use std::sync::LazyLock;

/// The ranges of code points that are not `Other` by a rule of `class`, in order, as digits to the base 64 from `0`
/// to `o`. A range is: 8 times the place of its class in `LISTED`, plus its length less one if that is below 7, else
/// plus 7 and then the rest of it as a number; and a number, how many code points lie before it, after the range
/// before. A number has 5 bits a digit, the highest first, and 32 is added to all digits but the last.
/// `tests/value/graphemes.rs` writes the file.
const RANGES: &[u8] = include_bytes!("graphemes.txt").trim_ascii_end();
const LISTED: [Class; 7] = [
    Class::Extend,
    Class::SpacingMark,
    Class::Pictographic,
    Class::Consonant,
    Class::Control,
    Class::Prepend,
    Class::Linker,
];

/// `Grapheme_Cluster_Break`; `Extend` by what `Indic_Conjunct_Break` makes of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Other,
    Control,
    Cr,
    Lf,
    Extend,
    /// U+200C, an extender that no conjunct goes through.
    NonJoiner,
    /// The virama between two consonants of a conjunct.
    Linker,
    Joiner,
    SpacingMark,
    Prepend,
    Pictographic,
    Consonant,
    RegionalIndicator,
    HangulL,
    HangulV,
    HangulT,
    HangulLv,
    HangulLvt,
}

/// What the rules that look back further than one character need to know.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    /// A pictograph and extenders.
    Picture,
    /// The same and a joiner: another pictograph belongs to it (GB11).
    PictureJoined,
    /// A consonant and extenders.
    Consonant,
    /// The same with a linker among them: another consonant belongs to it (`GB9c`).
    ConsonantLinked,
    /// The first half of a flag (GB12, GB13).
    HalfFlag,
}

/// How many characters a reader sees.
pub(super) fn count(text: &str) -> usize {
    let mut count = 0;
    let (mut last, mut before) = (Class::Control, Before::Nothing);
    for character in text.chars() {
        let next = class(character);
        if !is_joined(last, next, before) {
            count += 1;
        }
        before = before.then(next);
        last = next;
    }
    count
}

/// Whether there is no boundary between two characters (UAX #29, GB3 to GB13).
fn is_joined(last: Class, next: Class, before: Before) -> bool {
    use Class::{
        Consonant, Control, Cr, Extend, HangulL, HangulLv, HangulLvt, HangulT, HangulV, Joiner, Lf, Linker,
        NonJoiner, Pictographic, Prepend, RegionalIndicator, SpacingMark,
    };
    match (last, next) {
        (Cr, Lf) => true,
        (Control | Cr | Lf, _) | (_, Control | Cr | Lf) => false,
        (HangulL, HangulL | HangulV | HangulLv | HangulLvt)
        | (HangulV | HangulLv, HangulV | HangulT)
        | (HangulT | HangulLvt, HangulT)
        | (_, Extend | NonJoiner | Linker | Joiner | SpacingMark)
        | (Prepend, _) => true,
        (_, Consonant) => before == Before::ConsonantLinked,
        (_, Pictographic) => before == Before::PictureJoined,
        (_, RegionalIndicator) => before == Before::HalfFlag,
        _ => false,
    }
}

impl Before {
    fn then(self, next: Class) -> Self {
        match (self, next) {
            (_, Class::Pictographic) | (Self::Picture, Class::Extend | Class::NonJoiner | Class::Linker) => {
                Self::Picture
            }
            (Self::Picture, Class::Joiner) => Self::PictureJoined,
            (Self::Consonant | Self::ConsonantLinked, Class::Linker)
            | (Self::ConsonantLinked, Class::Extend | Class::Joiner) => Self::ConsonantLinked,
            (_, Class::Consonant) | (Self::Consonant, Class::Extend | Class::Joiner) => Self::Consonant,
            (before, Class::RegionalIndicator) if before != Self::HalfFlag => Self::HalfFlag,
            _ => Self::Nothing,
        }
    }
}

fn class(character: char) -> Class {
    match character {
        // Most of any text, so that the list need not be walked.
        ' '..='~' | '\u{3400}'..='\u{9FFF}' => Class::Other,
        '\r' => Class::Cr,
        '\n' => Class::Lf,
        '\u{200C}' => Class::NonJoiner,
        '\u{200D}' => Class::Joiner,
        '\u{1F1E6}'..='\u{1F1FF}' => Class::RegionalIndicator,
        '\u{1100}'..='\u{115F}' | '\u{A960}'..='\u{A97C}' => Class::HangulL,
        '\u{1160}'..='\u{11A7}' | '\u{D7B0}'..='\u{D7C6}' | '\u{16D63}' | '\u{16D67}'..='\u{16D6A}' => {
            Class::HangulV
        }
        '\u{11A8}'..='\u{11FF}' | '\u{D7CB}'..='\u{D7FB}' => Class::HangulT,
        '\u{AC00}'..='\u{D7A3}' if (u32::from(character) - 0xAC00).is_multiple_of(28) => Class::HangulLv,
        '\u{AC00}'..='\u{D7A3}' => Class::HangulLvt,
        _ => listed(character.into()),
    }
}

/// The class of a code point by `RANGES`. The browser walks them for each character that is not in most texts, which
/// takes microseconds and no memory; a server that is sent megabytes of such characters looks them up.
#[cfg(target_arch = "wasm32")]
fn listed(point: u32) -> Class {
    let found = ranges().find(|range| point < range.end);
    found.filter(|range| point >= range.start).map_or(Class::Other, |range| range.class)
}

#[cfg(not(target_arch = "wasm32"))]
fn listed(point: u32) -> Class {
    static ALL: LazyLock<Vec<Range>> = LazyLock::new(|| ranges().collect());
    let found = ALL.get(ALL.partition_point(|range| range.end <= point));
    found.filter(|range| point >= range.start).map_or(Class::Other, |range| range.class)
}

/// Code points of one class.
struct Range {
    start: u32,
    end: u32,
    class: Class,
}

/// What `RANGES` says, in order.
fn ranges() -> impl Iterator<Item = Range> {
    let mut digits = RANGES.iter().map(|digit| u32::from(digit - b'0'));
    let mut end = 0;
    std::iter::from_fn(move || {
        let head = digits.next()?;
        let rest = if head % 8 == 7 { number(&mut digits) } else { 0 };
        let start = end + number(&mut digits);
        end = start + head % 8 + rest + 1;
        let class = LISTED.get(head as usize / 8).copied().unwrap_or(Class::Other);
        Some(Range { start, end, class })
    })
}

fn number(digits: &mut dyn Iterator<Item = u32>) -> u32 {
    let mut number = 0;
    for digit in digits {
        number = number * 32 + digit % 32;
        if digit < 32 {
            break;
        }
    }
    number
}
