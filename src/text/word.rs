//! The keys of the engine's texts. A new one needs a line in `words!`, in `zh_hant.rs` and in `en.rs`; a
//! missing line is a compile error.

use super::Lang;

/// Defines the enum `Word` from names and keys. The words after `=> posted` occur only in problems of posted
/// submissions.
macro_rules! words {
    ($($name:ident = $key:literal,)* => posted $($posted:ident = $posted_key:literal,)*) => {
        /// A text of the engine. Its key names it in a portal's config.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(usize)]
        pub enum Word {
            $(#[doc = concat!("`", $key, "`")] $name,)*
            $(#[doc = concat!("`", $posted_key, "`")] $posted,)*
        }

        impl Word {
            /// All words.
            pub const ALL: &'static [Self] = &[$(Self::$name,)* $(Self::$posted,)*];

            /// Returns whether the browser uses the text: all except those in problems of posted submissions.
            #[must_use]
            pub fn is_delivered(self) -> bool {
                matches!(self, $(Self::$name)|*)
            }

            /// The key in a portal's config.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)*
                    $(Self::$posted => $posted_key,)*
                }
            }
        }
    };
}

/// Defines `WORDS`, the texts of one language, one per line.
macro_rules! words_of {
    ($($name:ident = $text:literal,)* => posted $($posted:ident = $posted_text:literal,)*) => {
        /// Texts in the order of `Word`, each terminated by a line feed.
        pub const WORDS: &str = concat!($($text, "\n",)* $($posted_text, "\n",)*);

        // Every word is present, in the order of `Word`.
        const _: () = {
            use super::Word;
            let mut rest: &[Word] = &[$(Word::$name,)* $(Word::$posted,)*];
            assert!(rest.len() == Word::ALL.len(), "a word is missing");
            let mut index = 0;
            while let [first, others @ ..] = rest {
                assert!(*first as usize == index, "the words are not in the order of `words!`");
                (rest, index) = (others, index + 1);
            }
        };
    };
}
pub(super) use words_of;

words! {
    Required = "problem.required",
    ChoiceRequired = "problem.choice_required",
    FilesRequired = "problem.files_required",
    SignatureRequired = "problem.signature_required",
    YearMissing = "problem.year_missing",
    MonthMissing = "problem.month_missing",
    DayMissing = "problem.day_missing",
    TimeMissing = "problem.time_missing",
    CountyMissing = "problem.county_missing",
    TownshipMissing = "problem.township_missing",
    StreetMissing = "problem.street_missing",
    PostalCodeMissing = "problem.postal_code_missing",
    NotOffered = "problem.not_offered",
    TooShort = "problem.too_short",
    TooLong = "problem.too_long",
    TooFew = "problem.too_few",
    TooMany = "problem.too_many",
    MomentFormat = "problem.moment_format",
    DateUnreadable = "problem.date_unreadable",
    YearWrong = "problem.year_wrong",
    MonthWrong = "problem.month_wrong",
    DayWrong = "problem.day_wrong",
    NoSuchDay = "problem.no_such_day",
    TimeUnreadable = "problem.time_unreadable",
    TimeOutOfRange = "problem.time_out_of_range",
    TimeAmbiguous = "problem.time_ambiguous",
    NationalIdCharacter = "problem.national_id_character",
    NationalIdLength = "problem.national_id_length",
    NationalIdFirst = "problem.national_id_first",
    NationalIdSecond = "problem.national_id_second",
    NationalIdDigit = "problem.national_id_digit",
    NationalIdChecksum = "problem.national_id_checksum",
    ResidencePermitNumber = "problem.residence_permit_number",
    ResidentIdExpired = "problem.resident_id_expired",
    UbnCharacter = "problem.ubn_character",
    UbnLength = "problem.ubn_length",
    UbnZeros = "problem.ubn_zeros",
    UbnChecksum = "problem.ubn_checksum",
    PhoneCharacter = "problem.phone_character",
    PhoneSeveral = "problem.phone_several",
    PhoneShortCode = "problem.phone_short_code",
    PhoneAreaCodeMissing = "problem.phone_area_code_missing",
    PhoneAreaCode = "problem.phone_area_code",
    PhoneNoPlus = "problem.phone_no_plus",
    LandlineTooFew = "problem.landline_too_few",
    LandlineTooMany = "problem.landline_too_many",
    MobileTooFew = "problem.mobile_too_few",
    MobileTooMany = "problem.mobile_too_many",
    MobilePrefix = "problem.mobile_prefix",
    MobileStart = "problem.mobile_start",
    MobileIsLandline = "problem.mobile_is_landline",
    ForeignCountryCode = "problem.foreign_country_code",
    ForeignLength = "problem.foreign_length",
    PhoneExtension = "problem.phone_extension",
    MobileExtension = "problem.mobile_extension",
    EmailSpace = "problem.email_space",
    EmailCharacter = "problem.email_character",
    EmailNoAt = "problem.email_no_at",
    EmailSeveralAt = "problem.email_several_at",
    EmailNoLocal = "problem.email_no_local",
    EmailDomain = "problem.email_domain",
    EmailLocalTooLong = "problem.email_local_too_long",
    EmailTooLong = "problem.email_too_long",
    NameCharacter = "problem.name_character",
    NameNoLetter = "problem.name_no_letter",
    CountyUnknown = "problem.county_unknown",
    TownshipElsewhere = "problem.township_elsewhere",
    PostalCodeFormat = "problem.postal_code_format",
    PostalCodeElsewhere = "problem.postal_code_elsewhere",
    FilesTooMany = "problem.files_too_many",
    FilesTooLarge = "problem.files_too_large",
    FileEmpty = "problem.file_empty",
    FileTooLarge = "problem.file_too_large",
    FileType = "problem.file_type",
    FileUnreadable = "problem.file_unreadable",
    FileHeic = "problem.file_heic",
    FileExtension = "problem.file_extension",
    FileEncrypted = "problem.file_encrypted",
    NoticeMissing = "problem.notice_missing",
    Continue = "button.continue",
    Back = "button.back",
    Change = "button.change",
    Submit = "button.submit",
    TryAgain = "button.retry",
    StartAgain = "button.restart",
    NewForm = "button.new",
    NextPerson = "button.next_person",
    Finish = "button.finish",
    ShowAnswers = "button.show",
    HandBack = "button.hand_back",
    Print = "button.print",
    AddToCalendar = "button.add_to_calendar",
    Add = "button.add",
    Remove = "button.remove",
    ChooseFiles = "button.choose_files",
    BackToAnswers = "button.back_to_answers",
    Optional = "label.optional",
    LeaveEmpty = "label.leave_empty",
    Yes = "label.yes",
    No = "label.no",
    Year = "label.year",
    Month = "label.month",
    Day = "label.day",
    Time = "label.time",
    County = "label.county",
    Township = "label.township",
    Street = "label.street",
    PostalCode = "label.postal_code",
    ChooseOne = "label.choose_one",
    StaffId = "label.staff_id",
    Row = "label.row",
    NotProvided = "label.not_provided",
    FileLimits = "files.limits",
    FileAdded = "files.added",
    AttachmentNumber = "files.number",
    SignHere = "signature.hint",
    IdleWarning = "idle.warning",
    Stay = "idle.stay",
    StepOf = "step.progress",
    QuestionsAdded = "step.questions_added",
    ThereIsAProblem = "summary.title",
    ErrorMark = "summary.error",
    Review = "review.title",
    ReadBack = "read_back.title",
    ReadBackText = "read_back.text",
    SendingTitle = "sending.title",
    Sending = "sending.text",
    Waiting = "sending.waiting",
    Received = "receipt.title",
    YourReference = "receipt.reference",
    ExpectedBy = "receipt.expected_by",
    ExpectedAbout = "receipt.expected_about",
    ReplyWithin = "receipt.reply_within",
    FollowStatus = "receipt.follow",
    YourCopy = "receipt.copy",
    SignInTitle = "failure.sign_in_title",
    SignInText = "failure.sign_in_text",
    NoEndpointTitle = "failure.no_endpoint_title",
    NoEndpointText = "failure.no_endpoint_text",
    NotReceivedTitle = "failure.not_received_title",
    NotReceivedText = "failure.not_received_text",
    BusyTitle = "failure.busy_title",
    BusyText = "failure.busy_text",
    FilesRefusedTitle = "failure.files_title",
    FilesRefusedText = "failure.files_text",
    RefusedTitle = "failure.refused_title",
    RefusedText = "failure.refused_text",
    UnknownTitle = "failure.unknown_title",
    UnknownText = "failure.unknown_text",
    StartAgainWarning = "failure.restart_warning",
    DraftOutdated = "draft.outdated",
    FileLost = "draft.file_lost",
    Recovered = "draft.recovered",
    Interrupted = "draft.interrupted",
    FiledElsewhere = "draft.filed_elsewhere",
    ReceivedBefore = "draft.received",
    KeepTitle = "draft.title",
    KeepHint = "draft.hint",
    SaveToFile = "button.save",
    OpenFile = "draft.open",
    KeptHere = "draft.here",
    Erase = "button.erase",
    SavedElsewhere = "draft.elsewhere",
    SavedDamaged = "draft.damaged",
    Offline = "filing.offline",
    Cancel = "button.cancel",
    Undo = "button.undo",
    Languages = "label.languages",
    Removed = "undo.removed",
    Cleared = "undo.cleared",
    Replaced = "undo.replaced",
    Uploading = "filing.uploading",
    Preparing = "files.preparing",
    PrivacyHolder = "privacy.holder",
    PrivacyPurpose = "privacy.purpose",
    PrivacyCategories = "privacy.categories",
    PrivacyUse = "privacy.use",
    PrivacyRights = "privacy.rights",
    PrivacyRefusal = "privacy.refusal",
    => posted
    NotAsked = "problem.not_asked",
    UnknownQuestion = "problem.unknown_question",
    WrongType = "problem.wrong_type",
    NotCanonical = "problem.not_canonical",
    Empty = "problem.empty",
    DateFormat = "problem.date_format",
    SignatureType = "problem.signature_type",
    FileMediaType = "problem.file_media_type",
    FileName = "problem.file_name",
    FileContent = "problem.file_content",
    FileEncoding = "problem.file_encoding",
    FileSize = "problem.file_size",
    FileDigest = "problem.file_digest",
    BadEnvelope = "problem.bad_envelope",
    UnknownWorkflow = "problem.unknown_workflow",
    WrongVersion = "problem.wrong_version",
    MoreProblems = "report.more",
}

impl Word {
    /// Returns the text in a language, with placeholders such as `{label}`.
    #[must_use]
    pub fn say(self, lang: Lang) -> &'static str {
        lang.words().split('\n').nth(self as usize).unwrap_or_default()
    }
}
