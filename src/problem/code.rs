//! Problem codes: the public names of problems.

/// A machine-readable problem code, for host pages, backends and statistics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the public codes")]
pub enum Code {
    Required,
    NotAsked,
    UnknownQuestion,
    NotOffered,
    TooShort,
    TooLong,
    TooFew,
    TooMany,
    BadFormat,
    BadChecksum,
    NotADate,
    NotATime,
    InFuture,
    NotBefore,
    NotAfter,
    NoOverlap,
    OutsidePeriod,
    NotQualifying,
    NotEntitled,
    FileType,
    FileEmpty,
    FileTooLarge,
    FilesTooLarge,
    FileEncrypted,
    FileDigest,
    NoticeMissing,
    BadEnvelope,
    UnknownWorkflow,
    WrongVersion,
}

impl Code {
    /// All codes.
    pub const ALL: [Self; 29] = [
        Self::Required,
        Self::NotAsked,
        Self::UnknownQuestion,
        Self::NotOffered,
        Self::TooShort,
        Self::TooLong,
        Self::TooFew,
        Self::TooMany,
        Self::BadFormat,
        Self::BadChecksum,
        Self::NotADate,
        Self::NotATime,
        Self::InFuture,
        Self::NotBefore,
        Self::NotAfter,
        Self::NoOverlap,
        Self::OutsidePeriod,
        Self::NotQualifying,
        Self::NotEntitled,
        Self::FileType,
        Self::FileEmpty,
        Self::FileTooLarge,
        Self::FilesTooLarge,
        Self::FileEncrypted,
        Self::FileDigest,
        Self::NoticeMissing,
        Self::BadEnvelope,
        Self::UnknownWorkflow,
        Self::WrongVersion,
    ];

    /// The code in JSON, such as `bad_checksum`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::NotAsked => "not_asked",
            Self::UnknownQuestion => "unknown_question",
            Self::NotOffered => "not_offered",
            Self::TooShort => "too_short",
            Self::TooLong => "too_long",
            Self::TooFew => "too_few",
            Self::TooMany => "too_many",
            Self::BadFormat => "bad_format",
            Self::BadChecksum => "bad_checksum",
            Self::NotADate => "not_a_date",
            Self::NotATime => "not_a_time",
            Self::InFuture => "in_future",
            Self::NotBefore => "not_before",
            Self::NotAfter => "not_after",
            Self::NoOverlap => "no_overlap",
            Self::OutsidePeriod => "outside_period",
            Self::NotQualifying => "not_qualifying",
            Self::NotEntitled => "not_entitled",
            Self::FileType => "file_type",
            Self::FileEmpty => "file_empty",
            Self::FileTooLarge => "file_too_large",
            Self::FilesTooLarge => "files_too_large",
            Self::FileEncrypted => "file_encrypted",
            Self::FileDigest => "file_digest",
            Self::NoticeMissing => "notice_missing",
            Self::BadEnvelope => "bad_envelope",
            Self::UnknownWorkflow => "unknown_workflow",
            Self::WrongVersion => "wrong_version",
        }
    }

    /// Returns the code with this name in JSON.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.as_str() == name)
    }
}
