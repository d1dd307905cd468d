//! 統一編號: the eight digits of a company, school or other organisation (rule since 2023-04-01).

use super::ungrouped;
use crate::problem::Problem;
use std::fmt;

/// A valid number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ubn(String);

const WEIGHTS: [u32; 8] = [1, 2, 1, 2, 1, 2, 4, 1];
const LENGTH: usize = 8;

impl Ubn {
    /// Reads a number in either width, with or without spaces and hyphens.
    ///
    /// # Errors
    /// A character that is not a digit, a wrong length, eight zeros, or a check digit that does not fit.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let number = ungrouped(typed);
        let length = number.chars().count();
        match number.chars().find(|c| !c.is_ascii_digit()) {
            None if length == 0 => Err(Problem::Required),
            Some(found) => Err(Problem::UbnCharacter { found }),
            None if length != LENGTH => Err(Problem::UbnLength { is: length }),
            None if number.chars().all(|c| c == '0') => Err(Problem::UbnZeros),
            None if !passes(&number) => Err(Problem::UbnChecksum),
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

/// The decimal digits of all products add up to a multiple of 5. A seventh digit 7 makes 28, whose digits make
/// 10, whose digits make 1 or 0 at choice: one more than the sum will do as well.
fn passes(number: &str) -> bool {
    let digits = || number.chars().filter_map(|c| c.to_digit(10));
    let sum: u32 = digits().zip(WEIGHTS).map(|(digit, weight)| digit * weight).map(|p| p / 10 + p % 10).sum();
    sum.is_multiple_of(5) || (digits().nth(6) == Some(7) && (sum + 1).is_multiple_of(5))
}
