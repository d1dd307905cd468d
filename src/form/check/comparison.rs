//! Checks of comparisons: the kinds of the operands, and values that a question can have.

use crate::form::{Condition, Interval, Kind, Operand, Question};
use crate::value::roc_date::RocDate;

/// Lookup of the questions that a condition may name.
type Lookup<'k, 'a> = &'k dyn Fn(&str) -> Option<&'a Question>;

/// Kinds whose answers have a length.
const TEXTS: &[Kind] = &[Kind::Text, Kind::LongText, Kind::Name];
/// Kinds of strings with disjoint formats, except that a mobile number is also a phone number.
const FORMATTED: &[Kind] = &[Kind::NationalId, Kind::Ubn, Kind::Mobile, Kind::Phone, Kind::Email];

/// Returns the fault of a comparison that cannot be applied to its operands.
pub(super) fn fault(comparison: &Condition, lookup: Lookup) -> Option<String> {
    let kind = |id: &str, kinds: &[Kind], what: &str| {
        let question = lookup(id)?;
        (!kinds.contains(&question.kind)).then(|| format!("\"{id}\" is not {what}"))
    };
    let date = |operand: &Operand| {
        if let Operand::Literal(literal) = operand {
            return date_fault(literal);
        }
        let mut fault = None;
        operand.answers(&mut |id| {
            fault = fault.take().or_else(|| kind(id, &[Kind::Date, Kind::DateTime], "a date"));
        });
        fault
    };
    let days = |interval: &Interval| date(&interval.from).or_else(|| date(interval.until.as_ref()?));
    match comparison {
        Condition::Is(operand, literal) => among(operand, std::slice::from_ref(literal), lookup),
        Condition::In(operand, literals) => among(operand, literals, lookup),
        Condition::Includes(id, literal) => kind(id, &[Kind::Choices], "a multiple choice")
            .or_else(|| not_offered(lookup(id)?, std::slice::from_ref(literal))),
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
        Condition::SameAs(one, two) => never_equal(kind_of(one, lookup)?, kind_of(two, lookup)?),
        _ => None,
    }
}

/// Returns the fault of comparing an operand with literals.
fn among(operand: &Operand, literals: &[String], lookup: Lookup) -> Option<String> {
    match (operand, kind_of(operand, lookup)?) {
        (_, Kind::Date) | (Operand::Latest(_), Kind::DateTime) => {
            literals.iter().find_map(|literal| date_fault(literal))
        }
        (Operand::Answer(id), kind) if !Kind::STRINGS.contains(&kind) => {
            Some(format!("\"{id}\" is not a single choice or text"))
        }
        (Operand::Answer(id), _) => not_offered(lookup(id)?, literals),
        _ => None,
    }
}

fn not_offered(question: &Question, literals: &[String]) -> Option<String> {
    let chooses = !question.options.is_empty();
    let missing = literals.iter().find(|literal| chooses && !question.offers(literal))?;
    Some(format!("\"{missing}\" is not an option of \"{}\", so this can never hold", question.id))
}

/// Returns the fault of a literal that must be a date.
fn date_fault(literal: &str) -> Option<String> {
    RocDate::parse(literal).is_err().then(|| format!("\"{literal}\" is not a date like 2026-11-21"))
}

/// Returns the kind of an operand's values, or `None` if it can have several.
fn kind_of(operand: &Operand, lookup: Lookup) -> Option<Kind> {
    match operand {
        Operand::Answer(id) => lookup(id).map(|question| question.kind),
        Operand::Today | Operand::DayOf(_) => Some(Kind::Date),
        Operand::Channel | Operand::Mode => Some(Kind::Choice),
        Operand::Literal(literal) => {
            Some(if date_fault(literal).is_none() { Kind::Date } else { Kind::Text })
        }
        Operand::Latest(operands) => {
            let mut kinds = operands.iter().map(|operand| kind_of(operand, lookup));
            let first = kinds.next()?;
            if kinds.all(|kind| kind == first) { first } else { None }
        }
    }
}

/// Returns the fault of comparing two kinds whose values can never be equal.
fn never_equal(one: Kind, two: Kind) -> Option<String> {
    let both = |kinds: &[Kind]| kinds.contains(&one) && kinds.contains(&two);
    let may_be_equal = if one == two {
        both(&Kind::STRINGS) || both(&[Kind::Date, Kind::DateTime])
    } else {
        both(&Kind::STRINGS) && (!both(FORMATTED) || both(&[Kind::Mobile, Kind::Phone]))
    };
    (!may_be_equal).then(|| format!("{} and {} can never be equal", one.name(), two.name()))
}
