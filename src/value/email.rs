//! An e-mail address, as HTML's `<input type=email>` takes it, of a domain that can be reached from outside.

use super::{half_width, has};
use crate::problem::Problem;
use std::fmt;

/// Most characters of an address, and before its `@` (RFC 5321).
const MOST: usize = 254;
const MOST_LOCAL: usize = 64;
/// Most characters between two dots of a domain (RFC 1035).
const MOST_LABEL: usize = 63;

/// A well-formed address; nobody knows yet whether it is anybody's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// Reads an address in either width. Case stays as typed: before the `@` it may matter.
    ///
    /// # Errors
    /// What is wrong with it, from the left.
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
        let stranger = local.chars().find(|c| !is_local(*c));
        if let Some(found) = stranger.or_else(|| domain.chars().find(|c| !is_domain(*c))) {
            return Err(Problem::EmailCharacter { found });
        }
        if local.len() > MOST_LOCAL {
            return Err(Problem::EmailLocalTooLong { is: local.len() });
        }
        if !has(domain, '.') || !domain.split('.').all(is_label) {
            return Err(Problem::EmailDomain);
        }
        match address.len() {
            is if is > MOST => Err(Problem::EmailTooLong { is }),
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
    (1..=MOST_LABEL).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
}
