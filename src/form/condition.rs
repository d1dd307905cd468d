//! Conditions and rules as data: a small closed vocabulary over answers, and what it means.

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use std::cmp::Ordering;

/// Something that holds, does not hold, or can't be known because an operand has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// The question was asked and answered.
    Answered(String),
    /// The operand is that literal.
    Is(Operand, String),
    /// The operand is one of these.
    In(Operand, Vec<String>),
    /// The multiple choice contains it.
    Includes(String, String),
    /// All of them.
    All(Vec<Condition>),
    /// At least one of them.
    Any(Vec<Condition>),
    /// The opposite.
    Not(Box<Condition>),
    /// Strictly earlier.
    Before(Operand, Operand),
    /// Strictly later.
    After(Operand, Operand),
    /// The intervals have a day in common.
    Overlaps(Interval, Interval),
    /// The day lies in the interval.
    Within(Operand, Interval),
    /// From the first day to the second are so many days or more.
    AtLeastDays(Operand, Operand, i64),
    /// From the first day to the second are so many full years or more.
    AtLeastYears(Operand, Operand, i64),
    /// Entries of a multiple choice or a group, or files.
    Count(String, Range),
    /// User-perceived characters of a text.
    Length(String, Range),
    /// Equal answers.
    SameAs(Operand, Operand),
}

/// What a condition compares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operand {
    /// The answer of that id.
    Answer(String),
    /// The day of filing in Asia/Taipei.
    Today,
    /// `web`, `counter`, `kiosk`, `outreach`.
    Channel,
    /// `web`, `assisted`, `kiosk`.
    Mode,
    /// A value of the definition's own: an ISO date, a code.
    Literal(String),
    /// The latest of those that are known.
    Latest(Vec<Operand>),
    /// The calendar day of a date-time.
    DayOf(Box<Operand>),
}

/// Days from the first to the last, both included; open if the last is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The first day.
    pub from: Operand,
    /// The last day.
    pub until: Option<Operand>,
}

/// A least and a most, both included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// Not fewer than this.
    pub min: Option<usize>,
    /// Not more than this.
    pub max: Option<usize>,
}

impl Range {
    /// Whether a number lies in it.
    #[must_use]
    pub fn holds(self, number: usize) -> bool {
        self.min.is_none_or(|min| number >= min) && self.max.is_none_or(|max| number <= max)
    }
}

/// The value of an operand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// A code or a text.
    Text(String),
    /// A calendar day.
    Day(NaiveDate),
    /// A day and a time, civil time in Asia/Taipei.
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

    /// Earlier or later; by days, unless both are date-times. Texts have no order.
    fn order(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Moment(one), Self::Moment(two)) => Some(one.cmp(two)),
            _ => Some(self.day()?.cmp(&other.day()?)),
        }
    }

    fn is(&self, literal: &str) -> bool {
        match self {
            Self::Text(text) => text == literal,
            Self::Day(_) | Self::Moment(_) => read_day(literal).is_some_and(|day| self.day() == Some(day)),
        }
    }
}

fn read_day(text: &str) -> Option<NaiveDate> {
    crate::value::roc_date::RocDate::parse(text).ok().map(crate::value::roc_date::RocDate::day)
}

/// What a condition may ask of the answers and their circumstances.
pub trait Known {
    /// The single value of an answer that was asked, given and valid.
    fn scalar(&self, id: &str) -> Option<Scalar>;
    /// The codes of a multiple choice that was asked, given and valid.
    fn list(&self, id: &str) -> Option<&[String]>;
    /// Entries of a multiple choice or group, or files, that were given.
    fn count(&self, id: &str) -> Option<usize>;
    /// Whether the question was asked and answered.
    fn answered(&self, id: &str) -> bool;
    /// The day of filing in Asia/Taipei.
    fn today(&self) -> NaiveDate;
    /// `web`, `counter`, `kiosk`, `outreach`.
    fn channel(&self) -> &'static str;
    /// `web`, `assisted`, `kiosk`.
    fn mode(&self) -> &'static str;
}

impl Operand {
    fn value(&self, known: &dyn Known) -> Option<Scalar> {
        match self {
            Self::Answer(id) => known.scalar(id),
            Self::Today => Some(Scalar::Day(known.today())),
            Self::Channel => Some(Scalar::Text(known.channel().to_owned())),
            Self::Mode => Some(Scalar::Text(known.mode().to_owned())),
            Self::Literal(text) => {
                Some(read_day(text).map_or_else(|| Scalar::Text(text.clone()), Scalar::Day))
            }
            Self::Latest(operands) => {
                let mut latest: Option<Scalar> = None;
                for value in operands.iter().filter_map(|operand| operand.value(known)) {
                    let later =
                        latest.as_ref().is_none_or(|so_far| value.order(so_far) == Some(Ordering::Greater));
                    if later {
                        latest = Some(value);
                    }
                }
                latest
            }
            Self::DayOf(operand) => operand.value(known)?.day().map(Scalar::Day),
        }
    }

    fn day(&self, known: &dyn Known) -> Option<NaiveDate> {
        self.value(known)?.day()
    }
}

impl Interval {
    /// First and last day; the last is `None` if the interval is open.
    fn days(&self, known: &dyn Known) -> Option<(NaiveDate, Option<NaiveDate>)> {
        let until = self.until.as_ref().and_then(|until| until.day(known));
        Some((self.from.day(known)?, until))
    }
}

impl Condition {
    /// The condition that never holds.
    pub const NEVER: Self = Self::Any(Vec::new());

    /// Whether it holds; a comparison with a missing operand does not.
    #[must_use]
    pub fn holds(&self, known: &dyn Known) -> bool {
        self.evaluate(known, Some(false)) == Some(true)
    }

    /// Whether it is broken, as a rule; a comparison with a missing operand leaves the rule out.
    #[must_use]
    pub fn is_broken(&self, known: &dyn Known) -> bool {
        self.evaluate(known, None) == Some(false)
    }

    /// The truth value, with `missing` for each comparison that lacks an operand (Kleene's logic).
    fn evaluate(&self, known: &dyn Known, missing: Option<bool>) -> Option<bool> {
        match self {
            Self::All(all) => every(all, known, missing, false),
            Self::Any(any) => every(any, known, missing, true),
            Self::Not(not) => not.evaluate(known, missing).map(|holds| !holds),
            comparison => comparison.compare(known).or(missing),
        }
    }

    /// A comparison's truth value, or `None` if an operand is missing.
    fn compare(&self, known: &dyn Known) -> Option<bool> {
        Some(match self {
            Self::Answered(id) => known.answered(id),
            Self::Is(operand, literal) => operand.value(known)?.is(literal),
            Self::In(operand, literals) => {
                let value = operand.value(known)?;
                literals.iter().any(|literal| value.is(literal))
            }
            Self::Includes(id, literal) => known.list(id)?.contains(literal),
            Self::Before(one, two) => one.value(known)?.order(&two.value(known)?)? == Ordering::Less,
            Self::After(one, two) => one.value(known)?.order(&two.value(known)?)? == Ordering::Greater,
            Self::Overlaps(one, two) => {
                let ((from, until), (other_from, other_until)) = (one.days(known)?, two.days(known)?);
                until.is_none_or(|until| until >= other_from) && other_until.is_none_or(|until| until >= from)
            }
            Self::Within(operand, interval) => {
                let (day, (from, until)) = (operand.day(known)?, interval.days(known)?);
                day >= from && until.is_none_or(|until| day <= until)
            }
            Self::AtLeastDays(from, until, days) => {
                (until.day(known)? - from.day(known)?).num_days() >= *days
            }
            Self::AtLeastYears(from, until, years) => {
                full_years(from.day(known)?, until.day(known)?) >= *years
            }
            Self::Count(id, range) => range.holds(known.count(id)?),
            Self::Length(id, range) => match known.scalar(id)? {
                Scalar::Text(text) => range.holds(crate::value::text::length(&text)),
                Scalar::Day(_) | Scalar::Moment(_) => return None,
            },
            Self::SameAs(one, two) => one.value(known)? == two.value(known)?,
            Self::All(_) | Self::Any(_) | Self::Not(_) => return None,
        })
    }
}

/// `All` (`decisive` = false) or `Any` (`decisive` = true): one decisive value decides, else one that is
/// not known leaves it open.
fn every(conditions: &[Condition], known: &dyn Known, missing: Option<bool>, decisive: bool) -> Option<bool> {
    let mut open = false;
    for condition in conditions {
        match condition.evaluate(known, missing) {
            Some(value) if value == decisive => return Some(decisive),
            Some(_) => {}
            None => open = true,
        }
    }
    if open { None } else { Some(!decisive) }
}

/// Full years as in 民法第124條: a birthday on 29 February is completed when its year is.
fn full_years(from: NaiveDate, until: NaiveDate) -> i64 {
    let years = i64::from(until.year()) - i64::from(from.year());
    let before_birthday = (until.month(), until.day()) < (from.month(), from.day());
    years - i64::from(before_birthday)
}
