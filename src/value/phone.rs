//! Telephone numbers: Taiwanese mobiles and landlines, and foreign numbers in E.164.
//!
//! Canonical: `0912345678`, `03-8234567`, `03-8234567#123`, `+81312345678`.

use super::{half_width, has, is_dash};
use crate::problem::Problem;
use std::fmt;

/// Area codes, toll-free ones (0800, 0809), and what else stands before the hyphen, longer ones first: 037 is not 03.
const AREA_CODES: [&str; 15] =
    ["0800", "0809", "0826", "0836", "037", "049", "082", "089", "02", "03", "04", "05", "06", "07", "08"];
/// Digits of a landline with its area code. Which area has which is left open: exchanges have odd numbers.
const LEAST_LANDLINE: usize = 9;
const MOST_LANDLINE: usize = 10;
const MOBILE: usize = 10;
/// Digits of a foreign number with its country code (ITU-T E.164).
const LEAST_FOREIGN: usize = 7;
const MOST_FOREIGN: usize = 15;
const MOST_EXTENSION: usize = 6;
/// From so many digits on, 886 at the head is Taiwan's country code, not a local number.
const LEAST_WITH_COUNTRY: usize = 11;
/// Digits from which a piece of what was typed is a number of its own.
const LEAST_ALONE: usize = 7;

/// A mobile, Taiwanese or foreign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mobile(String);

/// Any number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone(String);

impl Mobile {
    /// Reads a mobile; a foreign number, which begins with `+`, may be any.
    ///
    /// # Errors
    /// What is wrong with it, or that it is a landline.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let dialled = Dialled::read(typed)?;
        let number = match dialled.route() {
            Route::Foreign(digits) => foreign(&digits)?,
            Route::Taiwan(digits) if digits.starts_with("09") => mobile(digits)?,
            Route::Taiwan(digits) if digits.starts_with("00") => return Err(Problem::PhoneNoPlus),
            Route::Taiwan(digits) if digits.starts_with('0') => return Err(Problem::MobileIsLandline),
            Route::Taiwan(digits) if is_short_code(&digits) => return Err(Problem::PhoneShortCode),
            Route::Taiwan(_) => return Err(Problem::MobileStart),
        };
        if dialled.extension.is_some() { Err(Problem::MobileExtension) } else { Ok(Self(number)) }
    }

    /// The number.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Phone {
    /// Reads a number of any kind, landlines and foreign ones also with an extension.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let dialled = Dialled::read(typed)?;
        let number = match dialled.route() {
            Route::Foreign(digits) => foreign(&digits)?,
            Route::Taiwan(digits) if digits.starts_with("09") => {
                let number = mobile(digits)?;
                if dialled.extension.is_some() {
                    return Err(Problem::MobileExtension);
                }
                number
            }
            Route::Taiwan(digits) => landline(&digits)?,
        };
        Ok(Self(match dialled.extension {
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

/// What was typed, reduced to what a telephone needs.
struct Dialled {
    plus: bool,
    digits: String,
    extension: Option<String>,
}

/// Where a number leads; Taiwanese digits begin with the 0 of the long-distance prefix, if it was typed.
enum Route {
    Taiwan(String),
    Foreign(String),
}

impl Dialled {
    fn read(typed: &str) -> Result<Self, Problem> {
        let text = half_width(typed).to_ascii_lowercase();
        if text.is_empty() {
            return Err(Problem::Required);
        }
        let separate = |c| matches!(c, '、' | ',' | ';' | '/' | '或');
        let numbers = text.split(separate).filter(|piece| count_digits(piece) >= LEAST_ALONE);
        if numbers.count() > 1 {
            return Err(Problem::PhoneSeveral);
        }
        let (number, extension) = split_extension(&text)?;
        let mut dialled = Self { plus: false, digits: String::new(), extension };
        for found in number.chars() {
            match found {
                '0'..='9' => dialled.digits.push(found),
                '+' if !dialled.plus && dialled.digits.is_empty() => dialled.plus = true,
                _ if is_separator(found) => {}
                _ => return Err(Problem::PhoneCharacter { found }),
            }
        }
        Ok(dialled)
    }

    /// Taiwan's country code is taken off, and the 0 put back that people drop after it, or keep by mistake.
    fn route(&self) -> Route {
        let is_international = self.plus || self.digits.len() >= LEAST_WITH_COUNTRY;
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

/// Between digits; 一, ㄧ and ー are what Chinese keyboards offer for a hyphen.
fn is_separator(character: char) -> bool {
    is_dash(character) || matches!(character, ' ' | '(' | ')' | '.' | '一' | 'ㄧ' | 'ー')
}

/// Cuts off an extension: after `#`, `ext`, `x`, 分機 or 轉.
fn split_extension(text: &str) -> Result<(&str, Option<String>), Problem> {
    let is_marked = |rest: &str| ["#", "ext", "x", "分機", "轉"].iter().any(|mark| rest.starts_with(mark));
    let mut places = text.char_indices().filter_map(|(place, _)| text.split_at_checked(place));
    let Some((number, rest)) = places.find(|(_, rest)| is_marked(rest)) else { return Ok((text, None)) };
    let is_mark = |c| is_separator(c) || has("#extension:分機轉號", c);
    let extension: String = rest.chars().filter(|c| !is_mark(*c)).collect();
    let is_number = extension.chars().all(|c| c.is_ascii_digit());
    if is_number && (1..=MOST_EXTENSION).contains(&extension.len()) {
        Ok((number, Some(extension)))
    } else {
        Err(Problem::PhoneExtension)
    }
}

fn foreign(digits: &str) -> Result<String, Problem> {
    match digits.len() {
        _ if digits.starts_with('0') => Err(Problem::ForeignCountryCode),
        LEAST_FOREIGN..=MOST_FOREIGN => Ok(["+", digits].concat()),
        is => Err(Problem::ForeignLength { is }),
    }
}

fn mobile(digits: String) -> Result<String, Problem> {
    match digits.len() {
        is if is < MOBILE => Err(Problem::MobileTooFew { is }),
        is if is > MOBILE => Err(Problem::MobileTooMany { is }),
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
        is if is < LEAST_LANDLINE => Err(Problem::LandlineTooFew { is }),
        is if is > MOST_LANDLINE => Err(Problem::LandlineTooMany { is }),
        _ => Ok([area, "-", digits.strip_prefix(area).unwrap_or_default()].concat()),
    }
}

/// 110, 119, 1922, 1999 and their like.
fn is_short_code(digits: &str) -> bool {
    digits.starts_with('1') && matches!(digits.len(), 3 | 4)
}
