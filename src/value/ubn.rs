//! 統一編號: the eight-digit number of a company, school or other organisation (checksum rule since 2023-04-01).

use super::ungrouped;
use crate::problem::Problem;
use std::fmt;

/// A valid number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ubn(String);

const WEIGHTS: [u32; 8] = [1, 2, 1, 2, 1, 2, 4, 1];
const LENGTH: usize = 8;

impl Ubn {
    /// Parses a number in either width, with or without spaces and hyphens.
    ///
    /// # Errors
    /// `Required`, `UbnCharacter`, `UbnLength`, `UbnZeros`, `UbnChecksum`.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let number = ungrouped(typed);
        let length = number.chars().count();
        match number.chars().find(|c| !c.is_ascii_digit()) {
            None if length == 0 => Err(Problem::Required),
            Some(found) => Err(Problem::UbnCharacter { found }),
            None if length != LENGTH => Err(Problem::UbnLength { actual: length }),
            None if number.chars().all(|c| c == '0') => Err(Problem::UbnZeros),
            None if !has_valid_checksum(&number) => Err(Problem::UbnChecksum),
            None => Ok(Self(number)),
        }
    }

    /// The eight digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Ubn {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Returns whether the digit sum of all products is a multiple of 5. If the seventh digit is 7, its product
/// 28 has the digit sum 10, which may count as 1 or 0: then the sum plus 1 may be the multiple instead.
fn has_valid_checksum(number: &str) -> bool {
    let digits = || number.chars().filter_map(|c| c.to_digit(10));
    let sum: u32 = digits().zip(WEIGHTS).map(|(digit, weight)| digit * weight).map(|p| p / 10 + p % 10).sum();
    sum.is_multiple_of(5) || (digits().nth(6) == Some(7) && (sum + 1).is_multiple_of(5))
}
