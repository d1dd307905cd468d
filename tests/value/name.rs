//! Names of persons.

use crate::{check, check_stable};
use guitai::problem::Problem::*;
use guitai::value::name::Name;
use icu_properties::CodePointSetData;
use icu_properties::props::EmojiPresentation;
use proptest::prelude::*;

#[test]
fn accepts_names_unchanged() {
    let names = [
        "王小明",
        "明",
        "歐陽測試",
        "𠮷田",
        "丁\u{2B740}",       // Han, extension D
        "李\u{31350}",       // Han, extension H
        "林\u{32000}",       // Han, extension H, last rows
        "林\u{33400}",       // Han, extension J
        "\u{FA11}",          // a compatibility ideograph, which NFKC would keep and others would lose
        "\u{F900}\u{2F800}", // compatibility ideographs that any normalisation would replace
        "葛\u{E0100}城",     // an ideographic variation
        "辻\u{FE00}",        // a standardised variation
        "\u{E001}明",        // private use
        "\u{E001}",          // private use, alone
        "\u{FAFA}",          // not assigned yet, between compatibility ideographs
        "\u{33FFD}",         // not assigned yet, on a plane of Han
        "王〇明",
        "王■明", // a glyph that a system lost; a person can still be found by it
        "Panay Kusuy",
        "Kolas·Yotaka",
        "Lamuro‧測試",
        "撒韵・武荖",
        "高．測試",
        "O'Brien",
        "O’Brien",
        "Ciwas ʼAli",
        "Tjuku:测试",
        "Saʼaroa ʉ ɨ é ṟ ḻ",
        "Ngu\u{0331}a^ ka-ri",
        "Jose\u{301} Nun\u{303}ez",
        "Нгуен",
        "क्\u{200D}ष",      // ZWJ
        "می\u{200C}خواهم", // ZWNJ
        "Martin, Jr.",
        "測試員（Sikawasay）",
    ];
    check(Name::parse, &names.map(|name| (name, Ok(name))));
    check(
        Name::parse,
        &[
            ("　王小明 ", Ok("王小明")),
            ("王\t小明", Ok("王 小明")),
            ("王\u{0}小\u{202E}明\u{FEFF}", Ok("王小明")),
        ],
    );
}

#[test]
fn rejects_invalid_characters() {
    check(
        Name::parse,
        &[
            ("", Err(Required)),
            ("\u{200B}\u{3000}", Err(Required)),
            ("<b>王小明", Err(NameCharacter { found: '<' })),
            ("王小明>", Err(NameCharacter { found: '>' })),
            ("王＜小明", Err(NameCharacter { found: '＜' })),
            ("王小明😀", Err(NameCharacter { found: '😀' })),
            ("王❤明", Err(NameCharacter { found: '❤' })),
            ("王⭐", Err(NameCharacter { found: '⭐' })),
            ("🇹🇼王", Err(NameCharacter { found: '🇹' })),
            ("王™", Err(NameCharacter { found: '™' })),
            ("王ℹ", Err(NameCharacter { found: 'ℹ' })),
            ("王‼", Err(NameCharacter { found: '‼' })),
            ("王⁉", Err(NameCharacter { found: '⁉' })),
            ("⏰王", Err(NameCharacter { found: '⏰' })),
            ("王▶", Err(NameCharacter { found: '▶' })),
            ("王◀", Err(NameCharacter { found: '◀' })),
            ("王㊗", Err(NameCharacter { found: '㊗' })),
            ("㊙王", Err(NameCharacter { found: '㊙' })),
            ("王©\u{FE0F}", Err(NameCharacter { found: '\u{FE0F}' })),
            ("王1\u{20E3}", Err(NameCharacter { found: '\u{20E3}' })),
            ("12345", Err(NameNoLetter)),
            ("0912-345-678", Err(NameNoLetter)),
            ("?", Err(NameNoLetter)),
            ("■■", Err(NameNoLetter)),
        ],
    );
}

/// Emoji by default presentation, according to ICU.
#[test]
fn rejects_every_emoji() {
    for emoji in CodePointSetData::new::<EmojiPresentation>().iter_ranges().flatten() {
        let found = char::from_u32(emoji).unwrap();
        assert_eq!(Name::parse(&format!("王{found}")), Err(NameCharacter { found }), "{emoji:X}");
    }
}

#[test]
fn counts_user_perceived_characters() {
    let of = |part: &str, times: usize| part.repeat(times);
    check(
        Name::parse,
        &[
            (&of("𠮷", 50), Ok(&of("𠮷", 50))),
            (&of("葛\u{E0100}", 50), Ok(&of("葛\u{E0100}", 50))),
            (&of("e\u{301}\u{331}", 50), Ok(&of("e\u{301}\u{331}", 50))),
            (&of("王", 51), Err(TooLong { max: 50, actual: 51 })),
        ],
    );
}

proptest! {
    #[test]
    fn never_panics(typed in any::<String>()) {
        check_stable(Name::parse, &typed);
    }

    /// Han characters of every plane are unchanged, alone and together.
    #[test]
    fn keeps_every_ideograph(name in "[\u{4E00}-\u{9FFF}\u{3400}-\u{4DBF}\u{20000}-\u{323AF}\u{F900}-\u{FAD9}]{1,50}") {
        prop_assert_eq!(Name::parse(&name).map(|name| name.to_string()), Ok(name));
    }
}
