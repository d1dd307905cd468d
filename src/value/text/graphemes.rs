//! Counts user-perceived characters in one pass: extended grapheme clusters (Unicode 17.0, UAX #29).

#[cfg(not(target_arch = "wasm32"))]
use std::sync::LazyLock;

/// Ranges of code points whose class is in `LISTED`, in order, written in base-64 digits from `0` to `o`.
///
/// Each range has these fields:
/// - a digit: 8 × the index of its class in `LISTED`, plus the smaller of 7 and (length − 1);
/// - if the second term is 7: a number, length − 8;
/// - a number, the distance from the end of the previous range.
///
/// A number has 5 bits per digit, the highest first; 32 is added to every digit except the last.
/// `tests/value/graphemes.rs` generates the file.
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

/// `Grapheme_Cluster_Break`, with `Extend` divided by `Indic_Conjunct_Break`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Other,
    Control,
    Cr,
    Lf,
    Extend,
    /// U+200C, an extender that ends a conjunct.
    NonJoiner,
    /// Virama between two consonants of a conjunct.
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

/// Context for the rules that depend on more than the previous character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Context {
    None,
    /// A pictograph, then extenders.
    Picture,
    /// A pictograph, extenders and a joiner: a following pictograph continues the cluster (GB11).
    PictureJoined,
    /// A consonant, then extenders.
    Consonant,
    /// A consonant, then extenders with a linker: a following consonant continues the cluster (`GB9c`).
    ConsonantLinked,
    /// The first regional indicator of a flag (GB12, GB13).
    HalfFlag,
}

/// Returns the number of extended grapheme clusters.
pub(super) fn count(text: &str) -> usize {
    let mut count = 0;
    let (mut last, mut context) = (Class::Control, Context::None);
    for character in text.chars() {
        let next = class(character);
        if !is_joined(last, next, context) {
            count += 1;
        }
        context = context.then(next);
        last = next;
    }
    count
}

/// Returns whether there is no boundary between two characters (UAX #29, GB3 to GB13).
fn is_joined(last: Class, next: Class, context: Context) -> bool {
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
        (_, Consonant) => context == Context::ConsonantLinked,
        (_, Pictographic) => context == Context::PictureJoined,
        (_, RegionalIndicator) => context == Context::HalfFlag,
        _ => false,
    }
}

impl Context {
    fn then(self, next: Class) -> Self {
        match (self, next) {
            (_, Class::Pictographic) | (Self::Picture, Class::Extend | Class::NonJoiner | Class::Linker) => {
                Self::Picture
            }
            (Self::Picture, Class::Joiner) => Self::PictureJoined,
            (Self::Consonant | Self::ConsonantLinked, Class::Linker)
            | (Self::ConsonantLinked, Class::Extend | Class::Joiner) => Self::ConsonantLinked,
            (_, Class::Consonant) | (Self::Consonant, Class::Extend | Class::Joiner) => Self::Consonant,
            (context, Class::RegionalIndicator) if context != Self::HalfFlag => Self::HalfFlag,
            _ => Self::None,
        }
    }
}

fn class(character: char) -> Class {
    match character {
        // The most frequent characters, checked first to avoid the lookup.
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

/// Looks up the class of a code point in `RANGES`. The browser decodes the ranges for each rare character,
/// which takes microseconds and no memory. A server may receive megabytes of such characters and uses a
/// decoded table.
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

/// A range of code points of one class.
struct Range {
    start: u32,
    end: u32,
    class: Class,
}

/// Decodes `RANGES`.
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
