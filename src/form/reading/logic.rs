//! Reading of conditions, operands and intervals.

use super::Cursor;
use crate::form::{Condition, Interval, Operand, Range};
use crate::value::roc_date::RocDate;

/// Reads the condition in the member `name`, if there is one.
pub(super) fn condition_if(at: &Cursor, name: &str) -> Option<Condition> {
    at.find(name).map(|at| condition(&at))
}

/// Reads a condition: an object with one member.
pub(super) fn condition(at: &Cursor) -> Condition {
    if let Some((name, at)) = at.sole() {
        return comparison(name, &at);
    }
    at.fault("a condition is an object with one member");
    Condition::All(Vec::new())
}

fn comparison(name: &str, at: &Cursor) -> Condition {
    let (one, two) = (|| at.entry(0, 2), || at.entry(1, 2));
    match name {
        "answered" => Condition::Answered(at.to_text()),
        "all" => Condition::All(at.each(condition)),
        "any" => Condition::Any(at.each(condition)),
        "not" => Condition::Not(Box::new(condition(at))),
        "is" => Condition::Is(operand(&one()), two().to_text()),
        "in" => Condition::In(operand(&one()), two().to_texts()),
        "includes" => Condition::Includes(one().to_text(), two().to_text()),
        "before" => Condition::Before(operand(&one()), operand(&two())),
        "after" => Condition::After(operand(&one()), operand(&two())),
        "same_as" => Condition::SameAs(operand(&one()), operand(&two())),
        "overlaps" => Condition::Overlaps(interval(&one()), interval(&two())),
        "within" => Condition::Within(operand(&one()), interval(&two())),
        "count" => Condition::Count(one().to_text(), range(&two())),
        "length" => Condition::Length(one().to_text(), range(&two())),
        "at_least_days" | "at_least_years" => {
            let least = i64::try_from(at.entry(2, 3).to_integer()).unwrap_or(i64::MAX);
            let (from, until) = (operand(&at.entry(0, 3)), operand(&at.entry(1, 3)));
            let make = if name == "at_least_days" { Condition::AtLeastDays } else { Condition::AtLeastYears };
            make(from, until, least)
        }
        _ => {
            at.fault("is not a condition");
            Condition::All(Vec::new())
        }
    }
}

fn operand(at: &Cursor) -> Operand {
    if let Some(text) = at.as_text() {
        return match text {
            "@today" => Operand::Today,
            "@channel" => Operand::Channel,
            "@mode" => Operand::Mode,
            id => {
                if id.starts_with('@') {
                    at.fault("is not an operand");
                }
                Operand::Answer(id.to_owned())
            }
        };
    }
    match at.sole() {
        Some(("literal", at)) => Operand::Literal(literal(at.to_text())),
        Some(("latest", at)) => Operand::Latest(at.each(operand)),
        Some(("day_of", at)) => Operand::DayOf(Box::new(operand(&at))),
        Some((_, at)) => {
            at.fault("is not an operand");
            Operand::Today
        }
        None => {
            at.fault("an operand is an answer's id or an object with one member");
            Operand::Today
        }
    }
}

/// Converts a date in any format to ISO 8601.
fn literal(text: String) -> String {
    RocDate::parse(&text).map_or(text, |day| day.to_string())
}

fn interval(at: &Cursor) -> Interval {
    at.allow_only("from until");
    Interval { from: operand(&at.get("from")), until: at.find("until").map(|at| operand(&at)) }
}

fn range(at: &Cursor) -> Range {
    at.allow_only("min max");
    bounds(at)
}

/// Reads the members `min` and `max`.
pub(super) fn bounds(at: &Cursor) -> Range {
    Range { min: at.integer_if("min"), max: at.integer_if("max") }
}
