//! The reference that a person is given: short, readable aloud, with a check digit.
//!
//! `115-000123-7` is the 123rd submission received in the year 115 of the Republic (2026). The last digit is
//! that of ISO 7064 MOD 11,10 over the digits before it, so a single wrong digit is always noticed. The number
//! gives no access to anything: it only names a filing.

use std::fmt;

/// The number of one received submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    /// Year of the Republic in which it was received.
    pub year: i32,
    /// Its place among those received in that year, from 1.
    pub number: i64,
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{}{:06}", self.year, self.number);
        write!(f, "{}-{:06}-{}", self.year, self.number, check_digit(&digits))
    }
}

/// The check digit of a row of decimal digits by ISO 7064 MOD 11,10.
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
    fn check_digit_of_the_standard() {
        // The worked example of ISO 7064, and that of the Croatian OIB, which has the same check digit.
        for (digits, expect) in [("0794", 5), ("6943515153", 0)] {
            assert_eq!(check_digit(digits), expect, "{digits}");
        }
    }

    #[test]
    fn every_single_wrong_digit_is_noticed() {
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
    fn reads_as_year_number_digit() {
        for (year, number, start) in
            [(115, 123, "115-000123-"), (115, 1_234_567, "115-1234567-"), (99, 1, "99-000001-")]
        {
            let reference = Reference { year, number }.to_string();
            assert!(reference.starts_with(start) && reference.len() == start.len() + 1, "{reference}");
        }
    }
}
