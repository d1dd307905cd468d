//! The words of printed forms. They are not in the bundle.
//!
//! A new word is a variant of `PaperWord`, a line in `zh_hant.rs` and one in `en.rs`. In a text with blanks,
//! `_` is a short blank and `~` one that takes the rest of the line.

mod en;
mod zh_hant;

use super::word_enum::word_enum;
use super::{Lang, fill};

word_enum! {
/// A text of printed forms.
PaperWord {
    // The head of every page, and the title.
    ReferenceFormat,
    NotPrescribed,
    Law,
    PrintHint,
    Reference,
    SubmissionId,
    FiledAt,
    Copy,
    Masked,

    // Conditions.
    Quoted,
    Or,
    And,
    OrElse,
    Chosen,
    NotChosen,
    Answered,
    NotAnswered,
    ByStaff,
    OnlyIf,
    OnlyIfCalledFor,
    RequiredIf,
    RequiredIfCalledFor,
    NoteIf,
    StopIf,

    // Questions.
    ChooseOne,
    ChooseSome,
    Date,
    Moment,
    Address,
    Enclosed,
    MoreRows,
    OtherAnswers,

    // The end of the form.
    Enclosures,
    Notes,
    Accepted,
    Sign,
    SignHere,
    HandIn,
    Telephone,
    OfficeUse,
    OfficeLine,
}
}

impl PaperWord {
    /// Returns the text in that language, with placeholders such as `{condition}`.
    #[must_use]
    pub fn say(self, lang: Lang) -> &'static str {
        match lang {
            Lang::ZhHant => zh_hant::word(self),
            Lang::En => en::word(self),
        }
    }

    /// Returns the text in that language with its placeholders filled.
    #[must_use]
    pub fn fill(self, lang: Lang, values: &[(&str, &str)]) -> String {
        fill(self.say(lang), values)
    }
}

#[cfg(test)]
mod tests {
    use super::super::placeholders;
    use super::*;

    #[test]
    fn both_languages_have_a_text_with_the_same_placeholders_and_blanks() {
        for word in PaperWord::ALL {
            let [chinese, english] = [Lang::ZhHant, Lang::En].map(|lang| word.say(lang));
            assert!(!chinese.is_empty() && !english.is_empty(), "{word:?}");
            assert_eq!(placeholders(chinese), placeholders(english), "{word:?}");
            for blank in ['_', '~'] {
                let [chinese, english] = [chinese, english].map(|text| text.matches(blank).count());
                assert_eq!(chinese, english, "{word:?}");
            }
        }
    }
}
