//! A time of day, and a moment: a day and a time in Asia/Taipei, which is +08:00 all year.

use super::roc_date::{RocDate, number, without_remark};
use super::{half_width, has};
use crate::problem::{Part, Problem};
use chrono::{NaiveDateTime, NaiveTime, Timelike};
use std::fmt;

/// The offset of Asia/Taipei, as it ends a moment in JSON.
const OFFSET: &str = "+08:00";
const NOON: u32 = 12;
/// Bytes that no spelling of a date and a time reaches. Trying each place of a longer text would take too long.
const MOST_IN_MOMENT: usize = 256;

/// A time of day, to the minute, from 00:00 to 24:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time {
    hour: u32,
    minute: u32,
}

/// A moment in Asia/Taipei. Canonical: `2026-12-05T08:00:00+08:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DateTime {
    date: RocDate,
    time: NaiveTime,
}

impl Time {
    /// Reads `8:50`, `0850`, `850`, `上午8時50分`, `下午6時`, `8點半`, `pm 6:00`, `24:00`.
    ///
    /// # Errors
    /// `Required`, `TimeUnreadable`, `TimeOutOfRange`, `TimeAmbiguous`.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let text: String = half_width(typed).to_ascii_lowercase().chars().filter(|c| *c != ' ').collect();
        if text.is_empty() {
            return Err(Problem::Required);
        }
        let (half, rest) = Half::of(&text);
        let (hour, minute) = split(rest, half).ok_or(Problem::TimeUnreadable)?;
        let hour = half.hour(hour)?;
        let is_time = hour < 24 && minute < 60 || hour == 24 && minute == 0;
        if is_time { Ok(Self { hour, minute }) } else { Err(Problem::TimeOutOfRange) }
    }

    /// 上午8時50分, 中午12時, 下午6時: as notices write it.
    #[must_use]
    pub fn roc(self) -> String {
        let (half, hour) = match self.hour {
            NOON if self.minute == 0 => ("中午", NOON),
            NOON => ("下午", NOON),
            24 => ("", 24),
            ..NOON => ("上午", self.hour),
            hour => ("下午", hour - NOON),
        };
        let minute =
            if self.minute == 0 { String::new() } else { [&self.minute.to_string(), "分"].concat() };
        [half, &hour.to_string(), "時", &minute].concat()
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

impl DateTime {
    /// Reads the canonical form and no other, but that 24:00:00 is 00:00:00 of the next day: a spelling that leaves the
    /// offset open is not a moment.
    ///
    /// # Errors
    /// What is wrong with the date or the time; `MomentFormat` for another spelling or offset.
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

    /// Reads a moment from four controls. A whole moment pasted into the year is understood, and so is a whole
    /// date; 24:00 is 00:00 of the next day.
    ///
    /// # Errors
    /// `Required` if all are empty, `PartMissing`, or what is wrong with the date or the time.
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

    /// The moment of a clock in Asia/Taipei, to the second.
    ///
    /// # Errors
    /// `DatePart` for a year that `RocDate` does not take.
    pub fn new(moment: NaiveDateTime) -> Result<Self, Problem> {
        Ok(Self { date: RocDate::new(moment.date())?, time: moment.time() })
    }

    /// The moment, in Asia/Taipei.
    #[must_use]
    pub fn moment(self) -> NaiveDateTime {
        self.date.day().and_time(self.time)
    }

    /// Its day.
    #[must_use]
    pub fn date(self) -> RocDate {
        self.date
    }

    /// Its time of day, without seconds.
    #[must_use]
    pub fn time(self) -> Time {
        Time { hour: self.time.hour(), minute: self.time.minute() }
    }

    /// 民國115年12月5日上午8時50分.
    #[must_use]
    pub fn roc(self) -> String {
        [self.date.roc(), self.time().roc()].concat()
    }

    /// 5 December 2026 (ROC 115), 08:50.
    #[must_use]
    pub fn en(self) -> String {
        [&self.date.en(), ", ", &self.time().to_string()].concat()
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}T{}:{:02}{OFFSET}", self.date, self.time(), self.time.second())
    }
}

/// The half of the day, as words name it. They differ in what an hour of twelve is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    /// No word: the 24-hour clock.
    Unsaid,
    /// 上午, 早上: whether 上午12時 is noon or midnight is disputed.
    Morning,
    /// 凌晨, am: twelve is midnight.
    Dawn,
    /// 中午: 11 to 2.
    Noon,
    /// 下午, pm: twelve is noon.
    Afternoon,
    /// 晚上: from 5; twelve and the hours after it may belong to the next day.
    Evening,
}

impl Half {
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

    /// Takes the word off the head, or the end, of a time.
    fn of(text: &str) -> (Self, &str) {
        let bare = |name: &str| text.strip_prefix(name).or_else(|| text.strip_suffix(name));
        let named = Self::NAMES.into_iter().find_map(|(name, half)| Some((half, bare(name)?)));
        named.unwrap_or((Self::Unsaid, text))
    }

    /// The hour of the 24-hour clock. An afternoon hour that is already given by it stays.
    fn hour(self, hour: u32) -> Result<u32, Problem> {
        match (self, hour) {
            (Self::Morning | Self::Evening, NOON) | (Self::Evening, 0..=4) => Err(Problem::TimeAmbiguous),
            (Self::Dawn, NOON) => Ok(0),
            (Self::Unsaid, _)
            | (Self::Morning | Self::Dawn, 0..NOON)
            | (Self::Noon, 11..=14)
            | (Self::Afternoon, NOON..24)
            | (Self::Evening, 17..24) => Ok(hour),
            (Self::Noon, 1..=2) | (Self::Afternoon, 1..NOON) | (Self::Evening, 5..NOON) => Ok(hour + NOON),
            _ => Err(Problem::TimeOutOfRange),
        }
    }
}

/// Hour and minute as typed. An hour alone is a time only after a word for the half of the day.
fn split(text: &str, half: Half) -> Option<(u32, u32)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    match (digits.len(), rest.chars().next()) {
        (3 | 4, None) => {
            let (hour, minute) = digits.split_at_checked(digits.len() - 2)?;
            Some((number(hour)?, number(minute)?))
        }
        (1 | 2, None) if half != Half::Unsaid => Some((number(digits)?, 0)),
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

/// A date and a time in one text: `115年12月5日(星期六)上午8時50分`, `115/12/5 8:50`; or, after a date, what is wrong with
/// the time. Where the date ends is found by trying: the first place that gives both counts, else the last.
fn split_moment(typed: &str) -> Option<Result<(RocDate, Time), Problem>> {
    let text = without_remark(&half_width(typed));
    if text.len() > MOST_IN_MOMENT {
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
