//! The words of printed forms in Chinese (Taiwan).

use super::PaperWord;

pub(super) fn word(word: PaperWord) -> &'static str {
    match word {
        // The head of every page, and the title.
        PaperWord::ReferenceFormat => "參考格式",
        PaperWord::NotPrescribed => "這是參考格式，不是法定的書表。",
        PaperWord::Law => "依據：{law}（{day}修正）",
        PaperWord::PrintHint => "請用 A4 紙直式列印。",
        PaperWord::Reference => "案件編號",
        PaperWord::SubmissionId => "送件代碼",
        PaperWord::FiledAt => "送件時間",
        PaperWord::Copy => "送件內容的副本",
        PaperWord::Masked => "證號只印前三碼和末兩碼。",

        // Conditions.
        PaperWord::Quoted => "「{option}」",
        PaperWord::Or => "或",
        PaperWord::And => "，而且",
        PaperWord::OrElse => "；或者",
        PaperWord::Chosen => "第 {number} 題選{options}",
        PaperWord::NotChosen => "第 {number} 題沒有選{options}",
        PaperWord::Answered => "第 {number} 題有填",
        PaperWord::NotAnswered => "第 {number} 題沒有填",
        PaperWord::ByStaff => "由承辦人員代填",
        PaperWord::OnlyIf => "（{condition}，才要填）",
        PaperWord::OnlyIfCalledFor => "（看前面填的內容，需要才填）",
        PaperWord::RequiredIf => "（{condition}，就一定要填）",
        PaperWord::RequiredIfCalledFor => "（看前面填的內容，可能一定要填）",
        PaperWord::NoteIf => "{condition}：",
        PaperWord::StopIf => "{condition}：不要用這張表。",

        // Questions.
        PaperWord::ChooseOne => "（選一項）",
        PaperWord::ChooseSome => "（可以選好幾項）",
        PaperWord::Date => "民國 _ 年 _ 月 _ 日",
        PaperWord::Moment => "民國 _ 年 _ 月 _ 日 _ 時 _ 分（24 小時制）",
        PaperWord::Address => "郵遞區號 _ 縣市 _ 鄉鎮市區 _ 村里、路街、巷弄、門牌 ~",
        PaperWord::Enclosed => "附在後面，共 _ 件",
        PaperWord::MoreRows => "寫不下的，請寫在另一張紙上。",
        PaperWord::OtherAnswers => "表單沒有的答案",

        // The end of the form.
        PaperWord::Enclosures => "附件檢查",
        PaperWord::Notes => "請注意",
        PaperWord::Accepted => "{notice}（{time}，版本 {version}）",
        PaperWord::Sign => "簽名或蓋章",
        PaperWord::SignHere => "簽名或蓋章 ~ 日期 民國 _ 年 _ 月 _ 日",
        PaperWord::HandIn => "交到這裡",
        PaperWord::Telephone => "電話 {number}",
        PaperWord::OfficeUse => "承辦人員填寫",
        PaperWord::OfficeLine => "案件編號 ~ 收件日期 民國 _ 年 _ 月 _ 日 收件人 _",
    }
}
