//! The dictionary of the on-screen keyboard, from the fields of the Unihan database (Unicode Standard Annex 38).
//!
//! Each line has a syllable in zhuyin, the number of its tone, and the characters with this reading,
//! the frequent ones first. The dictionary contains the characters of Big5.

use std::collections::{BTreeMap, HashMap};

/// Readings of the Ministry of Education (國語一字多音審訂表), and of place names, that Unihan does not have.
const TAIWAN: &str = "期ㄑㄧ2 企ㄑㄧ4 危ㄨㄟ2 究ㄐㄧㄡ4 識ㄕ4 息ㄒㄧ2 微ㄨㄟ2 薇ㄨㄟ2 質ㄓ2 夕ㄒㄧ4 汐ㄒㄧ4 惜ㄒㄧ2 \
    昔ㄒㄧ2 擊ㄐㄧ2 寂ㄐㄧ2 突ㄊㄨ2 叔ㄕㄨ2 淑ㄕㄨ2 俱ㄐㄩ4 髮ㄈㄚ3 帆ㄈㄢ2 崖ㄧㄞ2 拙ㄓㄨㄛ2 亞ㄧㄚ4 液ㄧㄝ4 \
    暫ㄓㄢ4 脊ㄐㄧ3 卓ㄓㄨㄛ2 築ㄓㄨ2 研ㄧㄢ2 和ㄏㄢ4 垃ㄌㄜ4 圾ㄙㄜ4 攜ㄒㄧ1 熟ㄕㄡ2 穴ㄒㄩㄝ4 蝸ㄍㄨㄚ1 誼ㄧ2 偽ㄨㄟ4 \
    綜ㄗㄨㄥ4 樸ㄆㄨ2 播ㄅㄛ4 菌ㄐㄩㄣ4 擁ㄩㄥ3 諷ㄈㄥ4 署ㄕㄨ4 儲ㄔㄨ2 堤ㄊㄧ2 圳ㄗㄨㄣ4 埔ㄆㄨ3 崁ㄎㄢ3 娜ㄋㄨㄛ2";

/// The fields of Unihan with readings in pinyin. The number lowers the frequency of characters whose reading
/// is only in that field.
const READINGS: [(&str, u32); 5] =
    [("kMandarin", 0), ("kHanyuPinlu", 0), ("kTGHZ2013", 3), ("kXHC1983", 3), ("kHanyuPinyin", 5)];

const INITIALS: [(&str, &str); 21] = [
    ("zh", "ㄓ"),
    ("ch", "ㄔ"),
    ("sh", "ㄕ"),
    ("b", "ㄅ"),
    ("p", "ㄆ"),
    ("m", "ㄇ"),
    ("f", "ㄈ"),
    ("d", "ㄉ"),
    ("t", "ㄊ"),
    ("n", "ㄋ"),
    ("l", "ㄌ"),
    ("g", "ㄍ"),
    ("k", "ㄎ"),
    ("h", "ㄏ"),
    ("j", "ㄐ"),
    ("q", "ㄑ"),
    ("x", "ㄒ"),
    ("r", "ㄖ"),
    ("z", "ㄗ"),
    ("c", "ㄘ"),
    ("s", "ㄙ"),
];

const FINALS: [(&str, &str); 36] = [
    ("a", "ㄚ"),
    ("o", "ㄛ"),
    ("e", "ㄜ"),
    ("ai", "ㄞ"),
    ("ei", "ㄟ"),
    ("ao", "ㄠ"),
    ("ou", "ㄡ"),
    ("an", "ㄢ"),
    ("en", "ㄣ"),
    ("ang", "ㄤ"),
    ("eng", "ㄥ"),
    ("er", "ㄦ"),
    ("i", "ㄧ"),
    ("ia", "ㄧㄚ"),
    ("io", "ㄧㄛ"),
    ("ie", "ㄧㄝ"),
    ("iao", "ㄧㄠ"),
    ("iu", "ㄧㄡ"),
    ("ian", "ㄧㄢ"),
    ("in", "ㄧㄣ"),
    ("iang", "ㄧㄤ"),
    ("ing", "ㄧㄥ"),
    ("u", "ㄨ"),
    ("ua", "ㄨㄚ"),
    ("uo", "ㄨㄛ"),
    ("uai", "ㄨㄞ"),
    ("ui", "ㄨㄟ"),
    ("uan", "ㄨㄢ"),
    ("un", "ㄨㄣ"),
    ("uang", "ㄨㄤ"),
    ("ong", "ㄨㄥ"),
    ("ü", "ㄩ"),
    ("üe", "ㄩㄝ"),
    ("üan", "ㄩㄢ"),
    ("ün", "ㄩㄣ"),
    ("iong", "ㄩㄥ"),
];

/// A vowel and its four tones.
const TONES: [[char; 5]; 6] = [
    ['a', 'ā', 'á', 'ǎ', 'à'],
    ['o', 'ō', 'ó', 'ǒ', 'ò'],
    ['e', 'ē', 'é', 'ě', 'è'],
    ['i', 'ī', 'í', 'ǐ', 'ì'],
    ['u', 'ū', 'ú', 'ǔ', 'ù'],
    ['ü', 'ǖ', 'ǘ', 'ǚ', 'ǜ'],
];

/// The fields of each character.
pub type Unihan = HashMap<char, HashMap<String, String>>;

/// Adds the lines of a file: the code point, the field and its value, separated by tabs.
pub fn add(unihan: &mut Unihan, text: &str) {
    for line in text.lines() {
        let mut fields = line.splitn(3, '\t');
        let (Some(code), Some(field), Some(value)) = (fields.next(), fields.next(), fields.next()) else {
            continue;
        };
        let number = code.strip_prefix("U+").and_then(|hex| u32::from_str_radix(hex, 16).ok());
        if let Some(character) = number.and_then(char::from_u32) {
            unihan.entry(character).or_default().insert(field.to_owned(), value.to_owned());
        }
    }
}

/// Returns the lines of the dictionary.
pub fn dictionary(unihan: &Unihan) -> Vec<String> {
    // The characters of each syllable, by their place in its line.
    let mut syllables: BTreeMap<String, BTreeMap<char, [u32; 4]>> = BTreeMap::new();
    for (&character, fields) in unihan.iter().filter(|(_, fields)| fields.contains_key("kBigFive")) {
        let number = |field: &str, missing: u32| {
            fields.get(field).and_then(|text| text.split(' ').next()?.parse().ok()).unwrap_or(missing)
        };
        for (field, distance) in READINGS {
            for reading in readings(fields.get(field).map_or("", String::as_str)) {
                let Some(syllable) = syllable(reading) else { continue };
                let frequency = number("kFrequency", 6) + distance;
                let strokes = number("kTotalStrokes", 99);
                let place = [frequency, number("kGradeLevel", 7), strokes, u32::from(character)];
                let known = syllables.entry(syllable).or_default().entry(character).or_insert(place);
                *known = place.min(*known);
            }
        }
    }
    for entry in TAIWAN.split(' ') {
        let mut parts = entry.chars();
        let Some(character) = parts.next() else { continue };
        let place = [1, 0, 0, u32::from(character)];
        syllables.entry(parts.collect()).or_default().entry(character).or_insert(place);
    }
    let line = |(syllable, characters): (String, BTreeMap<char, [u32; 4]>)| {
        let mut ordered: Vec<_> = characters.into_iter().collect();
        ordered.sort_by_key(|(_, place)| *place);
        syllable + &ordered.into_iter().map(|(character, _)| character).collect::<String>()
    };
    syllables.into_iter().map(line).collect()
}

/// Iterates over the readings in the value of a field: `zhōng zhòng`, `zhōng(1234)`, or `10111.010:zhōng,zhòng`.
fn readings(value: &str) -> impl Iterator<Item = &str> {
    value
        .split(' ')
        .flat_map(|entry| entry.rsplit(':').next().unwrap_or(entry).split(','))
        .map(|reading| reading.split('(').next().unwrap_or(reading))
}

/// Converts a syllable of pinyin with its tone to zhuyin and the number of the tone: `wáng` to `ㄨㄤ2`. Returns
/// `None` for interjections such as `ńg`.
pub fn syllable(pinyin: &str) -> Option<String> {
    let mut tone = 5;
    let plain: String = pinyin
        .chars()
        .map(|letter| {
            let marked =
                TONES.iter().find_map(|row| Some((row[0], row.iter().position(|one| *one == letter)?)));
            match marked {
                Some((vowel, number)) => {
                    tone = if number > 0 { number } else { tone };
                    vowel
                }
                None => letter,
            }
        })
        .collect();
    let initial = INITIALS.iter().find(|(letters, _)| plain.starts_with(letters));
    let (letters, symbol) = initial.copied().unwrap_or(("", ""));
    let rest = plain.strip_prefix(letters)?;
    let is_whistled = matches!(letters, "zh" | "ch" | "sh" | "r" | "z" | "c" | "s");
    if is_whistled && rest == "i" {
        return Some(format!("{symbol}{tone}"));
    }
    let spelled = match (letters, rest.as_bytes()) {
        ("j" | "q" | "x", [b'u', ..]) => rest.replacen('u', "ü", 1),
        ("", [b'y', b'u', ..]) => rest.replacen("yu", "ü", 1),
        ("", [b'y', b'i', ..]) => rest.replacen("yi", "i", 1),
        ("", [b'y', ..]) => rest.replacen('y', "i", 1),
        ("", [b'w', b'u', ..]) => rest.replacen("wu", "u", 1),
        ("", [b'w', ..]) => rest.replacen('w', "u", 1),
        _ => rest.to_owned(),
    };
    let spelled = match spelled.as_str() {
        "iou" => "iu",
        "uei" => "ui",
        "uen" => "un",
        "ueng" => "ong",
        other => other,
    };
    let (_, last) = FINALS.iter().find(|(letters, _)| *letters == spelled)?;
    Some(format!("{symbol}{last}{tone}"))
}
