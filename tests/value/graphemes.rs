//! User-perceived characters: comparison of the table with ICU's data, and of the count with another
//! implementation of UAX #29.

use guitai::value::text::length;
use icu_properties::props::{ExtendedPictographic, GraphemeClusterBreak, IndicConjunctBreak};
use icu_properties::{CodePointMapData, CodePointSetData};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/value/text/graphemes.txt");

/// Returns the index of a code point's class in `LISTED`, or `None` for `Other` and for classes that are
/// computed.
fn listed(character: char) -> Option<u32> {
    let breaks = CodePointMapData::<GraphemeClusterBreak>::new().get(character);
    let conjunct = CodePointMapData::<IndicConjunctBreak>::new().get(character);
    match (breaks, conjunct) {
        // U+200C: the only extender that ends a conjunct.
        (GraphemeClusterBreak::Extend, IndicConjunctBreak::None) => None,
        (_, IndicConjunctBreak::Linker) => Some(6),
        (GraphemeClusterBreak::Extend, _) => Some(0),
        (GraphemeClusterBreak::SpacingMark, _) => Some(1),
        _ if CodePointSetData::new::<ExtendedPictographic>().contains(character) => Some(2),
        (_, IndicConjunctBreak::Consonant) => Some(3),
        (GraphemeClusterBreak::Control, _) => Some(4),
        (GraphemeClusterBreak::Prepend, _) => Some(5),
        _ => None,
    }
}

/// Returns the ranges of listed classes as (first code point, length, class).
fn ranges() -> Vec<(u32, u32, u32)> {
    let mut ranges: Vec<(u32, u32, u32)> = Vec::new();
    for character in '\0'..=char::MAX {
        let (point, Some(class)) = (u32::from(character), listed(character)) else { continue };
        match ranges.last_mut() {
            Some((start, length, last)) if *start + *length == point && *last == class => *length += 1,
            _ => ranges.push((point, 1, class)),
        }
    }
    ranges
}

fn digit(value: u32) -> char {
    char::from(b'0' + u8::try_from(value).unwrap())
}

fn number(value: u32) -> String {
    let digits: Vec<u32> =
        (0..6).rev().map(|place| value >> (5 * place)).skip_while(|rest| *rest == 0).collect();
    let (last, others) = digits.split_last().map_or((0, &[][..]), |(last, others)| (*last, others));
    others.iter().map(|rest| digit(rest % 32 + 32)).chain([digit(last % 32)]).collect()
}

/// Writes the table in the format of `src/value/text/graphemes.rs`.
fn table() -> String {
    let mut end = 0;
    let written = ranges().into_iter().map(|(start, length, class)| {
        let long = (length - 1).checked_sub(7).map(number).unwrap_or_default();
        let head = digit(class * 8 + (length - 1).min(7));
        let gap = number(start - end);
        end = start + length;
        format!("{head}{long}{gap}")
    });
    written.collect::<String>() + "\n"
}

/// With `UPDATE_GRAPHEMES=1` in the environment the test writes the file, for a new version of Unicode.
#[test]
fn the_table_matches_icu() {
    if std::env::var_os("UPDATE_GRAPHEMES").is_some() {
        std::fs::write(TABLE, table()).unwrap();
    }
    assert_eq!(std::fs::read_to_string(TABLE).unwrap(), table());
}

fn check(text: &str) {
    assert_eq!(length(text), text.graphemes(true).count(), "{:?}", text.escape_unicode().to_string());
}

/// Contexts for each code point: every class, and every sequence that affects a rule.
const CONTEXTS: [&str; 22] = [
    "a",
    "\r",
    "\n",
    "\u{1}",
    "\u{301}",
    "\u{200C}",
    "\u{200D}",
    "\u{93F}",
    "\u{600}",
    "\u{915}",
    "\u{94D}",
    "😀",
    "🇹",
    "\u{1100}",
    "\u{1161}",
    "\u{11A8}",
    "가",
    "각",
    "\u{915}\u{94D}",
    "😀\u{200D}",
    "🇹🇼",
    "😀\u{301}",
];

/// Code points of the class `Other` are checked in one context only, because they are many.
#[test]
fn counts_every_code_point_in_all_contexts() {
    let breaks = CodePointMapData::<GraphemeClusterBreak>::new();
    for character in '\0'..=char::MAX {
        if listed(character).is_none() && breaks.get(character) == GraphemeClusterBreak::Other {
            check(&format!("{character}\u{200D}{character}"));
            continue;
        }
        for other in CONTEXTS {
            check(&format!("{other}{character}"));
            check(&format!("{character}{other}"));
        }
    }
}

/// Sequences of four classes, the longest context of any rule.
#[test]
fn counts_every_sequence_of_classes() {
    let classes = [
        'a', '\r', '\n', '\u{1}', '\u{301}', '\u{200C}', '\u{200D}', '\u{93F}', '\u{600}', '\u{915}',
        '\u{94D}', '😀', '🇹', '\u{1100}', '\u{1161}', '\u{11A8}', '가', '각',
    ];
    for first in classes {
        for second in classes {
            for third in classes {
                for fourth in classes {
                    check(&String::from_iter([first, second, third, fourth]));
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn counts_any_text(text in "\\PC{0,40}|[a\u{301}\u{200C}\u{200D}\u{915}\u{94D}😀🇹🇼\u{1F3FB}]{0,12}") {
        check(&text);
    }
}
