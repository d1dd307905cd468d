//! Kinds of questions.

/// The kind of answer that a question takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// A person's name.
    Name,
    /// 身分證統一編號 or 統一證號.
    NationalId,
    /// 統一編號 of an organisation.
    Ubn,
    /// A mobile number.
    Mobile,
    /// Any telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A calendar day.
    Date,
    /// A date-time.
    DateTime,
    /// A postal address.
    Address,
    /// One of several options.
    Choice,
    /// Some of several options.
    Choices,
    /// Yes or no.
    YesNo,
    /// Attachments.
    Files,
    /// A drawn signature, kept as an attachment.
    Signature,
    /// Rows of several questions.
    Group,
}

impl Kind {
    /// All kinds, each with its name in a form definition.
    pub const NAMES: [(&'static str, Self); 17] = [
        ("text", Self::Text),
        ("long_text", Self::LongText),
        ("name", Self::Name),
        ("national_id", Self::NationalId),
        ("ubn", Self::Ubn),
        ("mobile", Self::Mobile),
        ("phone", Self::Phone),
        ("email", Self::Email),
        ("date", Self::Date),
        ("date_time", Self::DateTime),
        ("address", Self::Address),
        ("choice", Self::Choice),
        ("choices", Self::Choices),
        ("yes_no", Self::YesNo),
        ("files", Self::Files),
        ("signature", Self::Signature),
        ("group", Self::Group),
    ];

    /// Kinds whose answer is one string that is compared literally. Dates are strings as well, but are
    /// compared as days.
    pub const STRINGS: [Self; 10] = [
        Self::Text,
        Self::LongText,
        Self::Name,
        Self::NationalId,
        Self::Ubn,
        Self::Mobile,
        Self::Phone,
        Self::Email,
        Self::Choice,
        Self::YesNo,
    ];

    /// The name in a form definition.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }

    /// Returns the kind with this name in a form definition.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }

    /// Returns whether answers are choices or simple texts. The browser handles them before the whole engine has
    /// arrived.
    #[must_use]
    pub fn is_simple(self) -> bool {
        use Kind::{Choice, Choices, Email, LongText, Name, Text, YesNo};
        matches!(self, Choice | Choices | YesNo | Text | LongText | Name | Email)
    }

    /// The parts of a composite answer. Their controls are named `<id>.<part>`.
    #[must_use]
    pub fn parts(self) -> &'static [&'static str] {
        match self {
            Self::Date => &["year", "month", "day"],
            Self::DateTime => &["year", "month", "day", "time"],
            Self::Address => &["county", "township", "street", "postal_code"],
            _ => &[],
        }
    }
}
