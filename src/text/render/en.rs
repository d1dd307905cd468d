//! The words around a first step in English.

use super::RenderWord;

pub(super) fn word(word: RenderWord) -> &'static str {
    match word {
        RenderWord::Busy => "The form is still loading. It will continue by itself.",
    }
}
