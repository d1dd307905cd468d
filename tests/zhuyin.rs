//! The dictionary of the on-screen keyboard: its conversion from pinyin, its order, and the delivered file.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../xtask/src/zhuyin/dictionary.rs"]
mod dictionary;

use dictionary::{Unihan, add, dictionary, syllable};
use std::collections::BTreeSet;

#[test]
fn converts_pinyin_to_zhuyin() {
    for (pinyin, expected) in [
        ("wáng", Some("ㄨㄤ2")),
        ("zhōng", Some("ㄓㄨㄥ1")),
        ("shì", Some("ㄕ4")),
        ("yī", Some("ㄧ1")),
        ("yǔ", Some("ㄩ3")),
        ("yuán", Some("ㄩㄢ2")),
        ("yòng", Some("ㄩㄥ4")),
        ("yǒu", Some("ㄧㄡ3")),
        ("wèi", Some("ㄨㄟ4")),
        ("wēng", Some("ㄨㄥ1")),
        ("jūn", Some("ㄐㄩㄣ1")),
        ("lǜ", Some("ㄌㄩ4")),
        ("èr", Some("ㄦ4")),
        ("de", Some("ㄉㄜ5")),
        ("ńg", None),
        ("", None),
    ] {
        assert_eq!(syllable(pinyin).as_deref(), expected, "{pinyin}");
    }
}

#[test]
fn orders_characters_by_frequency() {
    let mut unihan = Unihan::new();
    add(
        &mut unihan,
        "U+738B\tkMandarin\twáng\nU+738B\tkBigFive\tA4FD\nU+738B\tkFrequency\t2\n\
         U+4EA1\tkHanyuPinyin\t10281.020:wáng,wú\nU+4EA1\tkBigFive\tA460\nU+4EA1\tkFrequency\t3\n\
         U+4E00\tkMandarin\tyī\n# comment",
    );
    let lines = dictionary(&unihan);
    assert!(lines.contains(&"ㄨㄤ2王亡".to_owned()) && lines.contains(&"ㄨ2亡".to_owned()));
    assert!(!lines.iter().any(|line| line.contains('一')), "only the characters of Big5");
    assert!(lines.contains(&"ㄑㄧ2期".to_owned()));
}
/// Each line is one syllable with its tone, and no character occurs in it twice.
#[test]
fn the_delivered_file_is_well_formed() {
    let text = include_str!("../www/data/zhuyin.txt");
    let lines: Vec<(&str, &str)> = text
        .lines()
        .map(|line| line.split_at(line.find(|symbol: char| symbol.is_ascii_digit()).unwrap() + 1))
        .collect();
    assert!(lines.len() > 1000);
    assert!(lines.is_sorted_by(|(first, _), (second, _)| first < second));
    for (reading, characters) in &lines {
        let symbols = reading.trim_end_matches(|tone| ('1'..='5').contains(&tone));
        assert!(symbols.chars().all(|symbol| ('ㄅ'..='ㄩ').contains(&symbol)), "{reading}");
        let distinct: BTreeSet<char> = characters.chars().collect();
        assert!(!distinct.is_empty() && distinct.len() == characters.chars().count(), "{reading}");
    }
    let all: BTreeSet<char> = lines.iter().flat_map(|(_, characters)| characters.chars()).collect();
    assert!(all.len() > 13_000, "{}", all.len());
}
