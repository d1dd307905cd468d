//! The words around a first step in Traditional Chinese.

use super::RenderWord;

pub(super) fn word(word: RenderWord) -> &'static str {
    match word {
        RenderWord::Busy => "表單還在載入，好了就會自動繼續。",
        RenderWord::NoScript => "這個瀏覽器沒有開啟 JavaScript，不能在線上填寫。請改用下面的方式辦理。",
        RenderWord::Paper => "列印紙本表單，填好後寄到或交到承辦機關",
    }
}
