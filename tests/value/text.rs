//! Free text: kept and dropped characters, and lengths.

use crate::{check, check_stable};
use guitai::problem::Problem::*;
use guitai::value::text::{CleanText, clean_line, clean_long, length};
use proptest::prelude::*;

/// The characters that are removed from a long text, by `docs/contract.md`, section Answers.
const DROPPED: [std::ops::RangeInclusive<u32>; 11] = [
    0x00..=0x08,
    0x0B..=0x1F,
    0x7F..=0x9F,
    0xAD..=0xAD,
    0x61C..=0x61C,
    0x200B..=0x200B,
    0x200E..=0x200F,
    0x202A..=0x202E,
    0x2060..=0x2060,
    0x2066..=0x2069,
    0xFEFF..=0xFEFF,
];

#[test]
fn keeps_every_other_code_point() {
    for character in '\0'..=char::MAX {
        let typed = format!("文{character}字");
        let is_dropped = DROPPED.iter().any(|range| range.contains(&u32::from(character)));
        let (line, long) = match character {
            '\t' => ("文 字", "文 字"),
            '\n' => ("文 字", "文\n字"),
            _ if is_dropped => ("文字", "文字"),
            _ => (typed.as_str(), typed.as_str()),
        };
        assert_eq!(clean_line(&typed), line, "U+{:04X}", u32::from(character));
        assert_eq!(clean_long(&typed), long, "U+{:04X}", u32::from(character));
    }
}

#[test]
fn cleans() {
    let cases = [
        ("  a  b  ", "a  b", "a  b"),
        ("一\r\n二\r\n\r\n三\n", "一 二  三", "一\n二\n\n三"),
        ("\u{FEFF} \u{202A}a\u{202C} \u{200B}", "a", "a"),
        ("\u{3000}全形\u{3000}", "全形", "全形"),
        ("\u{A0}a\u{2028}", "a", "a"),
        ("ﬁ Å ｶﾞ", "ﬁ Å ｶﾞ", "ﬁ Å ｶﾞ"),
        ("👨\u{200D}👩\u{200D}👧", "👨\u{200D}👩\u{200D}👧", "👨\u{200D}👩\u{200D}👧"),
    ];
    for (typed, line, long) in cases {
        assert_eq!(clean_line(typed), line, "{typed:?}");
        assert_eq!(clean_long(typed), long, "{typed:?}");
    }
}

#[test]
fn counts_user_perceived_characters() {
    let cases = [
        ("", 0),
        ("王小明", 3),
        ("𠮷", 1),
        ("葛\u{E0100}", 1),
        ("e\u{301}", 1),
        ("👨\u{200D}👩\u{200D}👧", 1),
        ("🇹🇼", 1),
        ("a\nb", 3),
    ];
    for (text, count) in cases {
        assert_eq!(length(text), count, "{text:?}");
    }
}

#[test]
fn enforces_limits() {
    check(
        |typed| CleanText::line(typed, 2, 4),
        &[
            ("一二", Ok("一二")),
            ("一二三四 ", Ok("一二三四")),
            ("a\r\nb", Ok("a b")),
            ("", Err(Required)),
            (" \n\t\u{2060}", Err(Required)),
            ("一", Err(TooShort { min: 2 })),
            ("一二三四五", Err(TooLong { max: 4, actual: 5 })),
        ],
    );
    check(
        |typed| CleanText::long(typed, 2, 4),
        &[("a\r\nb\n", Ok("a\nb")), ("\na\n", Err(TooShort { min: 2 }))],
    );
}

proptest! {
    #[test]
    fn canonical_is_stable(typed in any::<String>()) {
        check_stable(|typed| CleanText::line(typed, 1, 100), &typed);
        check_stable(|typed| CleanText::long(typed, 1, 100), &typed);
    }

    #[test]
    fn canonical_is_stable_among_invisible_ones(typed in "[a\r\n\t \u{AD}\u{61C}\u{200B}-\u{200F}\u{202A}-\u{202E}\u{2060}-\u{2069}\u{FEFF}\u{3000}]{0,12}") {
        check_stable(|typed| CleanText::line(typed, 1, 100), &typed);
        check_stable(|typed| CleanText::long(typed, 1, 100), &typed);
    }
}
