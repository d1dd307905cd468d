//! Times of day, and date-times in Asia/Taipei, which is +08:00 all year.

use super::roc_date::{RocDate, number, without_remark};
use super::{digits, half_width, has};
use crate::problem::{Part, Problem};
use chrono::{NaiveDateTime, NaiveTime, Timelike};
use std::fmt;

/// Offset of Asia/Taipei at the end of a date-time in JSON.
const OFFSET: &str = "+08:00";
const NOON: u32 = 12;
/// Maximum length of a typed date-time in bytes. It bounds the number of positions that are tried as the end
/// of the date.
const MAX_DATE_TIME_BYTES: usize = 256;

/// A time of day from 00:00 to 24:00, in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time {
    hour: u32,
    minute: u32,
}

/// A date-time in Asia/Taipei. Canonical: `2026-12-05T08:00:00+08:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DateTime {
    date: RocDate,
    time: NaiveTime,
}

impl Time {
    /// Parses `8:50`, `0850`, `850`, `上午8時50分`, `下午6時`, `8點半`, `pm 6:00`, `24:00`.
    ///
    /// # Errors
    /// `Required`, `TimeUnreadable`, `TimeOutOfRange`, `TimeAmbiguous`.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let text: String = half_width(typed).to_ascii_lowercase().chars().filter(|c| *c != ' ').collect();
        if text.is_empty() {
            return Err(Problem::Required);
        }
        let (part, rest) = DayPart::of(&text);
        let (hour, minute) = split(rest, part).ok_or(Problem::TimeUnreadable)?;
        let hour = part.hour(hour)?;
        let is_time = hour < 24 && minute < 60 || hour == 24 && minute == 0;
        if is_time { Ok(Self { hour, minute }) } else { Err(Problem::TimeOutOfRange) }
    }

    /// The time in Chinese, as official notices write it: 上午8時50分, 中午12時, 下午6時.
    #[must_use]
    pub fn roc(self) -> String {
        let (part, hour) = match self.hour {
            NOON if self.minute == 0 => ("中午", NOON),
            NOON => ("下午", NOON),
            24 => ("", 24),
            ..NOON => ("上午", self.hour),
            hour => ("下午", hour - NOON),
        };
        let minute =
            if self.minute == 0 { String::new() } else { [&self.minute.to_string(), "分"].concat() };
        [part, &hour.to_string(), "時", &minute].concat()
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let text = digits(self.hour, 2).chain([':']).chain(digits(self.minute, 2));
        f.write_str(&text.collect::<String>())
    }
}

impl DateTime {
    /// Parses the canonical form. 24:00:00 becomes 00:00:00 of the next day.
    ///
    /// # Errors
    /// A problem of the date or the time; `MomentFormat` for another spelling or offset.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let (day, rest) = text.split_once('T').unwrap_or((text, ""));
        let date = RocDate::parse(day)?;
        let time =
            rest.strip_suffix(OFFSET).filter(|_| date.to_string() == day).ok_or(Problem::MomentFormat)?;
        let numbers = time.split(':').map(|part| number(part).filter(|_| part.len() == 2));
        let numbers: Option<Vec<u32>> = numbers.collect();
        let Some(&[hour, minute, second]) = numbers.as_deref() else { return Err(Problem::MomentFormat) };
        if (hour, minute, second) == (24, 0, 0) {
            return Self::at(date, Time { hour, minute });
        }
        let time = NaiveTime::from_hms_opt(hour, minute, second).ok_or(Problem::TimeOutOfRange)?;
        Ok(Self { date, time })
    }

    /// Parses a date-time from the text of four controls. The year may contain a whole date or date-time if
    /// the other controls are empty. 24:00 becomes 00:00 of the next day.
    ///
    /// # Errors
    /// `Required` if all are empty, `PartMissing`, or a problem of the date or the time.
    pub fn from_parts(year: &str, month: &str, day: &str, time: &str) -> Result<Self, Problem> {
        let is_empty = |typed: &str| half_width(typed).is_empty();
        if is_empty(month) && is_empty(day) && is_empty(time) {
            match split_moment(year) {
                Some(Ok((date, time))) => return Self::at(date, time),
                _ if has(year, 'T') => return Self::parse(year),
                Some(Err(problem)) => return Err(problem),
                None => {}
            }
        }
        let date = match RocDate::from_parts(year, month, day) {
            Err(Problem::Required) if !is_empty(time) => return Err(Problem::PartMissing(Part::Year)),
            date => date?,
        };
        match Time::parse(time) {
            Err(Problem::Required) => Err(Problem::PartMissing(Part::Time)),
            time => Self::at(date, time?),
        }
    }

    fn at(date: RocDate, time: Time) -> Result<Self, Problem> {
        let date = match time.hour {
            24 => RocDate::new(date.day().succ_opt().ok_or(Problem::DatePart(Part::Year))?)?,
            _ => date,
        };
        let time = NaiveTime::from_hms_opt(time.hour % 24, time.minute, 0).ok_or(Problem::TimeOutOfRange)?;
        Ok(Self { date, time })
    }

    /// Creates a date-time from civil time in Asia/Taipei, in seconds.
    ///
    /// # Errors
    /// `DatePart(Year)` for a year that `RocDate` does not accept.
    pub fn new(moment: NaiveDateTime) -> Result<Self, Problem> {
        Ok(Self { date: RocDate::new(moment.date())?, time: moment.time() })
    }

    /// Civil date and time in Asia/Taipei.
    #[must_use]
    pub fn moment(self) -> NaiveDateTime {
        self.date.day().and_time(self.time)
    }

    /// The date.
    #[must_use]
    pub fn date(self) -> RocDate {
        self.date
    }

    /// The time of day, without seconds.
    #[must_use]
    pub fn time(self) -> Time {
        Time { hour: self.time.hour(), minute: self.time.minute() }
    }

    /// The date-time in Chinese: 民國115年12月5日上午8時50分.
    #[must_use]
    pub fn roc(self) -> String {
        [self.date.roc(), self.time().roc()].concat()
    }

    /// The date-time in English: 5 December 2026 (ROC 115), 08:50.
    #[must_use]
    pub fn en(self) -> String {
        [&self.date.en(), ", ", &self.time().to_string()].concat()
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let seconds: String = digits(self.time.second(), 2).collect();
        f.write_str(&[&self.date.to_string(), "T", &self.time().to_string(), ":", &seconds, OFFSET].concat())
    }
}

/// A word for a part of the day. The words differ in the meaning of twelve.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DayPart {
    /// No word: the 24-hour clock.
    Unnamed,
    /// 上午, 早上: 上午12時 may mean noon or midnight.
    Morning,
    /// 凌晨, am: twelve is midnight.
    Dawn,
    /// 中午: 11:00 to 14:59.
    Noon,
    /// 下午, pm: twelve is noon.
    Afternoon,
    /// 晚上: from 17:00; twelve and the hours after it may belong to the next day.
    Evening,
}

impl DayPart {
    const NAMES: [(&str, Self); 14] = [
        ("上午", Self::Morning),
        ("早上", Self::Morning),
        ("清晨", Self::Morning),
        ("凌晨", Self::Dawn),
        ("a.m.", Self::Dawn),
        ("am", Self::Dawn),
        ("中午", Self::Noon),
        ("下午", Self::Afternoon),
        ("傍晚", Self::Afternoon),
        ("p.m.", Self::Afternoon),
        ("pm", Self::Afternoon),
        ("晚上", Self::Evening),
        ("晚間", Self::Evening),
        ("夜間", Self::Evening),
    ];

    /// Splits off the word at the start or the end of a time.
    fn of(text: &str) -> (Self, &str) {
        let without = |name: &str| text.strip_prefix(name).or_else(|| text.strip_suffix(name));
        let named = Self::NAMES.into_iter().find_map(|(name, part)| Some((part, without(name)?)));
        named.unwrap_or((Self::Unnamed, text))
    }

    /// Converts an hour to the 24-hour clock. An afternoon hour above twelve is already in the 24-hour clock.
    fn hour(self, hour: u32) -> Result<u32, Problem> {
        match (self, hour) {
            (Self::Morning | Self::Evening, NOON) | (Self::Evening, 0..=4) => Err(Problem::TimeAmbiguous),
            (Self::Dawn, NOON) => Ok(0),
            (Self::Unnamed, _)
            | (Self::Morning | Self::Dawn, 0..NOON)
            | (Self::Noon, 11..=14)
            | (Self::Afternoon, NOON..24)
            | (Self::Evening, 17..24) => Ok(hour),
            (Self::Noon, 1..=2) | (Self::Afternoon, 1..NOON) | (Self::Evening, 5..NOON) => Ok(hour + NOON),
            _ => Err(Problem::TimeOutOfRange),
        }
    }
}

/// Splits a time into hour and minute. An hour without minutes is accepted only with a word for the part of
/// the day.
fn split(text: &str, part: DayPart) -> Option<(u32, u32)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    match (digits.len(), rest.chars().next()) {
        (3 | 4, None) => {
            let (hour, minute) = digits.split_at_checked(digits.len() - 2)?;
            Some((number(hour)?, number(minute)?))
        }
        (1 | 2, None) if part != DayPart::Unnamed => Some((number(digits)?, 0)),
        (1 | 2, Some(':')) => {
            let minute = rest.strip_prefix(':').filter(|minute| minute.len() == 2)?;
            Some((number(digits)?, number(minute)?))
        }
        (1 | 2, Some('時' | '點')) => {
            let minute = match rest.strip_prefix(['時', '點'])? {
                "" | "整" => 0,
                "半" => 30,
                minute => number(minute.strip_suffix('分').unwrap_or(minute))?,
            };
            Some((number(digits)?, minute))
        }
        _ => None,
    }
}

/// Parses a date and a time in one text: `115年12月5日(星期六)上午8時50分`, `115/12/5 8:50`. Returns `None` if no date
/// is found, and the error of the time if only a date is valid. Each position after a mark is tried as the
/// end of the date: the first one that gives both wins, otherwise the last.
fn split_moment(typed: &str) -> Option<Result<(RocDate, Time), Problem>> {
    let text = without_remark(&half_width(typed));
    if text.len() > MAX_DATE_TIME_BYTES {
        return None;
    }
    let marks = text.char_indices().filter(|(_, c)| matches!(c, '日' | '號' | ' ' | 'T'));
    let read = |(at, mark)| {
        let (date, rest) = text.split_at_checked(at)?;
        let date = RocDate::parse(date).ok()?;
        let time = Time::parse(rest.strip_prefix(mark)?);
        (time != Err(Problem::Required)).then(|| time.map(|time| (date, time)))
    };
    marks.filter_map(read).reduce(|one, other| if one.is_ok() { one } else { other })
}
