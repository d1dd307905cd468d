//! The words around a first step that is shown before the engine runs. They are not in the bundle.

mod en;
mod zh_hant;

use super::word_enum::{word_enum, word_texts};

word_enum! {
/// A text around a first step.
RenderWord {
    Busy,
    NoScript,
    Paper,
}
}

word_texts!(RenderWord);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;
    use crate::text::word_enum::assert_translated;

    #[test]
    fn both_languages_have_a_text_with_the_same_placeholders() {
        for word in RenderWord::ALL {
            let [chinese, english] = [Lang::ZhHant, Lang::En].map(|lang| word.say(lang));
            assert_translated(word, [chinese, english]);
        }
    }
}
