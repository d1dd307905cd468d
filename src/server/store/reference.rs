//! The reference on a receipt: short, readable aloud, with a check digit.
//!
//! `115-000123-7` is the 123rd submission received in 民國115年 (2026). The last digit is the check digit of ISO
//! 7064 MOD 11,10 over the digits before it, so every single wrong digit is detected. The reference
//! identifies a submission and grants no access.

use std::fmt;

/// The reference of one received submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The ROC year (民國) in which it was received.
    pub year: i32,
    /// Its number among the submissions received in that year, from 1.
    pub number: i64,
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{}{:06}", self.year, self.number);
        write!(f, "{}-{:06}-{}", self.year, self.number, check_digit(&digits))
    }
}

/// Returns the check digit of ISO 7064 MOD 11,10.
fn check_digit(digits: &str) -> u32 {
    let product = digits.chars().filter_map(|digit| digit.to_digit(10)).fold(10, |product, digit| {
        let sum = (product + digit) % 10;
        (if sum == 0 { 10 } else { sum } * 2) % 11
    });
    (11 - product) % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_of_published_examples() {
        // The worked example of ISO 7064, and one of the Croatian OIB, which uses the same algorithm.
        for (digits, expect) in [("0794", 5), ("6943515153", 0)] {
            assert_eq!(check_digit(digits), expect, "{digits}");
        }
    }

    #[test]
    fn every_single_wrong_digit_is_detected() {
        let right = "115000123";
        for place in 0..right.len() {
            for digit in '0'..='9' {
                let replace = |(at, old)| if at == place { digit } else { old };
                let wrong: String = right.chars().enumerate().map(replace).collect();
                assert_eq!(check_digit(&wrong) == check_digit(right), wrong == right, "{wrong}");
            }
        }
    }

    #[test]
    fn a_reference_has_year_number_and_check_digit() {
        for (year, number, start) in
            [(115, 123, "115-000123-"), (115, 1_234_567, "115-1234567-"), (99, 1, "99-000001-")]
        {
            let reference = Reference { year, number }.to_string();
            assert!(reference.starts_with(start) && reference.len() == start.len() + 1, "{reference}");
        }
    }
}
