//! E-mail addresses, as HTML's `<input type=email>` accepts them, with a domain of at least two labels.

use super::{half_width, has};
use crate::problem::Problem;
use std::fmt;

/// Maximum length of an address and of its local part, in characters (RFC 5321).
const MAX_LENGTH: usize = 254;
const MAX_LOCAL_LENGTH: usize = 64;
/// Maximum length of a domain label, in characters (RFC 1035).
const MAX_LABEL_LENGTH: usize = 63;

/// A well-formed address. Whether it exists is not checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// Parses an address in either width. Case is preserved, because a local part may be case-sensitive.
    ///
    /// # Errors
    /// `Required`, or the first of `EmailSpace`, `EmailNoAt`, `EmailSeveralAt`, `EmailNoLocal`,
    /// `EmailCharacter`, `EmailLocalTooLong`, `EmailDomain` and `EmailTooLong` that applies.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let address = half_width(typed);
        if address.is_empty() {
            return Err(Problem::Required);
        }
        if has(&address, ' ') {
            return Err(Problem::EmailSpace);
        }
        let (local, domain) = address.split_once('@').ok_or(Problem::EmailNoAt)?;
        if has(domain, '@') {
            return Err(Problem::EmailSeveralAt);
        }
        if local.is_empty() {
            return Err(Problem::EmailNoLocal);
        }
        let invalid = local.chars().find(|c| !is_local(*c));
        if let Some(found) = invalid.or_else(|| domain.chars().find(|c| !is_domain(*c))) {
            return Err(Problem::EmailCharacter { found });
        }
        if local.len() > MAX_LOCAL_LENGTH {
            return Err(Problem::EmailLocalTooLong { actual: local.len() });
        }
        if !has(domain, '.') || !domain.split('.').all(is_label) {
            return Err(Problem::EmailDomain);
        }
        match address.len() {
            actual if actual > MAX_LENGTH => Err(Problem::EmailTooLong { actual }),
            _ => Ok(Self(address)),
        }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

fn is_local(character: char) -> bool {
    character.is_ascii_alphanumeric() || has(".!#$%&'*+/=?^_`{|}~-", character)
}

fn is_domain(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '.' | '-')
}

fn is_label(label: &str) -> bool {
    (1..=MAX_LABEL_LENGTH).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
}
