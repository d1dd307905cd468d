//! The words of the portal in English.

// Tables: long, and different words may have the same text.
#![allow(clippy::too_many_lines, clippy::match_same_arms)]

use super::{PortalWord, Reason};

pub(super) fn word(word: PortalWord) -> &'static str {
    match word {
        // Frame of the public pages.
        PortalWord::SiteTitle => "{title} | Sample County Government",
        PortalWord::SiteDescription => {
            "Sample County Government: services, civil defence and online applications. A demonstration; the county does not exist."
        }
        PortalWord::SkipToMain => "Skip to the main content",
        PortalWord::TopNavigation => "Top navigation",
        PortalWord::Home => "Home",
        PortalWord::SiteMap => "Site map",
        PortalWord::MagistratesMailbox => "Magistrate’s mailbox",
        PortalWord::CountyName => "Sample County",
        PortalWord::CountyNameTranslated => "範例縣政府",
        PortalWord::SearchLabel => "Search this site",
        PortalWord::SearchHint => "Keywords",
        PortalWord::SearchButton => "Search",
        PortalWord::MainMenu => "Main menu",
        PortalWord::MenuCounty => "County",
        PortalWord::MenuNews => "News",
        PortalWord::MenuServices => "Services",
        PortalWord::MenuCivilDefence => "Civil defence",
        PortalWord::Breadcrumb => "Breadcrumb",
        PortalWord::BreadcrumbHome => "Home",
        PortalWord::MainContent => "Main content",
        PortalWord::RelatedInformation => "Related information",
        PortalWord::Contact => "Contact",
        PortalWord::ContactUnit => "Civil Defence Control Centre, Sample County Police",
        PortalWord::Telephone => "Telephone",
        PortalWord::TelephoneNumber => "(00) 0000-0000 ext. 000",
        PortalWord::Address => "Address",
        PortalWord::ContactAddress => "2F, 1 Demonstration Road, Sample City, Sample County",
        PortalWord::Hours => "Hours",
        PortalWord::HoursDays => "Monday to Friday,",
        PortalWord::HoursTimes => "8:00–12:00 and 13:30–17:30",
        PortalWord::OnlineForms => "Online forms",
        PortalWord::PaperForms => "Forms on paper (reference format)",
        PortalWord::Law => "Legislation",
        PortalWord::LawCivilDefence => "Civil Defense Act",
        PortalWord::LawCivilDefenceUnits => {
            "Regulations for the Organization, Training, Exercises and Service of Civil Defense Units and Their Support of Military Operations"
        }
        PortalWord::LawPersonalData => "Personal Data Protection Act",
        PortalWord::Footer => "Footer",
        PortalWord::FooterName => "Sample County Government",
        PortalWord::FooterAddress => ", 1 Demonstration Road, Sample City, Sample County",
        PortalWord::FooterTelephone => {
            "Telephone (00) 0000-0000, Monday to Friday, 8:00–12:00 and 13:30–17:30"
        }
        PortalWord::FooterEmail => "Email service@county.example",
        PortalWord::FooterPrivacy => "Privacy",
        PortalWord::FooterSecurity => "Information security",
        PortalWord::FooterOpenData => "Open data",
        PortalWord::FooterNote => {
            "Sample County does not exist. This site demonstrates Guitai; what is sent stays on the computer that runs it."
        }
        // Pages with a form.
        PortalWord::ExemptionTitle => "Being excused from a call-up",
        PortalWord::ExemptionLead => {
            "If you were called up for civil defence and a reason given in the law keeps you from reporting, apply here to be excused. The unit that called you decides. **Until it has excused you, you must still report.**"
        }
        PortalWord::ChangeReportTitle => "Change in a member’s circumstances",
        PortalWord::ChangeReportLead => {
            "Members of civil defence units, the units where they serve and the bodies that organise them report changes here."
        }
        PortalWord::CauseEndedTitle => "End of a reason to be excused",
        PortalWord::CauseEndedLead => {
            "If you were excused from joining a civil defence unit and the reason has ended, you or your agency must tell the county at once. You can do so here."
        }
        PortalWord::PetitionTitle => "Petitions",
        PortalWord::PetitionLead => {
            "Suggestions, questions and complaints about the work of the county: tell us here."
        }
        PortalWord::SurveyTitle => "Satisfaction survey",
        PortalWord::SurveyLead => "Tell us how well we served you. It is anonymous and takes about a minute.",
        PortalWord::MandateTitle => "Letter of authority",
        PortalWord::DeclarationTitle => "Declaration",
        PortalWord::FormUnavailable => "Please apply in one of these ways:",
        PortalWord::PrintForm => "Print an empty form, fill it in and hand it in",
        PortalWord::FormUnavailableContact => {
            "Call (00) 0000-0000 ext. 000, or write to us or visit during office hours at 2F, 1 Demonstration Road, Sample City."
        }
        PortalWord::BareTitle => "Form",
        PortalWord::KioskTitle => "Self-service",
        PortalWord::KioskQuestion => "What would you like to do?",
        PortalWord::KioskExemption => "You were called up for civil defence and cannot report",
        PortalWord::KioskChangeReport => "The post, address or workplace of a member changed",
        PortalWord::KioskCauseEnded => "You were excused from a civil defence unit and the reason has ended",
        PortalWord::KioskPetition => "You have a suggestion, a question or a complaint",
        PortalWord::KioskSurvey => "Tell us how well we served you, without your name",
        PortalWord::KioskStart => "Back to the start",
        PortalWord::TwoTitle => "Two applications",
        PortalWord::TwoLead => {
            "Two applications on one page, independent of each other. For example, if a training is held in two sessions, apply once for each."
        }
        PortalWord::TwoFirst => "First session",
        PortalWord::TwoSecond => "Second session",
        PortalWord::TwoUnavailable => {
            "The online application can’t be shown at the moment. Call (00) 0000-0000 ext. 000."
        }
        // Other public pages.
        PortalWord::SearchTitle => "Search results",
        PortalWord::SearchLead => "The demonstration has nothing to search.",
        PortalWord::BackToExemption => "Back to the application to be excused",
        PortalWord::MissingTitle => "Page not found",
        PortalWord::MissingLead => "The address may be mistyped, or the content removed.",
        PortalWord::AboutTitle => "About this demonstration",
        PortalWord::AboutLead => {
            "Sample County does not exist. This site shows how a local government puts Guitai’s forms into its own pages."
        }
        PortalWord::AboutContents => "What there is to see",
        PortalWord::AboutForms => "[Being excused from a call-up](/en): a form on a page of the county",
        PortalWord::AboutTwo => "[Two applications on one page](/two)",
        PortalWord::AboutBare => "[The form alone](/bare?workflow=exemption): the URL sets its attributes",
        PortalWord::AboutKiosk => {
            "[The start page of a public terminal](/kiosk): large buttons, and everything is cleared after use"
        }
        PortalWord::AboutInbox => {
            "[The inbox](/inbox): the submissions as the staff see them; it opens only on the computer that runs this site"
        }
        PortalWord::AboutData => "What is sent",
        PortalWord::AboutDataText => {
            "It is stored only in the database on the computer that runs this site, and sent to no agency. The other links are examples and lead back to this page."
        }
        PortalWord::ProblemsTitle => "Problem types of the intake endpoint",
        PortalWord::ProblemsLead => {
            "The intake endpoint `POST /api/submissions` gives the reason for a refusal as `application/problem+json` (RFC 9457), whose `type` points to this page."
        }
        PortalWord::ProblemHeading => "{title} ({status})",
        PortalWord::ProblemInvalid => {
            "The submission breaks the form’s rules; `errors` lists each place. A corrected filing has a new `id`."
        }
        PortalWord::ProblemNotJson => "The body is not JSON in UTF-8.",
        PortalWord::ProblemKeyMissing => {
            "Every attempt carries one `Idempotency-Key` header: the `id` of the submission, or of the file, in double quotes."
        }
        PortalWord::ProblemKeyMismatch => "The key is not the submission’s `id`.",
        PortalWord::ProblemKeyReused => "Another body was received under the same key.",
        PortalWord::OtherProblems => "Other reasons",
        PortalWord::OtherProblemsText => {
            "Other responses have the `type` `about:blank` and mean what their HTTP status means. After 408, 429 and 503, wait for the seconds in the `Retry-After` header, or a moment without it, then send the same key again."
        }
        // Responses of the intake.
        PortalWord::Received => "We have received your form. Quote the reference number if you contact us.",
        PortalWord::ClockDiffers => {
            "Your device’s date or time is more than a day out. Correct it, then send the form again."
        }
        PortalWord::FileMissing => {
            "We do not have this file in full. Remove it, choose it again, then send the form again."
        }
        // Sign-in of the staff.
        PortalWord::SignInTitle => "Staff sign-in",
        PortalWord::SignIn => "Sign in",
        PortalWord::SignOut => "Sign out",
        PortalWord::StaffToken => "Staff token",
        PortalWord::WrongToken => "That is not the token.",
        PortalWord::TooManyGuesses => "There were too many wrong tokens. Try again in a minute.",
        PortalWord::WhereTheSecretIs => {
            "Open the address of the inbox that this service printed at its start, or type what follows key= in it."
        }
        // Inbox.
        PortalWord::InboxTitle => "{title} | Inbox of the Sample County Government",
        PortalWord::Inbox => "Inbox of the Sample County Government",
        PortalWord::LocalStaffOnly => "Only for staff at this computer",
        PortalWord::Submissions => "Submissions",
        PortalWord::NoSubmissions => "There are no submissions.",
        PortalWord::OlderSubmissions => "Older submissions",
        PortalWord::BackToSubmissions => "Back to the submissions",
        PortalWord::SubmissionTitle => "Reference {reference}",
        PortalWord::SubmissionData => "Submission",
        PortalWord::Reference => "Reference",
        PortalWord::Workflow => "Form",
        PortalWord::Name => "Name",
        PortalWord::FiledAt => "Filed",
        PortalWord::ReceivedAt => "Received",
        PortalWord::Channel => "Channel",
        PortalWord::Clerk => "Filled in by",
        PortalWord::Locale => "Language",
        PortalWord::SubmissionId => "Submission id",
        PortalWord::Original => "Original",
        PortalWord::Download => "Download",
        PortalWord::PrintSubmission => "Print this submission",
        PortalWord::DownloadOriginal => "Download the original (JSON)",
        PortalWord::ExportXlsx => "Export as a spreadsheet (XLSX)",
        PortalWord::ExportCsv => "Export for programs (CSV)",
        PortalWord::OtherAnswers => "Other",
        PortalWord::Attachments => "Attachments",
        PortalWord::AcceptedNotices => "Accepted notices",
        PortalWord::Acceptance => "{time} (version {version})",
        PortalWord::FileDescription => "{type}, {size} KB",
        PortalWord::LabelSeparator => ": ",
        PortalWord::ListSeparator => ", ",
        PortalWord::RowSeparator => "; ",
        PortalWord::ChannelWeb => "Web",
        PortalWord::ChannelCounter => "Counter",
        PortalWord::ChannelKiosk => "Kiosk",
        PortalWord::ChannelOutreach => "Outreach",
        PortalWord::Claimed => "{text} (claimed by the sender)",
    }
}

pub(super) fn reason(reason: Reason) -> (&'static str, &'static str) {
    match reason {
        Reason::NotJsonMediaType => (
            "Unsupported media type",
            "Send the submission as Content-Type application/json, without a content coding.",
        ),
        Reason::BodyTooLarge => {
            ("The submission is too large", "At most 16 MB with attachments. Send fewer or smaller files.")
        }
        Reason::UnsupportedFileType => (
            "Unsupported type of file",
            "Send a PDF, JPEG, PNG or WebP file with its media type as Content-Type, without a content coding.",
        ),
        Reason::FileEncrypted => (
            "The file has a password",
            "The PDF cannot be opened without a password. Remove it, then send the file again.",
        ),
        Reason::FileTooLarge => ("The file is too large", "Send a smaller file."),
        Reason::FileKeyMissing => {
            ("No idempotency key", "Send exactly one Idempotency-Key header: the file's id in double quotes.")
        }
        Reason::FileKeyReused => (
            "The idempotency key was used before",
            "Another file was received under this id. A different file needs a new id.",
        ),
        Reason::BodyTimeout => {
            ("The request timed out", "The submission did not arrive whole. Send it again with the same key.")
        }
        Reason::BodyIncomplete => {
            ("The request broke off", "The submission did not arrive whole. Send it again with the same key.")
        }
        Reason::KeyMissing => (
            "No idempotency key",
            "Send exactly one Idempotency-Key header: the submission's id in double quotes.",
        ),
        Reason::KeyMismatch => (
            "The idempotency key does not match",
            "The Idempotency-Key header must equal the submission's id.",
        ),
        Reason::KeyReused => (
            "This form was received before",
            "What was received says something else; perhaps it was sent from another tab. A corrected one needs a new id.",
        ),
        Reason::NotJson => ("Unreadable content", "The submission must be one JSON document in UTF-8."),
        Reason::Invalid => ("Some answers need correcting", "Correct what is listed here, then file again."),
        Reason::TooManyRequests => {
            ("Too many requests", "Wait for the seconds that the Retry-After header names, then try again.")
        }
        Reason::QuotaExceeded => (
            "Too much data",
            "This network address has sent as much as it may in an hour. Wait for the seconds that the Retry-After header names, then try again.",
        ),
        Reason::Busy => (
            "Busy",
            "Too many large attachments arrive at this moment; this one was not taken. Send it again shortly with the same key.",
        ),
        Reason::StorageFull => (
            "No room",
            "The storage is as full as it may be; this was not taken. Send it again later with the same key.",
        ),
        Reason::StaffOnly => (
            "For staff only",
            "Sign in at /sign-in, or send the token as Authorization: Bearer. Without a token, use the secret that was printed at start.",
        ),
        Reason::LoopbackOnly => (
            "Not for other computers",
            "Without a staff token, the inbox opens only on the computer that runs this service, not through a proxy, and not while the service listens to the network.",
        ),
        Reason::CrossOrigin => {
            ("Not sent by this site", "A page of another site sent this request. Nothing was done.")
        }
        Reason::NotFound => ("Not found", "The address may be mistyped, or the content removed."),
        Reason::MethodNotAllowed => {
            ("Method not allowed", "The Allow header of this response lists the supported methods.")
        }
        Reason::Unavailable => (
            "Temporarily unavailable",
            "The submission was not taken this time. Send it again later with the same key.",
        ),
    }
}
