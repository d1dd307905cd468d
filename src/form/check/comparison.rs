//! Comparisons of a condition: with what a question can be, and with nothing else.

use crate::form::{Condition, Interval, Kind, Operand, Question};
use crate::value::roc_date::RocDate;

/// The question of an id that a condition may name.
type Known<'k, 'a> = &'k dyn Fn(&str) -> Option<&'a Question>;

/// Kinds whose answer has a length.
const TEXTS: &[Kind] = &[Kind::Text, Kind::LongText, Kind::Name];
/// Kinds of strings that look like no other of them.
const FORMED: &[Kind] = &[Kind::NationalId, Kind::Ubn, Kind::Mobile, Kind::Phone, Kind::Email];

/// What a comparison does with a question that can't be so compared.
pub(super) fn fault(comparison: &Condition, known: Known) -> Option<String> {
    let kind = |id: &str, kinds: &[Kind], what: &str| {
        let question = known(id)?;
        (!kinds.contains(&question.kind)).then(|| format!("\"{id}\" is not {what}"))
    };
    let date = |operand: &Operand| {
        if let Operand::Literal(literal) = operand {
            return no_day(literal);
        }
        let mut fault = None;
        operand.answers(&mut |id| {
            fault = fault.take().or_else(|| kind(id, &[Kind::Date, Kind::DateTime], "a date"));
        });
        fault
    };
    let days = |interval: &Interval| date(&interval.from).or_else(|| date(interval.until.as_ref()?));
    match comparison {
        Condition::Is(operand, literal) => among(operand, std::slice::from_ref(literal), known),
        Condition::In(operand, literals) => among(operand, literals, known),
        Condition::Includes(id, literal) => kind(id, &[Kind::Choices], "a multiple choice")
            .or_else(|| not_offered(known(id)?, std::slice::from_ref(literal))),
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
        Condition::SameAs(one, two) => never_equal(kind_of(one, known)?, kind_of(two, known)?),
        _ => None,
    }
}

/// What is wrong with comparing an operand with these literals.
fn among(operand: &Operand, literals: &[String], known: Known) -> Option<String> {
    match (operand, kind_of(operand, known)?) {
        (_, Kind::Date) | (Operand::Latest(_), Kind::DateTime) => {
            literals.iter().find_map(|literal| no_day(literal))
        }
        (Operand::Answer(id), kind) if !Kind::STRINGS.contains(&kind) => {
            Some(format!("\"{id}\" is not a single choice or text"))
        }
        (Operand::Answer(id), _) => not_offered(known(id)?, literals),
        _ => None,
    }
}

fn not_offered(question: &Question, literals: &[String]) -> Option<String> {
    let chooses = !question.options.is_empty();
    let missing = literals.iter().find(|literal| chooses && !question.offers(literal))?;
    Some(format!("\"{missing}\" is not an option of \"{}\", so this can never hold", question.id))
}

/// What is wrong with a literal that stands for a day.
fn no_day(literal: &str) -> Option<String> {
    RocDate::parse(literal).is_err().then(|| format!("\"{literal}\" is not a date like 2026-11-21"))
}

/// The kind of answer whose values an operand has; none if it can have those of several.
fn kind_of(operand: &Operand, known: Known) -> Option<Kind> {
    match operand {
        Operand::Answer(id) => known(id).map(|question| question.kind),
        Operand::Today | Operand::DayOf(_) => Some(Kind::Date),
        Operand::Channel | Operand::Mode => Some(Kind::Choice),
        Operand::Literal(literal) => Some(if no_day(literal).is_none() { Kind::Date } else { Kind::Text }),
        Operand::Latest(operands) => {
            let mut kinds = operands.iter().map(|operand| kind_of(operand, known));
            let first = kinds.next()?;
            if kinds.all(|kind| kind == first) { first } else { None }
        }
    }
}

/// What is wrong with holding answers of these kinds to be the same.
fn never_equal(one: Kind, two: Kind) -> Option<String> {
    let both = |kinds: &[Kind]| kinds.contains(&one) && kinds.contains(&two);
    let may_be = if one == two {
        both(&Kind::STRINGS) || both(&[Kind::Date, Kind::DateTime])
    } else {
        both(&Kind::STRINGS) && (!both(FORMED) || both(&[Kind::Mobile, Kind::Phone]))
    };
    (!may_be).then(|| format!("{} and {} can never be equal", one.name(), two.name()))
}
