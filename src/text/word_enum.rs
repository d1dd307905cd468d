//! Enums of words that are compiled only for the native build.

/// Defines an enum of words, and the list of its variants.
macro_rules! word_enum {
    ($(#[$meta:meta])* $name:ident { $($variant:ident,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum $name {
            $($variant,)*
        }

        impl $name {
            /// All variants.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
        }
    };
}
pub(super) use word_enum;

/// Checks that a word has a text in both languages, with the same placeholders.
#[cfg(test)]
pub(super) fn assert_translated(word: &dyn std::fmt::Debug, [chinese, english]: [&str; 2]) {
    use super::placeholders;
    assert!(!chinese.is_empty() && !english.is_empty(), "{word:?}");
    assert_eq!(placeholders(chinese), placeholders(english), "{word:?}");
}

/// Gives an enum of words its texts, which the modules `zh_hant` and `en` beside it contain.
macro_rules! word_texts {
    ($name:ident) => {
        impl $name {
            /// Returns the text in that language, with placeholders such as `{label}`.
            #[must_use]
            pub fn say(self, lang: $crate::text::Lang) -> &'static str {
                match lang {
                    $crate::text::Lang::ZhHant => zh_hant::word(self),
                    $crate::text::Lang::En => en::word(self),
                }
            }

            /// Returns the text in that language with its placeholders filled.
            #[must_use]
            pub fn fill(self, lang: $crate::text::Lang, values: &[(&str, &str)]) -> String {
                $crate::text::fill(self.say(lang), values)
            }
        }
    };
}
pub(super) use word_texts;
