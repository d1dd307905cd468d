//! Comparisons of a condition: with what a question can be, and with nothing else.

use crate::form::{Condition, Interval, Kind, Operand, Question};
use crate::value::roc_date::RocDate;
use crate::value::time::DateTime;

/// What a comparison does with a question that can't be so compared.
pub(super) fn fault<'a>(
    comparison: &Condition,
    known: &dyn Fn(&str) -> Option<&'a Question>,
) -> Option<String> {
    let values = |id: &str, literals: &[&String]| {
        let question = known(id)?;
        let chooses = !question.options.is_empty();
        let missing = literals.iter().find(|literal| chooses && !question.offers(literal))?;
        Some(format!("\"{missing}\" is not an option of \"{id}\", so this can never hold"))
    };
    let kind = |id: &str, kinds: &[Kind], what: &str| {
        let question = known(id)?;
        (!kinds.contains(&question.kind)).then(|| format!("\"{id}\" is not {what}"))
    };
    let date = |operand: &Operand| {
        if let Operand::Literal(literal) = operand
            && RocDate::parse(literal).is_err()
            && DateTime::parse(literal).is_err()
        {
            return Some(format!("\"{literal}\" is not a date like 2026-11-21"));
        }
        let mut fault = None;
        operand.answers(&mut |id| fault = kind(id, &[Kind::Date, Kind::DateTime], "a date"));
        fault
    };
    let single =
        |id: &str| kind(id, &[Kind::STRINGS.as_slice(), &[Kind::Date]].concat(), "a single choice or text");
    let days = |interval: &Interval| date(&interval.from).or_else(|| date(interval.until.as_ref()?));
    match comparison {
        Condition::Is(Operand::Answer(id), literal) => single(id).or_else(|| values(id, &[literal])),
        Condition::In(Operand::Answer(id), literals) => {
            single(id).or_else(|| values(id, &literals.iter().collect::<Vec<_>>()))
        }
        Condition::Includes(id, literal) => {
            kind(id, &[Kind::Choices], "a multiple choice").or_else(|| values(id, &[literal]))
        }
        Condition::Count(id, _) => {
            kind(id, &[Kind::Choices, Kind::Group, Kind::Files, Kind::Signature], "a choice, group or files")
        }
        Condition::Before(one, two)
        | Condition::After(one, two)
        | Condition::AtLeastDays(one, two, _)
        | Condition::AtLeastYears(one, two, _) => date(one).or_else(|| date(two)),
        Condition::Within(operand, interval) => date(operand).or_else(|| days(interval)),
        Condition::Overlaps(one, two) => days(one).or_else(|| days(two)),
        Condition::Length(id, _) => kind(id, TEXTS, "a text"),
        _ => None,
    }
}

/// Kinds whose answer has a length.
const TEXTS: &[Kind] = &[Kind::Text, Kind::LongText, Kind::Name];
