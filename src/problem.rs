//! Problems of an answer or a submission, as a closed enum. Their texts are in [`text`](crate::text).

mod code;
mod located;

pub use code::Code;
pub use located::LocatedProblem;

/// A part of a composite answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are self-explanatory")]
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

/// A problem of an answer, a file or the envelope of a submission.
///
/// Each mistake has its own variant, so that its text can say how to correct it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the comment of each variant explains its fields")]
pub enum Problem {
    // Any question.
    /// No answer.
    Required,
    /// No option was chosen.
    ChoiceRequired,
    /// No file was attached.
    FilesRequired,
    /// No signature was drawn.
    SignatureRequired,
    /// One part of a composite answer is missing.
    PartMissing(Part),
    /// An answer to a question whose conditions do not hold.
    NotAsked,
    /// An answer to a question that the form does not have.
    UnknownQuestion,
    /// An option, county or township that is not offered.
    NotOffered,
    /// Fewer user-perceived characters than `min`.
    TooShort { min: usize },
    /// More user-perceived characters than `max`; the value has `actual`.
    TooLong { max: usize, actual: usize },
    /// Fewer entries than `min`.
    TooFew { min: usize },
    /// More entries than `max`.
    TooMany { max: usize },
    /// In JSON: the wrong type, such as a number for a text.
    WrongType,
    /// In JSON: a valid value that is not in its canonical form.
    NotCanonical { canonical: String },
    /// In JSON: an empty answer, which must be absent instead.
    Empty,
    /// The rule of the form definition with the id `rule` is broken.
    Rule { rule: String, code: Code },
    /// The chosen option `value` is refused by the form definition.
    Refused { value: String, code: Code },
    /// A stop of the form definition applies. `stop` is its id.
    Stop { stop: String },
    /// Another problem, of an answer that may be omitted instead.
    Optional(Box<Problem>),

    // Dates and times.
    /// Not a date.
    DateUnreadable,
    /// A part that is not a number or out of range, such as month 13.
    DatePart(Part),
    /// A day that the month does not have, such as 30 February.
    NoSuchDay,
    /// In JSON: not a date of the form `2026-12-05`.
    DateFormat,
    /// In JSON: not a date-time of the form `2026-12-05T08:00:00+08:00`.
    MomentFormat,
    /// Not a time of day.
    TimeUnreadable,
    /// An hour or minute out of range, such as 25:00.
    TimeOutOfRange,
    /// Twelve, or an hour after midnight, with a word that does not distinguish noon and midnight: 上午12時,
    /// 晚上12時.
    TimeAmbiguous,

    // 國民身分證統一編號 and 統一證號.
    /// An invalid character.
    NationalIdCharacter { found: char },
    /// Not ten characters; the value has `actual`.
    NationalIdLength { actual: usize },
    /// The first character is not a letter.
    NationalIdFirst { found: char },
    /// The second character is not one of 1, 2, 8, 9, A, B, C, D.
    NationalIdSecond { found: char },
    /// The character at `place` (3 to 10) is not a digit.
    NationalIdDigit { place: usize, found: char },
    /// The check digit does not match.
    NationalIdChecksum,
    /// A 居留證號 of twelve digits instead of a 統一證號.
    ResidencePermitNumber,
    /// A 統一證號 in the old format (two letters), void from 2031-01-01.
    ResidentIdExpired,

    // 統一編號.
    /// A character that is not a digit.
    UbnCharacter { found: char },
    /// Not eight digits; the value has `actual`.
    UbnLength { actual: usize },
    /// Eight zeros, which pass the checksum.
    UbnZeros,
    /// The check digit does not match.
    UbnChecksum,

    // Telephone numbers.
    /// An invalid character.
    PhoneCharacter { found: char },
    /// More than one number.
    PhoneSeveral,
    /// An emergency or information number, such as 110 or 1999.
    PhoneShortCode,
    /// No area code: the number does not start with 0.
    PhoneAreaCodeMissing,
    /// A nonexistent area code, such as 01.
    PhoneAreaCode { found: String },
    /// A leading 00, the international dialling prefix, instead of a plus sign.
    PhoneNoPlus,
    /// A landline of fewer than 9 digits; the value has `actual`.
    LandlineTooFew { actual: usize },
    /// A landline of more than 10 digits; the value has `actual`.
    LandlineTooMany { actual: usize },
    /// A mobile number of fewer than 10 digits; the value has `actual`.
    MobileTooFew { actual: usize },
    /// A mobile number of more than 10 digits; the value has `actual`.
    MobileTooMany { actual: usize },
    /// A mobile number that starts with 099, which is not assigned.
    MobilePrefix,
    /// In a question for a mobile number: the number does not start with 09.
    MobileStart,
    /// In a question for a mobile number: a landline.
    MobileIsLandline,
    /// A country code that starts with 0.
    ForeignCountryCode,
    /// A foreign number of fewer than 7 or more than 15 digits; the value has `actual`.
    ForeignLength { actual: usize },
    /// An extension that does not have 1 to 6 digits.
    PhoneExtension,
    /// A mobile number with an extension.
    MobileExtension,

    // E-mail addresses.
    /// A space.
    EmailSpace,
    /// An invalid character.
    EmailCharacter { found: char },
    /// No `@`.
    EmailNoAt,
    /// More than one `@`.
    EmailSeveralAt,
    /// Nothing before the `@`.
    EmailNoLocal,
    /// No valid domain, such as `gmail.com`, after the `@`.
    EmailDomain,
    /// More than 64 characters before the `@`; the value has `actual`.
    EmailLocalTooLong { actual: usize },
    /// More than 254 characters; the value has `actual`.
    EmailTooLong { actual: usize },

    // Names.
    /// An invalid character.
    NameCharacter { found: char },
    /// No letter.
    NameNoLetter,

    // Addresses.
    /// An unknown county.
    CountyUnknown,
    /// A township that is not in `county`.
    TownshipElsewhere { county: String },
    /// A postal code that does not have 3, 5 or 6 digits.
    PostalCodeFormat,
    /// A postal code outside `township`, whose code is `code`.
    PostalCodeElsewhere { township: String, code: String },

    // Attachments.
    /// More files than `max`.
    FilesTooMany { max: usize },
    /// All files together are larger than `max` bytes.
    FilesTooLarge { max: u64 },
    /// An empty file.
    FileEmpty,
    /// A file larger than `max` bytes.
    FileTooLarge { max: u64 },
    /// A file type that is not accepted.
    FileType,
    /// A file that the device could not read, because it was moved or its drive was removed.
    FileUnreadable,
    /// A signature that is not a PNG.
    SignatureType,
    /// A HEIC photo, which many devices cannot open.
    FileHeic,
    /// A file extension that does not match the content, which has the type `actual`.
    FileExtension { actual: &'static str },
    /// A PDF that requires a password.
    FileEncrypted,
    /// In JSON: `media_type` does not match the content.
    FileMediaType,
    /// In JSON: the name contains a path or control characters, or is too long.
    FileName,
    /// In JSON: neither `content` nor `href`, or both.
    FileContent,
    /// In JSON: `content` is not valid base64.
    FileEncoding,
    /// In JSON: `size` does not match the content.
    FileSize,
    /// In JSON: `sha256` does not match the content.
    FileDigest,

    // The envelope.
    /// The notice with this id was not accepted.
    NoticeMissing { notice: String },
    /// A member of the envelope is missing, unknown or malformed.
    BadEnvelope,
    /// An unknown workflow.
    UnknownWorkflow,
    /// A version other than that of the form definition.
    WrongVersion,
}

impl Problem {
    /// Returns the machine-readable code.
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
            Self::Rule { code, .. } | Self::Refused { code, .. } => *code,
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
            // All other problems are formats.
            _ => Code::BadFormat,
        }
    }
}
