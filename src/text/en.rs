//! The engine's words in English, as an office would write them.

use super::Word;

/// The words, with placeholders such as `{label}`.
#[must_use]
#[expect(clippy::too_many_lines, reason = "a table")]
pub fn say(word: Word) -> &'static str {
    match word {
        Word::Required => "Enter {label}",
        Word::ChoiceRequired => "Select {label}",
        Word::FilesRequired => "Attach {label}",
        Word::SignatureRequired => "Sign in the box",
        Word::YearMissing => "{label} must include a year, for example 115",
        Word::MonthMissing => "{label} must include a month from 1 to 12",
        Word::DayMissing => "{label} must include a day from 1 to 31",
        Word::TimeMissing => "{label} must include a time, for example 08:50",
        Word::CountyMissing => "{label} must include a county or city",
        Word::TownshipMissing => "{label} must include a township or district",
        Word::StreetMissing => "{label} must include a street and number, for example 中山路1號",
        Word::PostalCodeMissing => "{label} must include a postal code, for example 970",
        Word::NotAsked => "{label} is not needed with the other answers. Remove it.",
        Word::UnknownQuestion => "The form has no such question. Remove this answer.",
        Word::NotOffered => "Select {label} from the options offered",
        Word::TooShort => "{label} must be {least} characters or more",
        Word::TooLong => "{label} must be {most} characters or fewer. It has {is}.",
        Word::TooFew => "{label} must have {least} entries or more",
        Word::TooMany => "{label} must have {most} entries or fewer. Remove some.",
        Word::WrongType => "{label} has the wrong JSON type. Send the type that the form definition names.",
        Word::NotCanonical => "{label} must be in its canonical form, for example 2026-11-21 for a date",
        Word::DateUnreadable => "{label} must be a date, for example 115/11/21 or 2026-11-21",
        Word::YearWrong => {
            "{label}: year must be a year of the Republic, such as 115, or have four digits, such as 2026"
        }
        Word::MonthWrong => "{label}: month must be a number from 1 to 12",
        Word::DayWrong => "{label}: day must be a number from 1 to 31",
        Word::NoSuchDay => "{label} must be a real date. That month has fewer days.",
        Word::TimeUnreadable => "{label}: time must be written like 08:50 or 6:00 pm",
        Word::TimeOutOfRange => "{label}: time must be from 00:00 to 24:00",
        Word::TimeAmbiguous => {
            "{label}: time could be by day or by night. Use the 24-hour clock, for example 12:00 or 00:00."
        }
        Word::NationalIdCharacter => "{label} must have only letters and digits. Remove “{found}”.",
        Word::NationalIdLength => "{label} must have 10 characters. This has {is}.",
        Word::NationalIdFirst => "{label} must begin with a letter, not “{found}”",
        Word::NationalIdSecond => "{label} cannot have “{found}” as its second character. Check the card.",
        Word::NationalIdDigit => "{label} must have a digit as character {place}, not “{found}”",
        Word::NationalIdChecksum => {
            "{label} has a check digit that does not match. Check characters 2 to 10."
        }
        Word::ResidencePermitNumber => {
            "This is the 12-digit permit number. Enter the UI number on the card, which begins with a letter."
        }
        Word::ResidentIdExpired => {
            "UI numbers with two letters ended on 31 December 2030. Enter the new number."
        }
        Word::UbnCharacter => "{label} must have only digits. Remove “{found}”.",
        Word::UbnLength => "{label} must have 8 digits. This has {is}.",
        Word::UbnZeros => "{label} cannot be eight zeros. Check it in the registration.",
        Word::UbnChecksum => "{label} has a check digit that does not match. Check all 8 digits.",
        Word::PhoneCharacter => "{label} must be a telephone number. Remove “{found}”.",
        Word::PhoneSeveral => "{label} must be one number. Remove the other.",
        Word::PhoneShortCode => {
            "{label} must be a number that can be called back, not a short one such as 110 or 1999"
        }
        Word::PhoneAreaCodeMissing => "{label} must begin with an area code, for example 03-8234567",
        Word::PhoneAreaCode => "{label} cannot begin with {found}. The area code of Hualien is 03.",
        Word::PhoneNoPlus => {
            "{label} must begin with + and the country code if it is foreign, for example +81312345678"
        }
        Word::LandlineTooFew => "{label} must have 9 or 10 digits with its area code. This has only {is}.",
        Word::LandlineTooMany => {
            "{label} must have at most 10 digits with its area code. This has {is}. Write an extension as #123."
        }
        Word::MobileTooFew => "{label} must have 10 digits, as every mobile has. This has only {is}.",
        Word::MobileTooMany => "{label} must have 10 digits, as every mobile has. This has {is}.",
        Word::MobilePrefix => "{label} cannot begin with 099. Check the first three digits.",
        Word::MobileStart => "{label} must begin with 09, or with + and the country code if it is foreign",
        Word::MobileIsLandline => "{label} must be a mobile, which begins with 09. This is a landline.",
        Word::ForeignCountryCode => {
            "{label} has a country code that begins with 0, which none does. Leave out the + of a number in Taiwan."
        }
        Word::ForeignLength => "{label} must have 7 to 15 digits with its country code. This has {is}.",
        Word::PhoneExtension => "{label}: extension must be # and 1 to 6 digits, for example #123",
        Word::MobileExtension => "{label} is a mobile, which has no extension. Remove the extension.",
        Word::EmailSpace => "{label} must not contain spaces",
        Word::EmailCharacter => "{label} must not contain “{found}”",
        Word::EmailNoAt => "{label} must contain an @, for example name@gmail.com",
        Word::EmailSeveralAt => "{label} must contain only one @. Enter one address.",
        Word::EmailNoLocal => "{label} must have a name before the @, for example name@gmail.com",
        Word::EmailDomain => "{label} must end like gmail.com after the @",
        Word::EmailLocalTooLong => "{label} must have 64 characters or fewer before the @. It has {is}.",
        Word::EmailTooLong => "{label} must be 254 characters or fewer. It has {is}.",
        Word::NameCharacter => "{label} must not contain “{found}”. Write it as on the identity card.",
        Word::NameNoLetter => "{label} must contain letters. Write it as on the identity card.",
        Word::CountyUnknown => "{label}: select a county or city from the list",
        Word::TownshipElsewhere => "{label}: select a township or district of {county}",
        Word::PostalCodeFormat => "{label}: postal code must have 3, 5 or 6 digits, for example 970",
        Word::PostalCodeElsewhere => "{label}: postal code must begin with {code}, the code of {township}",
        Word::FilesTooMany => "{label} must be {most} files or fewer. Remove some.",
        Word::FilesTooLarge => "All files together must be {most} or smaller. Remove or shrink some.",
        Word::FileEmpty => "{label} is empty. Choose another file.",
        Word::FileTooLarge => "{label} must be {most} or smaller. Shrink it or choose another file.",
        Word::FileType => "{label} must be a PDF, JPEG, PNG or WebP file",
        Word::FileHeic => "{label} is a HEIC photo. Convert it to JPEG first.",
        Word::FileExtension => {
            "{label} is a {is} file under another extension. Rename it or choose another file."
        }
        Word::FileEncrypted => "{label} is protected by a password. Save it as a PDF without one.",
        Word::FileMediaType => "The media_type is not that of the content. Send the real type.",
        Word::FileName => {
            "The name of the file must be without a path or control characters, and 255 bytes or shorter"
        }
        Word::FileContent => "The file must have either content or href",
        Word::FileEncoding => "The content must be in base64",
        Word::FileSize => "The size is not the number of bytes of the content. Count again.",
        Word::FileDigest => "The sha256 does not match the content. Compute it again.",
        Word::NoticeMissing => "Tick the box to say that you have read this",
        Word::BadEnvelope => {
            "This part of the submission is missing or malformed. Correct it by the contract."
        }
        Word::UnknownWorkflow => "There is no form of that name. Check the workflow.",
        Word::WrongVersion => "The form has another version now. Reload the page and send again.",
        Word::Continue => "Continue",
        Word::Back => "Back",
        Word::Change => "Change",
        Word::Submit => "Submit",
        Word::TryAgain => "Try again",
        Word::StartAgain => "Discard this and start again",
        Word::NewForm => "Fill in another form",
        Word::Print => "Print this page",
        Word::Add => "Add another",
        Word::Remove => "Remove",
        Word::ChooseFiles => "Choose files, or drop them here",
        Word::BackToAnswers => "Go back to your answers",
        Word::Optional => " (optional)",
        Word::Yes => "Yes",
        Word::No => "No",
        Word::Year => "Year (ROC)",
        Word::Month => "Month",
        Word::Day => "Day",
        Word::Time => "Time (24-hour)",
        Word::County => "County or city",
        Word::Township => "Township or district",
        Word::Street => "Village, street and number",
        Word::PostalCode => "Postal code",
        Word::ChooseOne => "Choose one",
        Word::StaffId => "Staff ID",
        Word::Row => "{label} {number}",
        Word::NotProvided => "Not provided",
        Word::FileLimits => {
            "You can attach PDFs or photos (JPEG, PNG, WebP): up to {most} files of {each} each, {total} in all."
        }
        Word::FileAdded => "“{label}” was added",
        Word::AttachmentNumber => "Attachment {number}",
        Word::SignHere => {
            "Sign in the box with a finger, a pen or the mouse. It is kept as you lift the pen; choose Remove to sign again."
        }
        Word::IdleWarning => {
            "Are you still there? Everything entered here will soon be cleared for the next person."
        }
        Word::Stay => "I am still here",
        Word::StepOf => "Step {number} of {count}",
        Word::QuestionsAdded => "There are {count} more questions below",
        Word::ThereIsAProblem => "There is a problem",
        Word::ErrorMark => "Error: ",
        Word::Review => "Check your answers",
        Word::SendingTitle => "Sending",
        Word::Sending => "Keep this page open until it is done.",
        Word::Waiting => {
            "The service is busy. It will be sent again in {seconds} seconds. Keep this page open."
        }
        Word::Received => "Received",
        Word::YourReference => "Your reference number",
        Word::ExpectedBy => "You can expect a reply by {day}.",
        Word::FollowStatus => "See how far it is",
        Word::YourCopy => "What you told us",
        Word::SignInTitle => "You have been signed out",
        Word::SignInText => {
            "Your form was not sent. Everything you entered is still here. Sign in again in another tab, then come back and choose Try again."
        }
        Word::NoEndpointTitle => "The service is not available",
        Word::NoEndpointText => {
            "Your form was not sent. Everything you entered is still here. Try again later; if it is urgent, telephone or visit the office."
        }
        Word::NotReceivedTitle => "We can’t confirm that it arrived",
        Word::NotReceivedText => {
            "Another page answered in place of the service, perhaps a sign-in page. Everything you entered is still here. Trying again will not file it twice."
        }
        Word::BusyTitle => "The service is too busy",
        Word::BusyText => {
            "Your form was not sent. Everything you entered is still here. Wait a few minutes, then choose Try again."
        }
        Word::FilesRefusedTitle => "The files were not accepted",
        Word::FilesRefusedText => {
            "The service does not take these files: they may be too large or of a kind it can’t read. Go back and attach smaller ones, or hand them in another way."
        }
        Word::RefusedTitle => "The form was not accepted",
        Word::RefusedText => {
            "Everything you entered is still here. Go back, check it and send it again, or telephone the office if you can’t see what to change."
        }
        Word::UnknownTitle => "We don’t know whether it arrived",
        Word::UnknownText => {
            "The connection broke or nothing answered. Everything you entered is still here. Trying again sends the same form and will not file it twice."
        }
        Word::StartAgainWarning => {
            "If you discard it, these answers are deleted. If it did arrive after all, a new form will be a second one."
        }
        Word::PrivacyHolder => "Who collects it",
        Word::PrivacyPurpose => "What it is for",
        Word::PrivacyCategories => "What is collected",
        Word::PrivacyUse => "How long, where, by whom and how it is used",
        Word::PrivacyRights => "Your rights",
        Word::PrivacyRefusal => "What happens if you don’t provide it",
    }
}
