//! The words of the reference portal: its pages and its responses.
//!
//! A new word is a variant of `PortalWord`, a line in `zh_hant.rs` and one in `en.rs`; without any of them it
//! does not compile. On the public pages, words may contain `code`, **strong** and [link](/path) marks.

mod en;
mod zh_hant;

use super::Lang;
use super::word_enum::{word_enum, word_texts};

word_enum! {
/// A text of the portal.
PortalWord {
    // Frame of the public pages.
    SiteTitle,
    SiteDescription,
    SkipToMain,
    TopNavigation,
    Home,
    SiteMap,
    MagistratesMailbox,
    CountyName,
    CountyNameTranslated,
    SearchLabel,
    SearchHint,
    SearchButton,
    MainMenu,
    MenuCounty,
    MenuNews,
    MenuServices,
    MenuCivilDefence,
    Breadcrumb,
    BreadcrumbHome,
    MainContent,
    RelatedInformation,
    Contact,
    ContactUnit,
    Telephone,
    TelephoneNumber,
    Address,
    ContactAddress,
    Hours,
    HoursDays,
    HoursTimes,
    OnlineForms,
    PaperForms,
    Law,
    LawCivilDefence,
    LawCivilDefenceUnits,
    LawPersonalData,
    Footer,
    FooterName,
    FooterAddress,
    FooterTelephone,
    FooterEmail,
    FooterPrivacy,
    FooterSecurity,
    FooterOpenData,
    FooterNote,

    // Pages with a form.
    ExemptionTitle,
    ExemptionLead,
    ChangeReportTitle,
    ChangeReportLead,
    CauseEndedTitle,
    CauseEndedLead,
    PetitionTitle,
    PetitionLead,
    SurveyTitle,
    SurveyLead,
    MandateTitle,
    DeclarationTitle,
    FormUnavailable,
    FormUnavailableContact,
    PrintForm,
    BareTitle,
    KioskTitle,
    KioskQuestion,
    KioskExemption,
    KioskChangeReport,
    KioskCauseEnded,
    KioskPetition,
    KioskSurvey,
    KioskStart,
    TwoTitle,
    TwoLead,
    TwoFirst,
    TwoSecond,
    TwoUnavailable,

    // Other public pages.
    SearchTitle,
    SearchLead,
    BackToExemption,
    MissingTitle,
    MissingLead,
    AboutTitle,
    AboutLead,
    AboutContents,
    AboutForms,
    AboutTwo,
    AboutBare,
    AboutKiosk,
    AboutInbox,
    AboutData,
    AboutDataText,
    ProblemsTitle,
    ProblemsLead,
    ProblemHeading,
    ProblemInvalid,
    ProblemNotJson,
    ProblemKeyMissing,
    ProblemKeyMismatch,
    ProblemKeyReused,
    OtherProblems,
    OtherProblemsText,

    // Responses of the intake.
    Received,
    ClockDiffers,
    FileMissing,

    // Sign-in of the staff.
    SignInTitle,
    SignIn,
    SignOut,
    StaffToken,
    WrongToken,
    TooManyGuesses,
    WhereTheSecretIs,

    // Inbox.
    InboxTitle,
    Inbox,
    LocalStaffOnly,
    Submissions,
    NoSubmissions,
    OlderSubmissions,
    BackToSubmissions,
    SubmissionTitle,
    SubmissionData,
    Reference,
    Workflow,
    Name,
    FiledAt,
    ReceivedAt,
    Channel,
    Clerk,
    Locale,
    SubmissionId,
    Original,
    Download,
    DownloadOriginal,
    PrintSubmission,
    ExportXlsx,
    ExportCsv,
    OtherAnswers,
    Attachments,
    AcceptedNotices,
    Acceptance,
    FileDescription,
    LabelSeparator,
    ListSeparator,
    RowSeparator,
    ChannelWeb,
    ChannelCounter,
    ChannelKiosk,
    ChannelOutreach,
    Claimed,
}
}

word_texts!(PortalWord);

word_enum! {
/// The reason in a problem document (RFC 9457).
Reason {
    NotJsonMediaType,
    UnsupportedFileType,
    FileEncrypted,
    BodyTooLarge,
    FileTooLarge,
    BodyTimeout,
    BodyIncomplete,
    KeyMissing,
    FileKeyMissing,
    KeyMismatch,
    KeyReused,
    FileKeyReused,
    NotJson,
    Invalid,
    TooManyRequests,
    QuotaExceeded,
    Busy,
    StorageFull,
    StaffOnly,
    LoopbackOnly,
    CrossOrigin,
    NotFound,
    MethodNotAllowed,
    Unavailable,
}
}

impl Reason {
    /// Returns the title and the detail in that language.
    #[must_use]
    pub fn say(self, lang: Lang) -> (&'static str, &'static str) {
        match lang {
            Lang::ZhHant => zh_hant::reason(self),
            Lang::En => en::reason(self),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::word_enum::assert_translated;
    use super::*;

    #[test]
    fn both_languages_have_a_text_with_the_same_placeholders() {
        for word in PortalWord::ALL {
            let [chinese, english] = [Lang::ZhHant, Lang::En].map(|lang| word.say(lang));
            assert_translated(word, [chinese, english]);
        }
        for reason in Reason::ALL {
            for lang in [Lang::ZhHant, Lang::En] {
                let (title, detail) = reason.say(lang);
                assert!(!title.is_empty() && !detail.is_empty(), "{reason:?} {lang:?}");
            }
        }
    }
}
