//! Texts of the engine in Chinese and English, and the texts of problems.

mod display;
pub mod en;
#[cfg(feature = "server")]
pub mod paper;
#[cfg(feature = "server")]
pub mod portal;
mod problem;
#[cfg(feature = "server")]
pub mod render;
mod template;
mod word;
#[cfg(feature = "server")]
mod word_enum;
mod words;
pub mod zh_hant;

pub use problem::problem_words;
pub use template::{fill, placeholders};
pub use word::Word;
pub use words::Words;

use word::words_of;

/// A language of the engine's texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// Traditional Chinese as written in Taiwan.
    ZhHant,
    /// English.
    En,
}

impl Lang {
    /// Returns the language of a tag, by its primary subtag `zh` or `en`.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        [("zh", Self::ZhHant), ("en", Self::En)]
            .into_iter()
            .find_map(|(name, lang)| primary.eq_ignore_ascii_case(name).then_some(lang))
    }

    /// Returns the language of a tag. An unknown tag becomes Chinese.
    #[must_use]
    pub fn nearest(tag: &str) -> Self {
        Self::from_tag(tag).unwrap_or(Self::ZhHant)
    }

    /// The texts of the engine, in the order of `Word`. A line feed terminates each text. The browser does not call
    /// this function, because it downloads the texts with the content of a form.
    fn words(self) -> &'static str {
        match self {
            Self::ZhHant => zh_hant::WORDS,
            Self::En => en::WORDS,
        }
    }

    /// The language tag (BCP 47).
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::ZhHant => "zh-Hant",
            Self::En => "en",
        }
    }

    /// The name of the language in that language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ZhHant => "中文",
            Self::En => "English",
        }
    }
}

/// Returns the heading of an item of 個人資料保護法第8條第1項, by the item's name in a portal's config.
#[must_use]
pub fn privacy_item(name: &str) -> Option<Word> {
    Some(match name {
        "holder" => Word::PrivacyHolder,
        "purpose" => Word::PrivacyPurpose,
        "categories" => Word::PrivacyCategories,
        "use" => Word::PrivacyUse,
        "rights" => Word::PrivacyRights,
        "refusal" => Word::PrivacyRefusal,
        _ => return None,
    })
}

/// Formats a number of bytes, in units of 1024: `5 MB`, `1.5 MB`, `300 kB`.
#[must_use]
pub fn megabytes(bytes: u64) -> String {
    const KILO: u64 = 1024;
    let kilobytes = bytes.div_ceil(KILO);
    let (whole, tenth) = (kilobytes / KILO, kilobytes % KILO * 10 / KILO);
    match (whole, tenth) {
        (0, _) => [&kilobytes.to_string(), " kB"].concat(),
        (whole, 0) => [&whole.to_string(), " MB"].concat(),
        (whole, tenth) => [&whole.to_string(), ".", &tenth.to_string(), " MB"].concat(),
    }
}
