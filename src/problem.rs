//! Everything that can be wrong with an answer: a closed enum, no words (those are in `text`).

mod code;

pub use code::Code;

use std::mem;

/// A part of a composite answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Part {
    Year,
    Month,
    Day,
    Time,
    County,
    Township,
    Street,
    PostalCode,
}

/// What is wrong with one answer.
///
/// A value type says exactly which mistake was made, so that the words can say how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant's line explains its fields")]
pub enum Problem {
    // Of any question.
    /// Nothing was answered.
    Required,
    /// Nothing was chosen.
    ChoiceRequired,
    /// No file was attached.
    FilesRequired,
    /// Nothing was drawn.
    SignatureRequired,
    /// One part of a composite answer is missing.
    PartMissing(Part),
    /// An answer to a question that was not asked.
    NotAsked,
    /// An answer to a question that the form does not have.
    UnknownQuestion,
    /// A choice that is not offered here.
    NotOffered,
    /// Fewer user-perceived characters than `least`.
    TooShort { least: usize },
    /// More user-perceived characters than `most`: there are `is`.
    TooLong { most: usize, is: usize },
    /// Fewer entries than `least`.
    TooFew { least: usize },
    /// More entries than `most`.
    TooMany { most: usize },
    /// In JSON: another type than the question's, such as a number for a text.
    WrongType,
    /// In JSON: readable, but not in the canonical form.
    NotCanonical { canonical: String },
    /// In JSON: an answer without content, which is left out instead.
    Empty,
    /// A rule of the definition does not hold; its words stand there under `rule`.
    Rule { rule: String, code: Code },
    /// A stop of the definition applies; its words stand there under `stop`.
    Stop { stop: String },
    /// Another problem, of an answer that may be left out instead.
    Optional(Box<Problem>),

    // Of a date or a time.
    /// Not readable as a date.
    DateUnreadable,
    /// A part that is not a number, or not one in its range, such as month 13.
    DatePart(Part),
    /// The month has no such day, such as 2 月 30 日.
    NoSuchDay,
    /// In JSON: a date that is not written as `2026-12-05`.
    DateFormat,
    /// In JSON: a moment that is not written as `2026-12-05T08:00:00+08:00`.
    MomentFormat,
    /// Not readable as a time of day.
    TimeUnreadable,
    /// An hour or a minute that no day has, such as 25:00.
    TimeOutOfRange,
    /// Twelve, or an hour of the night, with a word that leaves noon and midnight open: 上午12時, 晚上12時.
    TimeAmbiguous,

    // Of a 國民身分證統一編號 or 統一證號.
    /// A character that no such number has.
    NationalIdCharacter { found: char },
    /// Not ten characters: there are `is`.
    NationalIdLength { is: usize },
    /// The first character is not a letter.
    NationalIdFirst { found: char },
    /// The second character is none of 1, 2, 8, 9, A, B, C, D.
    NationalIdSecond { found: char },
    /// The character at `place` (3 to 10) is not a digit.
    NationalIdDigit { place: usize, found: char },
    /// The check digit does not fit.
    NationalIdChecksum,
    /// The twelve digits of a 居留證號, which is another number than the 統一證號.
    ResidencePermitNumber,
    /// An old 統一證號 (two letters), void since 2031-01-01.
    ResidentIdExpired,

    // Of a 統一編號.
    /// A character that is not a digit.
    UbnCharacter { found: char },
    /// Not eight digits: there are `is`.
    UbnLength { is: usize },
    /// Eight zeros, which the checksum alone would let pass.
    UbnZeros,
    /// The check digit does not fit.
    UbnChecksum,

    // Of a telephone number.
    /// A character that no telephone number has.
    PhoneCharacter { found: char },
    /// More than one number.
    PhoneSeveral,
    /// A number of the emergency or information services, such as 110 or 1999.
    PhoneShortCode,
    /// A number that does not begin with 0: the area code is missing.
    PhoneAreaCodeMissing,
    /// It begins like an area code that does not exist, such as 01.
    PhoneAreaCode { found: String },
    /// Begins with 00, as dialled from abroad or to another country, instead of with a plus sign.
    PhoneNoPlus,
    /// A landline of fewer than 9 digits: there are `is`.
    LandlineTooFew { is: usize },
    /// A landline of more than 10 digits: there are `is`.
    LandlineTooMany { is: usize },
    /// A mobile number of fewer than 10 digits: there are `is`.
    MobileTooFew { is: usize },
    /// A mobile number of more than 10 digits: there are `is`.
    MobileTooMany { is: usize },
    /// 099, which is given to no mobile.
    MobilePrefix,
    /// In a question for a mobile: it does not begin with 09.
    MobileStart,
    /// In a question for a mobile: a landline.
    MobileIsLandline,
    /// No country code begins with 0.
    ForeignCountryCode,
    /// A foreign number of fewer than 7 or more than 15 digits: there are `is`.
    ForeignLength { is: usize },
    /// An extension that is not 1 to 6 digits.
    PhoneExtension,
    /// An extension of a mobile.
    MobileExtension,

    // Of an e-mail address.
    /// There is a space in it.
    EmailSpace,
    /// A character that can't stand there.
    EmailCharacter { found: char },
    /// No `@`.
    EmailNoAt,
    /// More than one `@`.
    EmailSeveralAt,
    /// Nothing before the `@`.
    EmailNoLocal,
    /// What follows the `@` is not a domain such as `gmail.com`.
    EmailDomain,
    /// More than 64 characters before the `@`: there are `is`.
    EmailLocalTooLong { is: usize },
    /// More than 254 characters: there are `is`.
    EmailTooLong { is: usize },

    // Of a name.
    /// A character that no name has.
    NameCharacter { found: char },
    /// There is no letter in it.
    NameNoLetter,

    // Of an address.
    /// There is no such county.
    CountyUnknown,
    /// The township is not one of that county.
    TownshipElsewhere { county: String },
    /// Not 3, 5 or 6 digits.
    PostalCodeFormat,
    /// Not a code of that township, whose own is `code`.
    PostalCodeElsewhere { township: String, code: String },

    // Of attachments.
    /// More files than `most`.
    FilesTooMany { most: usize },
    /// All files together are larger than `most` bytes.
    FilesTooLarge { most: u64 },
    /// A file of no bytes.
    FileEmpty,
    /// A file larger than `most` bytes.
    FileTooLarge { most: u64 },
    /// None of the types that are taken.
    FileType,
    /// The device could not read the file: it was moved, or its drive was taken out.
    FileUnreadable,
    /// A signature that is not a PNG.
    SignatureType,
    /// A HEIC photo, which other devices often can't open.
    FileHeic,
    /// The file's name says another type than its content, which `is` that.
    FileExtension { is: &'static str },
    /// A PDF that asks for a password.
    FileEncrypted,
    /// In JSON: the content's type is not the one that `media_type` says.
    FileMediaType,
    /// In JSON: the name holds a path, control characters, or too many bytes.
    FileName,
    /// In JSON: neither content nor a place where it lies, or both.
    FileContent,
    /// In JSON: not base64.
    FileEncoding,
    /// In JSON: the content is not of that size.
    FileSize,
    /// In JSON: the content has another SHA-256 digest.
    FileDigest,

    // Of the envelope.
    /// The notice of that id was not accepted.
    NoticeMissing { notice: String },
    /// A member of the envelope is missing, unknown or malformed.
    BadEnvelope,
    /// There is no workflow of that name.
    UnknownWorkflow,
    /// Another version of the definition than this one.
    WrongVersion,
}

impl Problem {
    /// The machine-readable name.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            Self::Required
            | Self::ChoiceRequired
            | Self::FilesRequired
            | Self::SignatureRequired
            | Self::PartMissing(_) => Code::Required,
            Self::NotAsked => Code::NotAsked,
            Self::UnknownQuestion => Code::UnknownQuestion,
            Self::NotOffered | Self::CountyUnknown | Self::TownshipElsewhere { .. } => Code::NotOffered,
            Self::TooShort { .. } => Code::TooShort,
            Self::TooLong { .. } | Self::EmailLocalTooLong { .. } | Self::EmailTooLong { .. } => {
                Code::TooLong
            }
            Self::TooFew { .. } => Code::TooFew,
            Self::TooMany { .. } | Self::FilesTooMany { .. } => Code::TooMany,
            Self::Rule { code, .. } => *code,
            Self::Stop { .. } => Code::NotEntitled,
            Self::Optional(problem) => problem.code(),
            Self::DateUnreadable | Self::DatePart(_) | Self::NoSuchDay => Code::NotADate,
            Self::TimeUnreadable | Self::TimeOutOfRange | Self::TimeAmbiguous => Code::NotATime,
            Self::NationalIdChecksum | Self::UbnChecksum => Code::BadChecksum,
            Self::FileEmpty | Self::FileUnreadable => Code::FileEmpty,
            Self::FileTooLarge { .. } => Code::FileTooLarge,
            Self::FilesTooLarge { .. } => Code::FilesTooLarge,
            Self::FileType
            | Self::SignatureType
            | Self::FileHeic
            | Self::FileExtension { .. }
            | Self::FileMediaType => Code::FileType,
            Self::FileEncrypted => Code::FileEncrypted,
            Self::FileSize | Self::FileDigest => Code::FileDigest,
            Self::NoticeMissing { .. } => Code::NoticeMissing,
            Self::FileContent | Self::BadEnvelope => Code::BadEnvelope,
            Self::UnknownWorkflow => Code::UnknownWorkflow,
            Self::WrongVersion => Code::WrongVersion,
            // The rest are values that are not written as that kind of value is.
            _ => Code::BadFormat,
        }
    }
}

/// A problem and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// JSON pointer into the submission, as a URI fragment: `#/answers/mobile`.
    pub pointer: String,
    /// What is wrong there.
    pub problem: Problem,
    /// The clause that the rule rests on, such as `第7條第4項第2款`.
    pub cite: Option<String>,
}

impl Finding {
    /// A problem at a place.
    #[must_use]
    pub fn new(pointer: String, problem: Problem, cite: Option<String>) -> Self {
        Self { pointer, problem, cite }
    }

    /// Notes that the answer may be left out instead. That is no help to somebody who wrote too much, and a rule has
    /// its own words.
    pub fn allow_none(&mut self) {
        if !matches!(self.problem, Problem::TooLong { .. } | Problem::TooMany { .. } | Problem::Rule { .. }) {
            let problem = mem::replace(&mut self.problem, Problem::Required);
            self.problem = Problem::Optional(Box::new(problem));
        }
    }
}
