//! Conditions over answers, as data, and their evaluation.

use crate::value::roc_date::RocDate;
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use std::cmp::Ordering;

/// A condition. It is true, false, or unknown because an operand has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// The question was asked and answered.
    Answered(String),
    /// The operand equals a literal.
    Is(Operand, String),
    /// The operand equals one of several literals.
    In(Operand, Vec<String>),
    /// The multiple choice contains an option.
    Includes(String, String),
    /// All conditions hold.
    All(Vec<Condition>),
    /// At least one condition holds.
    Any(Vec<Condition>),
    /// The condition does not hold.
    Not(Box<Condition>),
    /// The first operand is earlier than the second.
    Before(Operand, Operand),
    /// The first operand is later than the second.
    After(Operand, Operand),
    /// The intervals have a day in common.
    Overlaps(Interval, Interval),
    /// The day lies in the interval.
    Within(Operand, Interval),
    /// There are at least this many days from the first day to the second.
    AtLeastDays(Operand, Operand, i64),
    /// There are at least this many full years from the first day to the second.
    AtLeastYears(Operand, Operand, i64),
    /// The number of chosen options, rows of a group, or files is in a range.
    Count(String, Range),
    /// The length of a text in user-perceived characters is in a range.
    Length(String, Range),
    /// The operands are equal.
    SameAs(Operand, Operand),
}

/// An operand of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operand {
    /// The answer to the question with this id.
    Answer(String),
    /// The day of filing in Asia/Taipei.
    Today,
    /// The channel: `web`, `counter`, `kiosk` or `outreach`.
    Channel,
    /// The mode: `web`, `assisted` or `kiosk`.
    Mode,
    /// A literal: an ISO 8601 date or an option code. Other formats of dates are converted when they are read.
    Literal(String),
    /// The latest of the operands that have a value.
    Latest(Vec<Operand>),
    /// The calendar day of a date-time.
    DayOf(Box<Operand>),
}

/// An interval of days, both ends included. It is open-ended if the last day has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The first day.
    pub from: Operand,
    /// The last day.
    pub until: Option<Operand>,
}

/// A range of numbers, both ends included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// Minimum.
    pub min: Option<usize>,
    /// Maximum.
    pub max: Option<usize>,
}

impl Range {
    /// Returns whether a number is in the range.
    #[must_use]
    pub fn contains(self, number: usize) -> bool {
        self.min.is_none_or(|min| number >= min) && self.max.is_none_or(|max| number <= max)
    }
}

/// The value of an operand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// An option code or a text.
    Text(String),
    /// A calendar day.
    Day(NaiveDate),
    /// A date-time, civil time in Asia/Taipei.
    Moment(NaiveDateTime),
}

impl Scalar {
    fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Text(_) => None,
            Self::Day(day) => Some(*day),
            Self::Moment(moment) => Some(moment.date()),
        }
    }

    /// Compares by day, or by time if both are date-times. Texts have no order.
    fn order(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Moment(one), Self::Moment(two)) => Some(one.cmp(two)),
            _ => Some(self.day()?.cmp(&other.day()?)),
        }
    }

    fn is(&self, literal: &str) -> bool {
        match self {
            Self::Text(text) => text == literal,
            Self::Day(_) | Self::Moment(_) => read_day(literal)
                .or_else(|| read_any_day_later(literal))
                .is_some_and(|day| self.day() == Some(day)),
        }
    }
}

/// Reads a date in any format.
#[inline(never)]
fn read_any_day_later(text: &str) -> Option<NaiveDate> {
    RocDate::parse(text).ok().map(RocDate::day)
}

/// Reads an ISO 8601 date, such as `2026-11-21`.
fn read_day(text: &str) -> Option<NaiveDate> {
    let (year, rest) = text.split_once('-').filter(|_| text.len() == 10)?;
    let (month, day) = rest.split_once('-')?;
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// The inputs of conditions.
pub trait Facts {
    /// The value of an answer, if its question is asked and the answer is valid and has a single value.
    fn scalar(&self, id: &str) -> Option<Scalar>;
    /// The codes of a multiple choice, if the question is asked and the answer is valid.
    fn list(&self, id: &str) -> Option<&[String]>;
    /// The number of chosen options, rows or files.
    fn count(&self, id: &str) -> Option<usize>;
    /// Whether the question is asked and answered.
    fn answered(&self, id: &str) -> bool;
    /// The day of filing in Asia/Taipei.
    fn today(&self) -> NaiveDate;
    /// The channel: `web`, `counter`, `kiosk` or `outreach`.
    fn channel(&self) -> &'static str;
    /// The mode: `web`, `assisted` or `kiosk`.
    fn mode(&self) -> &'static str;
}

impl Operand {
    fn value(&self, facts: &dyn Facts) -> Option<Scalar> {
        match self {
            Self::Answer(id) => facts.scalar(id),
            Self::Today => Some(Scalar::Day(facts.today())),
            Self::Channel => Some(Scalar::Text(facts.channel().to_owned())),
            Self::Mode => Some(Scalar::Text(facts.mode().to_owned())),
            Self::Literal(text) => {
                Some(read_day(text).map_or_else(|| Scalar::Text(text.clone()), Scalar::Day))
            }
            Self::Latest(operands) => {
                let mut latest: Option<Scalar> = None;
                for value in operands.iter().filter_map(|operand| operand.value(facts)) {
                    let later =
                        latest.as_ref().is_none_or(|so_far| value.order(so_far) == Some(Ordering::Greater));
                    if later {
                        latest = Some(value);
                    }
                }
                latest
            }
            Self::DayOf(operand) => operand.value(facts)?.day().map(Scalar::Day),
        }
    }

    fn day(&self, facts: &dyn Facts) -> Option<NaiveDate> {
        self.value(facts)?.day()
    }
}

impl Interval {
    /// The first and the last day; the last is `None` if the interval is open-ended.
    fn days(&self, facts: &dyn Facts) -> Option<(NaiveDate, Option<NaiveDate>)> {
        let until = self.until.as_ref().and_then(|until| until.day(facts));
        Some((self.from.day(facts)?, until))
    }
}

impl Condition {
    /// A condition that never holds.
    pub const NEVER: Self = Self::Any(Vec::new());

    /// Returns whether the condition holds. A comparison with a missing operand is false.
    #[must_use]
    pub fn holds(&self, facts: &dyn Facts) -> bool {
        self.evaluate(facts, Some(false)) == Some(true)
    }

    /// Returns whether the condition is broken as the requirement of a rule. A comparison with a missing
    /// operand is unknown, and an unknown requirement is not broken.
    #[must_use]
    pub fn is_broken(&self, facts: &dyn Facts) -> bool {
        self.evaluate(facts, None) == Some(false)
    }

    /// Evaluates the condition in three-valued (Kleene) logic. A comparison with a missing operand has the
    /// value `missing`.
    fn evaluate(&self, facts: &dyn Facts, missing: Option<bool>) -> Option<bool> {
        match self {
            Self::All(all) => combine(all, facts, missing, false),
            Self::Any(any) => combine(any, facts, missing, true),
            Self::Not(not) => not.evaluate(facts, missing).map(|holds| !holds),
            comparison => comparison.compare(facts).or(missing),
        }
    }

    /// Evaluates a comparison. Returns `None` if an operand is missing.
    fn compare(&self, facts: &dyn Facts) -> Option<bool> {
        Some(match self {
            Self::Answered(id) => facts.answered(id),
            Self::Is(operand, literal) => operand.value(facts)?.is(literal),
            Self::In(operand, literals) => {
                let value = operand.value(facts)?;
                literals.iter().any(|literal| value.is(literal))
            }
            Self::Includes(id, literal) => facts.list(id)?.contains(literal),
            Self::Before(one, two) => one.value(facts)?.order(&two.value(facts)?)? == Ordering::Less,
            Self::After(one, two) => one.value(facts)?.order(&two.value(facts)?)? == Ordering::Greater,
            Self::Overlaps(one, two) => {
                let ((from, until), (other_from, other_until)) = (one.days(facts)?, two.days(facts)?);
                until.is_none_or(|until| until >= other_from) && other_until.is_none_or(|until| until >= from)
            }
            Self::Within(operand, interval) => {
                let (day, (from, until)) = (operand.day(facts)?, interval.days(facts)?);
                day >= from && until.is_none_or(|until| day <= until)
            }
            Self::AtLeastDays(from, until, days) => {
                (until.day(facts)? - from.day(facts)?).num_days() >= *days
            }
            Self::AtLeastYears(from, until, years) => {
                full_years(from.day(facts)?, until.day(facts)?) >= *years
            }
            Self::Count(id, range) => range.contains(facts.count(id)?),
            Self::Length(id, range) => match facts.scalar(id)? {
                Scalar::Text(text) => range.contains(crate::value::text::length(&text)),
                Scalar::Day(_) | Scalar::Moment(_) => return None,
            },
            Self::SameAs(one, two) => one.value(facts)? == two.value(facts)?,
            Self::All(_) | Self::Any(_) | Self::Not(_) => return None,
        })
    }
}

/// Evaluates `All` (`decisive` = false) or `Any` (`decisive` = true). One decisive value gives the result;
/// otherwise one unknown value makes the result unknown.
fn combine(
    conditions: &[Condition],
    facts: &dyn Facts,
    missing: Option<bool>,
    decisive: bool,
) -> Option<bool> {
    let mut unknown = false;
    for condition in conditions {
        match condition.evaluate(facts, missing) {
            Some(value) if value == decisive => return Some(decisive),
            Some(_) => {}
            None => unknown = true,
        }
    }
    if unknown { None } else { Some(!decisive) }
}

/// Returns the number of full years (民法第124條). A year that starts on 29 February ends with 28 February of a
/// common year.
fn full_years(from: NaiveDate, until: NaiveDate) -> i64 {
    let years = i64::from(until.year()) - i64::from(from.year());
    let before_birthday = (until.month(), until.day()) < (from.month(), from.day());
    years - i64::from(before_birthday)
}
