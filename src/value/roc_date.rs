//! Calendar days, parsed from ROC (民國) or Gregorian dates.
//!
//! 民國 y is CE y + 1911; 民國前 n is CE 1912 − n; there is no year 0. A year below 1000 without the name of a
//! calendar is an ROC year. Canonical: ISO 8601, `2026-11-21`.

use super::{digits, half_width, is_dash};
use crate::problem::{Part, Problem};
use chrono::{Datelike, NaiveDate};
use std::fmt;

/// Accepted years, in CE.
const YEARS: std::ops::RangeInclusive<i32> = 1800..=2200;
/// The year before 民國元年 (ROC year 1), in CE.
const ROC_OFFSET: i32 = 1911;
/// First year that is Gregorian if no calendar is named.
const MIN_GREGORIAN: i32 = 1000;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day of the years 1800 to 2200.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RocDate(NaiveDate);

impl RocDate {
    /// Creates a date from a day of the accepted years.
    ///
    /// # Errors
    /// `DatePart(Year)` for another year.
    pub fn new(day: NaiveDate) -> Result<Self, Problem> {
        if YEARS.contains(&day.year()) { Ok(Self(day)) } else { Err(Problem::DatePart(Part::Year)) }
    }

    /// Parses a whole date: `115/11/21`, `1151121`, `民國115年11月21日`, `民國前4年2月29日`, `2026-11-21`.
    ///
    /// # Errors
    /// `Required`, `DateUnreadable`, `DatePart` with the invalid part, `NoSuchDay`.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let text = without_remark(&half_width(typed));
        if text.is_empty() {
            return Err(Problem::Required);
        }
        let (era, rest) = Era::of(&text);
        let [year, month, day] = match rest.len() {
            6..=8 if is_number(rest) => split_compact(era, rest),
            _ => split_marked(rest),
        }
        .ok_or(Problem::DateUnreadable)?;
        Self::of(era.year(year)?, month, day)
    }

    /// Parses a date from the text of three controls. The year may contain a whole date if the others are
    /// empty.
    ///
    /// # Errors
    /// `Required` if all are empty; `PartMissing` with the first empty part; `DatePart` with the first
    /// invalid part; `NoSuchDay`; or the error of [`RocDate::parse`] for a whole date in the year.
    pub fn from_parts(year: &str, month: &str, day: &str) -> Result<Self, Problem> {
        let (year, month, day) = (half_width(year), half_width(month), half_width(day));
        if month.is_empty() && day.is_empty() {
            let whole = Self::parse(&year);
            if whole.is_ok() || parse_year(&year).is_err() {
                return whole;
            }
        }
        for (part, typed) in [(Part::Year, &year), (Part::Month, &month), (Part::Day, &day)] {
            if typed.is_empty() {
                return Err(Problem::PartMissing(part));
            }
        }
        let month = month.strip_suffix('月').unwrap_or(&month).trim_end();
        let day = day.strip_suffix(['日', '號']).unwrap_or(&day).trim_end();
        Self::of(parse_year(&year)?, month, day)
    }

    /// Creates a date from a Gregorian year and the text of month and day.
    fn of(year: i32, month: &str, day: &str) -> Result<Self, Problem> {
        let month = number(month).filter(|month| (1..=12).contains(month));
        let month = month.ok_or(Problem::DatePart(Part::Month))?;
        let day = number(day).filter(|day| (1..=31).contains(day));
        let day = day.ok_or(Problem::DatePart(Part::Day))?;
        Self::new(NaiveDate::from_ymd_opt(year, month, day).ok_or(Problem::NoSuchDay)?)
    }

    /// The calendar day.
    #[must_use]
    pub fn day(self) -> NaiveDate {
        self.0
    }

    /// Year, month and day as text of the three controls: `115`, `11`, `21`; the year before 1912 as `民國前4`.
    #[must_use]
    pub fn parts(self) -> [String; 3] {
        let year = match self.roc_year() {
            year if year > 0 => year.to_string(),
            year => ["民國前", &(1 - year).to_string()].concat(),
        };
        [year, self.0.month().to_string(), self.0.day().to_string()]
    }

    /// The date in Chinese: 民國115年11月21日; 民國前4年2月29日.
    #[must_use]
    pub fn roc(self) -> String {
        let [year, month, day] = self.parts();
        let era = if self.roc_year() > 0 { "民國" } else { "" };
        [era, &year, "年", &month, "月", &day, "日"].concat()
    }

    /// The date in English: 21 November 2026 (ROC 115); 29 February 1908 (4 B.R.O.C.).
    #[must_use]
    pub fn en(self) -> String {
        let day = self.0.day().to_string();
        let month = usize::try_from(self.0.month0()).ok().and_then(|month| MONTHS.get(month));
        let year = self.0.year().to_string();
        let roc = match self.roc_year() {
            year if year > 0 => ["ROC ", &year.to_string()].concat(),
            year => [&(1 - year).to_string(), " B.R.O.C."].concat(),
        };
        [&day, " ", month.copied().unwrap_or_default(), " ", &year, " (", &roc, ")"].concat()
    }

    /// The ROC year; 0 or less before 1912.
    fn roc_year(self) -> i32 {
        self.0.year() - ROC_OFFSET
    }
}

impl fmt::Display for RocDate {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let year = digits(self.0.year().unsigned_abs(), 4);
        let text =
            year.chain(['-']).chain(digits(self.0.month(), 2)).chain(['-']).chain(digits(self.0.day(), 2));
        f.write_str(&text.collect::<String>())
    }
}

/// The calendar that a typed year names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Era {
    Unnamed,
    Roc,
    BeforeRoc,
    Gregorian,
}

impl Era {
    /// Splits off the name of the calendar at the start of a date.
    fn of(text: &str) -> (Self, &str) {
        let names = [
            ("民國前", Self::BeforeRoc),
            ("民前", Self::BeforeRoc),
            ("前", Self::BeforeRoc),
            ("民國", Self::Roc),
            ("西元", Self::Gregorian),
            ("公元", Self::Gregorian),
        ];
        let text = text.strip_prefix("中華").unwrap_or(text);
        let split =
            names.into_iter().find_map(|(name, era)| Some((era, text.strip_prefix(name)?.trim_start())));
        split.unwrap_or((Self::Unnamed, text))
    }

    /// Converts a typed year to a Gregorian year.
    fn year(self, typed: &str) -> Result<i32, Problem> {
        let year = number(typed).and_then(|year| i32::try_from(year).ok()).filter(|year| *year > 0);
        let year = year.and_then(|year| match self {
            Self::BeforeRoc => Some(ROC_OFFSET + 1 - year),
            Self::Gregorian => Some(year),
            Self::Unnamed if year >= MIN_GREGORIAN => Some(year),
            Self::Unnamed | Self::Roc => year.checked_add(ROC_OFFSET),
        });
        year.filter(|year| YEARS.contains(year)).ok_or(Problem::DatePart(Part::Year))
    }
}

/// Removes text in parentheses, such as a weekday or the same date in the other calendar.
pub(super) fn without_remark(text: &str) -> String {
    match text.split_once('(').and_then(|(head, rest)| Some((head, rest.split_once(')')?.1))) {
        Some((head, tail)) => [head.trim_end(), tail].concat(),
        None => text.to_owned(),
    }
}

/// Parses a year: `115`, `115年`, `民國115年`, `2026`.
fn parse_year(text: &str) -> Result<i32, Problem> {
    let (era, rest) = Era::of(text);
    era.year(rest.strip_suffix('年').unwrap_or(rest).trim_end())
}

/// Splits `1151121`, `990214` or `20261121`; eight digits are a Gregorian date.
fn split_compact(era: Era, digits: &str) -> Option<[&str; 3]> {
    let is_gregorian = digits.len() == 8;
    let fits = match era {
        Era::Unnamed => true,
        Era::Gregorian => is_gregorian,
        Era::Roc | Era::BeforeRoc => !is_gregorian,
    };
    let (rest, day) = digits.split_at_checked(digits.len().checked_sub(2)?)?;
    let (year, month) = rest.split_at_checked(rest.len().checked_sub(2)?)?;
    fits.then_some([year, month, day])
}

/// Splits `115/11/21`, `33. 02.08` or `115年11月21日`: three numbers separated by marks or spaces.
fn split_marked(text: &str) -> Option<[&str; 3]> {
    let (year, rest) = split_number(text, &['年'])?;
    let (month, rest) = split_number(rest, &['月'])?;
    let (day, rest) = split_number(rest, &['日', '號'])?;
    let is_complete = rest.is_empty() && !text.ends_with(|c: char| c == '/' || c == '.' || is_dash(c));
    is_complete.then_some([year, month, day])
}

/// Splits off the leading number, and a mark that follows it.
fn split_number<'a>(text: &'a str, names: &[char]) -> Option<(&'a str, &'a str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, rest) = text.split_at_checked(end).filter(|(number, _)| !number.is_empty())?;
    let marked = rest.trim_start();
    let is_mark = |c: char| names.contains(&c) || matches!(c, '/' | '.') || is_dash(c);
    Some((number, marked.strip_prefix(is_mark).map_or(marked, str::trim_start)))
}

fn is_number(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit())
}

/// Parses an unsigned number of ASCII digits.
pub(super) fn number(text: &str) -> Option<u32> {
    if is_number(text) { text.parse().ok() } else { None }
}
