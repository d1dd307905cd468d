//! The words of printed forms. They are not in the bundle.
//!
//! A new word is a variant of `PaperWord`, a line in `zh_hant.rs` and one in `en.rs`. In a text with blanks,
//! `_` is a short blank and `~` one that takes the rest of the line.

mod en;
mod zh_hant;

use super::word_enum::{word_enum, word_texts};

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

word_texts!(PaperWord);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;
    use crate::text::word_enum::assert_translated;

    #[test]
    fn both_languages_have_a_text_with_the_same_placeholders_and_blanks() {
        for word in PaperWord::ALL {
            let [chinese, english] = [Lang::ZhHant, Lang::En].map(|lang| word.say(lang));
            assert_translated(word, [chinese, english]);
            for blank in ['_', '~'] {
                let [chinese, english] = [chinese, english].map(|text| text.matches(blank).count());
                assert_eq!(chinese, english, "{word:?}");
            }
        }
    }
}
