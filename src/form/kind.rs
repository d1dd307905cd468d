//! The kinds of answers that questions take.

/// What kind of answer a question takes.
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
    /// 統一編號 of a body.
    Ubn,
    /// A mobile number.
    Mobile,
    /// Any telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A calendar day.
    Date,
    /// A day and a time.
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
    /// Rows of questions.
    Group,
}

impl Kind {
    /// Every kind with its name in a definition.
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

    /// The kinds whose answer is one string that is compared as it is. A date is one too, compared as a day.
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

    /// Its name in a definition.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }

    /// The controls that a composite answer is typed into, named `<id>.<part>`.
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
