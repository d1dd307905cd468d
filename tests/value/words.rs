//! Texts of the engine in both languages.

use guitai::text::{Lang, Word, fill, megabytes, placeholders};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn finds_placeholders() {
    for (template, names) in [
        ("", vec![]),
        ("{a} and {b}, {a}", vec!["a", "b"]),
        ("{a", vec![]),
        ("a} {b}", vec!["b"]),
        ("{a|b}", vec!["a"]),
    ] {
        assert_eq!(placeholders(template).into_iter().collect::<Vec<_>>(), names, "{template}");
    }
}

#[test]
fn languages_have_the_same_placeholders() {
    for word in Word::ALL {
        assert_eq!(placeholders(word.say(Lang::ZhHant)), placeholders(word.say(Lang::En)), "{}", word.key());
    }
}

/// Texts of problems differ from each other. Other texts, such as labels of buttons, may be equal.
#[test]
fn texts_of_problems_are_unique() {
    for lang in [Lang::ZhHant, Lang::En] {
        let mut keys_by_text = BTreeMap::new();
        for word in Word::ALL.iter().filter(|word| word.key().starts_with("problem.")) {
            if let Some(other) = keys_by_text.insert(word.say(lang), word.key()) {
                panic!("{} and {other} are both {:?}", word.key(), word.say(lang));
            }
        }
    }
    let keys: BTreeSet<&str> = Word::ALL.iter().map(|word| word.key()).collect();
    assert_eq!(keys.len(), Word::ALL.len());
}

/// Style of problem texts: no blame, no "invalid", no "please" in English, and a maximum length.
#[test]
fn texts_of_problems_follow_the_style() {
    for word in Word::ALL.iter().filter(|word| word.key().starts_with("problem.")) {
        let zh = word.say(Lang::ZhHant);
        assert!(!["無效", "錯誤", "您", "不合法"].iter().any(|phrase| zh.contains(phrase)), "{zh}");
        assert!(zh.chars().count() <= 60 && !zh.ends_with('。'), "{zh}");
        let en = word.say(Lang::En).to_lowercase();
        assert!(
            !["invalid", "please", "error", "illegal", "forgot", "failed"]
                .iter()
                .any(|phrase| en.contains(phrase)),
            "{en}"
        );
        assert!(en.chars().count() <= 130, "{en}");
    }
}

#[test]
fn fills_templates() {
    let cases = [
        ("請填寫「{label}」", "姓名", "請填寫「姓名」"),
        ("Enter {label}", "Mobile number", "Enter mobile number"),
        ("Enter {label}", "UBN", "Enter UBN"),
        ("Enter {label}", "E-mail", "Enter E-mail"),
        ("Enter {label}", "姓", "Enter 姓"),
        ("{label} must be {most}", "Mobile number", "Mobile number must be 5"),
        ("{most} {unknown} {label}", "a{most}b", "5 {unknown} a{most}b"),
        ("{ {label", "x", "{ {label"),
        ("{}", "x", "{}"),
        ("{most|many} of {all|every one}", "x", "5 of every one"),
        ("{all|} {label|y}", "Z", " Z"),
    ];
    for (template, label, expected) in cases {
        assert_eq!(fill(template, &[("most", "5"), ("label", label)]), expected);
    }
}

#[test]
fn writes_sizes() {
    let cases = [
        (5 * 1024 * 1024, "5 MB"),
        (10 * 1024 * 1024, "10 MB"),
        (1_572_864, "1.5 MB"),
        (300 * 1024, "300 kB"),
        (0, "0 kB"),
    ];
    for (bytes, expected) in cases {
        assert_eq!(megabytes(bytes), expected);
    }
}

#[test]
fn parses_language_tags() {
    let cases = [
        ("zh", Some(Lang::ZhHant)),
        ("zh-TW", Some(Lang::ZhHant)),
        ("zh-Hant", Some(Lang::ZhHant)),
        ("ZH-hant-tw", Some(Lang::ZhHant)),
        ("en", Some(Lang::En)),
        ("en-GB", Some(Lang::En)),
        ("ami", None),
        ("eng", None),
        ("", None),
    ];
    for (tag, lang) in cases {
        assert_eq!(Lang::from_tag(tag), lang, "{tag}");
    }
    assert_eq!((Lang::ZhHant.tag(), Lang::En.tag()), ("zh-Hant", "en"));
}
