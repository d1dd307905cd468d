//! 國民身分證統一編號 of nationals, and 統一證號 of residents without household registration.
//!
//! Ten characters: a letter, then nine digits of which the last is a check digit. The second character is 1
//! or 2 for a national, 8 or 9 for a resident (since 2021), and A to D for a resident before 2021 (void from
//! 2031-01-01).

use super::ungrouped;
use crate::problem::Problem;
use chrono::{Datelike, NaiveDate};
use std::fmt;

/// A valid number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NationalId(String);

/// Letters in the order of their values, which start at 10.
const LETTERS: [char; 26] = [
    'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'X',
    'Y', 'W', 'Z', 'I', 'O',
];
/// Weights of the second to the tenth character.
const WEIGHTS: [u32; 9] = [8, 7, 6, 5, 4, 3, 2, 1, 1];
const LENGTH: usize = 10;
/// Number of digits of a 居留證號, which is often mistaken for the 統一證號.
const PERMIT_LENGTH: usize = 12;
/// First year in which the old 統一證號 is void.
const OLD_VOID_FROM: i32 = 2031;

impl NationalId {
    /// Parses a number in either case and width, with or without spaces and hyphens.
    ///
    /// # Errors
    /// `Required`, `ResidencePermitNumber`, `NationalIdChecksum`, or the first of `NationalIdCharacter`,
    /// `NationalIdLength`, `NationalIdFirst`, `NationalIdSecond` and `NationalIdDigit` that applies.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let id = ungrouped(typed);
        let length = id.chars().count();
        match id.chars().find(|c| !c.is_ascii_alphanumeric()) {
            None if length == 0 => return Err(Problem::Required),
            None => {}
            Some(found) => return Err(Problem::NationalIdCharacter { found }),
        }
        if length == PERMIT_LENGTH && id.chars().all(|c| c.is_ascii_digit()) {
            return Err(Problem::ResidencePermitNumber);
        }
        if length != LENGTH {
            return Err(Problem::NationalIdLength { actual: length });
        }
        for (index, found) in id.chars().enumerate() {
            check_place(index, found)?;
        }
        if checksum(&id).is_multiple_of(10) { Ok(Self(id)) } else { Err(Problem::NationalIdChecksum) }
    }

    /// Returns whether this is a 統一證號 in the format before 2021, with two letters.
    #[must_use]
    pub fn is_old_resident(&self) -> bool {
        self.0.chars().nth(1).is_some_and(|c| c.is_ascii_alphabetic())
    }

    /// Checks that the number is valid on a day.
    ///
    /// # Errors
    /// `ResidentIdExpired` for an old 統一證號 from 2031-01-01.
    pub fn check_on(&self, day: NaiveDate) -> Result<(), Problem> {
        let is_void = self.is_old_resident() && day.year() >= OLD_VOID_FROM;
        if is_void { Err(Problem::ResidentIdExpired) } else { Ok(()) }
    }

    /// The number in upper case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for NationalId {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

fn check_place(index: usize, found: char) -> Result<(), Problem> {
    match index {
        0 if !found.is_ascii_alphabetic() => Err(Problem::NationalIdFirst { found }),
        1 if !matches!(found, '1' | '2' | '8' | '9' | 'A'..='D') => Err(Problem::NationalIdSecond { found }),
        2.. if !found.is_ascii_digit() => Err(Problem::NationalIdDigit { place: index + 1, found }),
        _ => Ok(()),
    }
}

/// Returns the weighted sum. The value of the first letter contributes its two digits with weights 1 and 9;
/// the value of a second letter contributes its last digit.
fn checksum(id: &str) -> u32 {
    let mut values = id.chars().map(value);
    let first = values.next().unwrap_or_default();
    let rest = values.zip(WEIGHTS).map(|(value, weight)| value % 10 * weight);
    first / 10 + first % 10 * 9 + rest.sum::<u32>()
}

fn value(character: char) -> u32 {
    let letter = || (10..).zip(LETTERS).find(|(_, letter)| *letter == character).map(|(value, _)| value);
    character.to_digit(10).or_else(letter).unwrap_or_default()
}
