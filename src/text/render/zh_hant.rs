//! The words around a first step in Traditional Chinese.

use super::RenderWord;

pub(super) fn word(word: RenderWord) -> &'static str {
    match word {
        RenderWord::Busy => "表單還在載入，好了就會自動繼續。",
    }
}
