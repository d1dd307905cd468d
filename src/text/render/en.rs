//! The words around a first step in English.

use super::RenderWord;

pub(super) fn word(word: RenderWord) -> &'static str {
    match word {
        RenderWord::Busy => "The form is still loading. It will continue by itself.",
        RenderWord::NoScript => {
            "This browser does not run JavaScript, so you cannot fill in the form online. Use one of these ways instead."
        }
        RenderWord::Paper => "Print the form, fill it in, and send it or take it to the agency",
    }
}
