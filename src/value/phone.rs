//! Telephone numbers: Taiwanese mobiles and landlines, and foreign numbers in E.164.
//!
//! Canonical: `0912345678`, `03-8234567`, `03-8234567#123`, `+81312345678`.

use super::{half_width, has, is_dash};
use crate::problem::Problem;
use std::fmt;

/// Area codes and toll-free prefixes (0800, 0809), that is, the digits before the hyphen. Longer ones come
/// first, so that 037 is not parsed as 03.
const AREA_CODES: [&str; 15] =
    ["0800", "0809", "0826", "0836", "037", "049", "082", "089", "02", "03", "04", "05", "06", "07", "08"];
/// Number of digits of a landline with its area code. It is not checked per area, because exchanges have
/// exceptions.
const MIN_LANDLINE_DIGITS: usize = 9;
const MAX_LANDLINE_DIGITS: usize = 10;
const MOBILE_DIGITS: usize = 10;
/// Number of digits of a foreign number with its country code (ITU-T E.164).
const MIN_FOREIGN_DIGITS: usize = 7;
const MAX_FOREIGN_DIGITS: usize = 15;
const MAX_EXTENSION_DIGITS: usize = 6;
/// In a number of at least this many digits, a leading 886 is Taiwan's country code.
const MIN_DIGITS_WITH_COUNTRY: usize = 11;
/// A part of the input with at least this many digits counts as a separate number.
const MIN_SEPARATE_DIGITS: usize = 7;

/// A mobile number, Taiwanese or foreign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mobile(String);

/// A mobile, landline or foreign number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone(String);

impl Mobile {
    /// Parses a mobile number. A foreign number, which starts with `+`, may be of any kind.
    ///
    /// # Errors
    /// `Required`, `MobileIsLandline`, `MobileExtension`, or another problem of a telephone number.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let parsed = ParsedNumber::read(typed)?;
        let number = match parsed.route() {
            Route::Foreign(digits) => foreign(&digits)?,
            Route::Taiwan(digits) if digits.starts_with("09") => mobile(digits)?,
            Route::Taiwan(digits) if digits.starts_with("00") => return Err(Problem::PhoneNoPlus),
            Route::Taiwan(digits) if digits.starts_with('0') => return Err(Problem::MobileIsLandline),
            Route::Taiwan(digits) if is_short_code(&digits) => return Err(Problem::PhoneShortCode),
            Route::Taiwan(_) => return Err(Problem::MobileStart),
        };
        if parsed.extension.is_some() { Err(Problem::MobileExtension) } else { Ok(Self(number)) }
    }

    /// The number.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Phone {
    /// Parses a number of any kind. Landlines and foreign numbers may have an extension.
    ///
    /// # Errors
    /// `Required`, or another problem of a telephone number.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let parsed = ParsedNumber::read(typed)?;
        let number = match parsed.route() {
            Route::Foreign(digits) => foreign(&digits)?,
            Route::Taiwan(digits) if digits.starts_with("09") => {
                let number = mobile(digits)?;
                if parsed.extension.is_some() {
                    return Err(Problem::MobileExtension);
                }
                number
            }
            Route::Taiwan(digits) => landline(&digits)?,
        };
        Ok(Self(match parsed.extension {
            Some(extension) => [&number, "#", &extension].concat(),
            None => number,
        }))
    }

    /// The number.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Mobile {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The digits of a typed number, without separators.
struct ParsedNumber {
    plus: bool,
    digits: String,
    extension: Option<String>,
}

/// The country of a number. Taiwanese digits start with the trunk prefix 0 if it was typed.
enum Route {
    Taiwan(String),
    Foreign(String),
}

impl ParsedNumber {
    fn read(typed: &str) -> Result<Self, Problem> {
        let text = half_width(typed).to_ascii_lowercase();
        if text.is_empty() {
            return Err(Problem::Required);
        }
        let separate = |c| matches!(c, '、' | ',' | ';' | '/' | '或');
        let numbers = text.split(separate).filter(|piece| count_digits(piece) >= MIN_SEPARATE_DIGITS);
        if numbers.count() > 1 {
            return Err(Problem::PhoneSeveral);
        }
        let (number, extension) = split_extension(&text)?;
        let mut parsed = Self { plus: false, digits: String::new(), extension };
        for found in number.chars() {
            match found {
                '0'..='9' => parsed.digits.push(found),
                '+' if !parsed.plus && parsed.digits.is_empty() => parsed.plus = true,
                _ if is_separator(found) => {}
                _ => return Err(Problem::PhoneCharacter { found }),
            }
        }
        Ok(parsed)
    }

    /// Determines the country. Removes Taiwan's country code, after which the trunk prefix 0 may be present
    /// or not, and restores the 0.
    fn route(&self) -> Route {
        let is_international = self.plus || self.digits.len() >= MIN_DIGITS_WITH_COUNTRY;
        match self.digits.strip_prefix("886").filter(|_| is_international) {
            Some(rest) if rest.starts_with('0') => Route::Taiwan(rest.to_owned()),
            Some(rest) => Route::Taiwan(["0", rest].concat()),
            None if self.plus => Route::Foreign(self.digits.clone()),
            None => Route::Taiwan(self.digits.clone()),
        }
    }
}

fn count_digits(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).count()
}

/// Returns whether a character separates digits. Chinese keyboards offer 一, ㄧ and ー in place of a hyphen.
fn is_separator(character: char) -> bool {
    is_dash(character) || matches!(character, ' ' | '(' | ')' | '.' | '一' | 'ㄧ' | 'ー')
}

/// Splits off an extension that follows `#`, `ext`, `x`, 分機 or 轉.
fn split_extension(text: &str) -> Result<(&str, Option<String>), Problem> {
    let is_marked = |rest: &str| ["#", "ext", "x", "分機", "轉"].iter().any(|mark| rest.starts_with(mark));
    let mut places = text.char_indices().filter_map(|(place, _)| text.split_at_checked(place));
    let Some((number, rest)) = places.find(|(_, rest)| is_marked(rest)) else { return Ok((text, None)) };
    let is_mark = |c| is_separator(c) || has("#extension:分機轉號", c);
    let extension: String = rest.chars().filter(|c| !is_mark(*c)).collect();
    let is_number = extension.chars().all(|c| c.is_ascii_digit());
    if is_number && (1..=MAX_EXTENSION_DIGITS).contains(&extension.len()) {
        Ok((number, Some(extension)))
    } else {
        Err(Problem::PhoneExtension)
    }
}

fn foreign(digits: &str) -> Result<String, Problem> {
    match digits.len() {
        _ if digits.starts_with('0') => Err(Problem::ForeignCountryCode),
        MIN_FOREIGN_DIGITS..=MAX_FOREIGN_DIGITS => Ok(["+", digits].concat()),
        actual => Err(Problem::ForeignLength { actual }),
    }
}

fn mobile(digits: String) -> Result<String, Problem> {
    match digits.len() {
        actual if actual < MOBILE_DIGITS => Err(Problem::MobileTooFew { actual }),
        actual if actual > MOBILE_DIGITS => Err(Problem::MobileTooMany { actual }),
        _ if digits.starts_with("099") => Err(Problem::MobilePrefix),
        _ => Ok(digits),
    }
}

fn landline(digits: &str) -> Result<String, Problem> {
    if is_short_code(digits) {
        return Err(Problem::PhoneShortCode);
    }
    if digits.starts_with("00") {
        return Err(Problem::PhoneNoPlus);
    }
    if !digits.starts_with('0') {
        return Err(Problem::PhoneAreaCodeMissing);
    }
    let Some(area) = AREA_CODES.into_iter().find(|area| digits.starts_with(area)) else {
        return Err(Problem::PhoneAreaCode { found: digits.chars().take(2).collect() });
    };
    match digits.len() {
        actual if actual < MIN_LANDLINE_DIGITS => Err(Problem::LandlineTooFew { actual }),
        actual if actual > MAX_LANDLINE_DIGITS => Err(Problem::LandlineTooMany { actual }),
        _ => Ok([area, "-", digits.strip_prefix(area).unwrap_or_default()].concat()),
    }
}

/// Returns whether this is a service number such as 110, 119, 1922 or 1999.
fn is_short_code(digits: &str) -> bool {
    digits.starts_with('1') && matches!(digits.len(), 3 | 4)
}
