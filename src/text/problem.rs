//! Texts of problems, and the values of their placeholders.

use super::{Word, megabytes};
use crate::problem::{Part, Problem};

/// Values for a template's placeholders, by name.
type Values = Vec<(&'static str, String)>;

/// Returns the text of a problem and the values of its placeholders. The caller provides `{label}`, the name
/// of the question or of the file. Returns `None` if the text is in the form definition.
#[must_use]
pub fn problem_words(problem: &Problem) -> Option<(Word, Values)> {
    let values = match problem {
        Problem::Rule { .. } | Problem::Refused { .. } | Problem::Stop { .. } | Problem::Optional(_) => {
            return None;
        }
        Problem::TooShort { min } | Problem::TooFew { min } => vec![("least", min.to_string())],
        Problem::TooLong { max, actual } => vec![("most", max.to_string()), ("is", actual.to_string())],
        Problem::TooMany { max } | Problem::FilesTooMany { max } => vec![("most", max.to_string())],
        Problem::FileTooLarge { max } | Problem::FilesTooLarge { max } => vec![("most", megabytes(*max))],
        Problem::NationalIdLength { actual }
        | Problem::UbnLength { actual }
        | Problem::LandlineTooFew { actual }
        | Problem::LandlineTooMany { actual }
        | Problem::MobileTooFew { actual }
        | Problem::MobileTooMany { actual }
        | Problem::ForeignLength { actual }
        | Problem::EmailLocalTooLong { actual }
        | Problem::EmailTooLong { actual } => vec![("is", actual.to_string())],
        Problem::NationalIdCharacter { found }
        | Problem::NationalIdFirst { found }
        | Problem::NationalIdSecond { found }
        | Problem::UbnCharacter { found }
        | Problem::PhoneCharacter { found }
        | Problem::EmailCharacter { found }
        | Problem::NameCharacter { found } => vec![("found", found.to_string())],
        Problem::NationalIdDigit { place, found } => {
            vec![("place", place.to_string()), ("found", found.to_string())]
        }
        Problem::PhoneAreaCode { found } => vec![("found", found.clone())],
        Problem::TownshipElsewhere { county } => vec![("county", county.clone())],
        Problem::PostalCodeElsewhere { township, code } => {
            vec![("township", township.clone()), ("code", code.clone())]
        }
        Problem::NotCanonical { canonical } => vec![("canonical", canonical.clone())],
        Problem::FileExtension { actual } => vec![("is", (*actual).to_owned())],
        _ => Vec::new(),
    };
    Some((word(problem)?, values))
}

/// Returns the text of a problem. Every problem has its own.
fn word(problem: &Problem) -> Option<Word> {
    Some(match problem {
        Problem::Rule { .. } | Problem::Refused { .. } | Problem::Stop { .. } | Problem::Optional(_) => {
            return None;
        }
        Problem::PartMissing(part) => missing(*part),
        Problem::DatePart(part) => wrong(*part),
        Problem::Required => Word::Required,
        Problem::ChoiceRequired => Word::ChoiceRequired,
        Problem::FilesRequired => Word::FilesRequired,
        Problem::SignatureRequired => Word::SignatureRequired,
        Problem::NotAsked => Word::NotAsked,
        Problem::UnknownQuestion => Word::UnknownQuestion,
        Problem::NotOffered => Word::NotOffered,
        Problem::TooShort { .. } => Word::TooShort,
        Problem::TooLong { .. } => Word::TooLong,
        Problem::TooFew { .. } => Word::TooFew,
        Problem::TooMany { .. } => Word::TooMany,
        Problem::WrongType => Word::WrongType,
        Problem::NotCanonical { .. } => Word::NotCanonical,
        Problem::Empty => Word::Empty,
        Problem::DateFormat => Word::DateFormat,
        Problem::MomentFormat => Word::MomentFormat,
        Problem::DateUnreadable => Word::DateUnreadable,
        Problem::NoSuchDay => Word::NoSuchDay,
        Problem::TimeUnreadable => Word::TimeUnreadable,
        Problem::TimeOutOfRange => Word::TimeOutOfRange,
        Problem::TimeAmbiguous => Word::TimeAmbiguous,
        Problem::NationalIdCharacter { .. } => Word::NationalIdCharacter,
        Problem::NationalIdLength { .. } => Word::NationalIdLength,
        Problem::NationalIdFirst { .. } => Word::NationalIdFirst,
        Problem::NationalIdSecond { .. } => Word::NationalIdSecond,
        Problem::NationalIdDigit { .. } => Word::NationalIdDigit,
        Problem::NationalIdChecksum => Word::NationalIdChecksum,
        Problem::ResidencePermitNumber => Word::ResidencePermitNumber,
        Problem::ResidentIdExpired => Word::ResidentIdExpired,
        Problem::UbnCharacter { .. } => Word::UbnCharacter,
        Problem::UbnLength { .. } => Word::UbnLength,
        Problem::UbnZeros => Word::UbnZeros,
        Problem::UbnChecksum => Word::UbnChecksum,
        Problem::PhoneCharacter { .. } => Word::PhoneCharacter,
        Problem::PhoneSeveral => Word::PhoneSeveral,
        Problem::PhoneShortCode => Word::PhoneShortCode,
        Problem::PhoneAreaCodeMissing => Word::PhoneAreaCodeMissing,
        Problem::PhoneAreaCode { .. } => Word::PhoneAreaCode,
        Problem::PhoneNoPlus => Word::PhoneNoPlus,
        Problem::LandlineTooFew { .. } => Word::LandlineTooFew,
        Problem::LandlineTooMany { .. } => Word::LandlineTooMany,
        Problem::MobileTooFew { .. } => Word::MobileTooFew,
        Problem::MobileTooMany { .. } => Word::MobileTooMany,
        Problem::MobilePrefix => Word::MobilePrefix,
        Problem::MobileStart => Word::MobileStart,
        Problem::MobileIsLandline => Word::MobileIsLandline,
        Problem::ForeignCountryCode => Word::ForeignCountryCode,
        Problem::ForeignLength { .. } => Word::ForeignLength,
        Problem::PhoneExtension => Word::PhoneExtension,
        Problem::MobileExtension => Word::MobileExtension,
        Problem::EmailSpace => Word::EmailSpace,
        Problem::EmailCharacter { .. } => Word::EmailCharacter,
        Problem::EmailNoAt => Word::EmailNoAt,
        Problem::EmailSeveralAt => Word::EmailSeveralAt,
        Problem::EmailNoLocal => Word::EmailNoLocal,
        Problem::EmailDomain => Word::EmailDomain,
        Problem::EmailLocalTooLong { .. } => Word::EmailLocalTooLong,
        Problem::EmailTooLong { .. } => Word::EmailTooLong,
        Problem::NameCharacter { .. } => Word::NameCharacter,
        Problem::NameNoLetter => Word::NameNoLetter,
        Problem::CountyUnknown => Word::CountyUnknown,
        Problem::TownshipElsewhere { .. } => Word::TownshipElsewhere,
        Problem::PostalCodeFormat => Word::PostalCodeFormat,
        Problem::PostalCodeElsewhere { .. } => Word::PostalCodeElsewhere,
        Problem::FilesTooMany { .. } => Word::FilesTooMany,
        Problem::FilesTooLarge { .. } => Word::FilesTooLarge,
        Problem::FileEmpty => Word::FileEmpty,
        Problem::FileTooLarge { .. } => Word::FileTooLarge,
        Problem::FileType => Word::FileType,
        Problem::FileUnreadable => Word::FileUnreadable,
        Problem::SignatureType => Word::SignatureType,
        Problem::FileHeic => Word::FileHeic,
        Problem::FileExtension { .. } => Word::FileExtension,
        Problem::FileEncrypted => Word::FileEncrypted,
        Problem::FileMediaType => Word::FileMediaType,
        Problem::FileName => Word::FileName,
        Problem::FileContent => Word::FileContent,
        Problem::FileEncoding => Word::FileEncoding,
        Problem::FileSize => Word::FileSize,
        Problem::FileDigest => Word::FileDigest,
        Problem::NoticeMissing { .. } => Word::NoticeMissing,
        Problem::BadEnvelope => Word::BadEnvelope,
        Problem::UnknownWorkflow => Word::UnknownWorkflow,
        Problem::WrongVersion => Word::WrongVersion,
    })
}

fn missing(part: Part) -> Word {
    match part {
        Part::Year => Word::YearMissing,
        Part::Month => Word::MonthMissing,
        Part::Day => Word::DayMissing,
        Part::Time => Word::TimeMissing,
        Part::County => Word::CountyMissing,
        Part::Township => Word::TownshipMissing,
        Part::Street => Word::StreetMissing,
        Part::PostalCode => Word::PostalCodeMissing,
    }
}

/// Returns the text for an invalid part of a date. Other parts have their own problems.
fn wrong(part: Part) -> Word {
    match part {
        Part::Month => Word::MonthWrong,
        Part::Day => Word::DayWrong,
        _ => Word::YearWrong,
    }
}
