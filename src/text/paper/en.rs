//! The words of printed forms in English.

use super::PaperWord;

pub(super) fn word(word: PaperWord) -> &'static str {
    match word {
        // The head of every page, and the title.
        PaperWord::ReferenceFormat => "Reference format (參考格式)",
        PaperWord::NotPrescribed => "This is a reference format, not a form prescribed by law.",
        PaperWord::Law => "Under {law}, as amended on {day}",
        PaperWord::PrintHint => "Print on A4 paper, upright.",
        PaperWord::Reference => "Reference number",
        PaperWord::SubmissionId => "Submission id",
        PaperWord::FiledAt => "Submitted",
        PaperWord::Copy => "Copy of a submission",
        PaperWord::Masked => "Only the first three and the last two characters of ID numbers are printed.",

        // Conditions.
        PaperWord::Quoted => "‘{option}’",
        PaperWord::Or => " or ",
        PaperWord::And => ", and ",
        PaperWord::OrElse => "; or ",
        PaperWord::Chosen => "you chose {options} in {number}",
        PaperWord::NotChosen => "you did not choose {options} in {number}",
        PaperWord::Answered => "you answered {number}",
        PaperWord::NotAnswered => "you left {number} empty",
        PaperWord::ByStaff => "staff fill in the form for you",
        PaperWord::OnlyIf => "(Only if {condition})",
        PaperWord::OnlyIfCalledFor => "(Only if your answers above call for it)",
        PaperWord::RequiredIf => "(Required if {condition})",
        PaperWord::RequiredIfCalledFor => "(May be required, depending on your answers above)",
        PaperWord::NoteIf => "If {condition}: ",
        PaperWord::StopIf => "If {condition}, do not use this form. ",

        // Questions.
        PaperWord::ChooseOne => "(choose one)",
        PaperWord::ChooseSome => "(choose all that apply)",
        PaperWord::Date => "Year (ROC or AD) _ Month _ Day _",
        PaperWord::Moment => "Year (ROC or AD) _ Month _ Day _ Time (24-hour) _ : _",
        PaperWord::Address => {
            "Postal code _ County or city _ Township or district _ Village, street and number ~"
        }
        PaperWord::Enclosed => "Enclosed. Number of documents: _",
        PaperWord::MoreRows => "Use another sheet of paper if you need more room.",
        PaperWord::OtherAnswers => "Answers that the form does not have",

        // The end of the form.
        PaperWord::Enclosures => "Checklist of enclosures",
        PaperWord::Notes => "Please note",
        PaperWord::Accepted => "{notice} ({time}, version {version})",
        PaperWord::Sign => "Signature or seal",
        PaperWord::SignHere => "Signature or seal ~ Date: year (ROC or AD) _ month _ day _",
        PaperWord::HandIn => "Hand it in here",
        PaperWord::Telephone => "Telephone {number}",
        PaperWord::OfficeUse => "For the office",
        PaperWord::OfficeLine => "Reference number ~ Received: year _ month _ day _ by _",
    }
}
