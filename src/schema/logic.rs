//! Conditions as schemas of the whole submission: where they surely hold, and where they surely do not.
//!
//! What JSON Schema can't compare is sure of nothing, so whatever is built on it stays silent rather than wrong.

use crate::form::{Condition, Form, Kind, Operand, Question, Range};
use crate::value::roc_date::RocDate;
use serde_json::{Value, json};

/// Conditions of a form, or of the rows of a group: then a schema is one of a row.
pub(super) struct Logic<'a> {
    form: &'a Form,
    group: Option<&'a Question>,
}

/// What can be said of a comparison: each a schema that is sufficient for it.
struct Said {
    /// An operand has no answer.
    missing: Value,
    /// All operands have answers, and it holds.
    holds: Value,
    /// All operands have answers, and it does not hold.
    fails: Value,
    /// Whether the three leave nothing unsaid.
    complete: bool,
}

impl<'a> Logic<'a> {
    pub fn new(form: &'a Form, group: Option<&'a Question>) -> Self {
        Self { form, group }
    }

    /// Where it surely holds, as a condition.
    pub fn surely_holds(&self, condition: &Condition) -> Value {
        self.surely(condition, true, Some(false))
    }

    /// Where it surely does not hold, as a condition.
    pub fn surely_fails(&self, condition: &Condition) -> Value {
        self.surely(condition, false, Some(false))
    }

    /// Where it is surely broken, as what a rule requires: without an operand, it is not.
    pub fn surely_broken(&self, condition: &Condition) -> Value {
        self.surely(condition, false, None)
    }

    /// Where the condition's truth value is surely the wanted one, if a comparison has the value `missing` where
    /// an operand has no answer.
    fn surely(&self, condition: &Condition, wanted: bool, missing: Option<bool>) -> Value {
        let each =
            |several: &[Condition]| several.iter().map(|one| self.surely(one, wanted, missing)).collect();
        match condition {
            Condition::All(several) if wanted => all(each(several)),
            Condition::All(several) => any(each(several)),
            Condition::Any(several) if wanted => any(each(several)),
            Condition::Any(several) => all(each(several)),
            Condition::Not(not) => self.surely(not, !wanted, missing),
            comparison => {
                let said = self.compare(comparison);
                let (answer, opposite) =
                    if wanted { (said.holds, said.fails) } else { (said.fails, said.holds) };
                match missing {
                    Some(value) if value == wanted && said.complete => negated(opposite),
                    Some(value) if value == wanted => any(vec![said.missing, answer]),
                    _ => answer,
                }
            }
        }
    }

    fn compare(&self, comparison: &Condition) -> Said {
        match comparison {
            Condition::Answered(id) if self.knows(id) => {
                let given = self.answered(id);
                Said { missing: json!(false), holds: given.clone(), fails: negated(given), complete: true }
            }
            Condition::Is(operand, literal) => self.among(operand, std::slice::from_ref(literal)),
            Condition::In(operand, literals) => self.among(operand, literals),
            Condition::Includes(id, literal) if self.is_kind(id, &[Kind::Choices]) => {
                self.answer(id, &json!({"contains": {"const": literal}}))
            }
            Condition::Count(id, range) if self.is_kind(id, &[Kind::Choices, Kind::Group]) => {
                self.answer(id, &bounds("minItems", range.min, "maxItems", range.max))
            }
            Condition::Count(id, range) if self.is_kind(id, &[Kind::Files, Kind::Signature]) => {
                let given = self.answered(id);
                let holds = files(id, Range { min: Some(range.min.unwrap_or(1).max(1)), max: range.max });
                let fails = all(vec![given.clone(), negated(holds.clone())]);
                Said { missing: negated(given), holds, fails, complete: true }
            }
            Condition::Length(id, range) if self.is_kind(id, &Kind::STRINGS) => self.length(id, *range),
            Condition::Before(one, two)
            | Condition::After(one, two)
            | Condition::SameAs(one, two)
            | Condition::AtLeastDays(one, two, _)
            | Condition::AtLeastYears(one, two, _) => self.unsaid(&[one, two]),
            Condition::Overlaps(one, two) => self.unsaid(&[&one.from, &two.from]),
            Condition::Within(operand, interval) => self.unsaid(&[operand, &interval.from]),
            _ => self.unsaid(&[]),
        }
    }

    /// That an operand is one of these literals.
    fn among(&self, operand: &Operand, literals: &[String]) -> Said {
        let circumstance = |holds: Value| {
            let fails = negated(holds.clone());
            Said { missing: json!(false), holds, fails, complete: true }
        };
        match operand {
            Operand::Answer(id) if self.is_kind(id, &Kind::STRINGS) => {
                self.answer(id, &json!({"enum": literals}))
            }
            Operand::Answer(id) if self.is_kind(id, &[Kind::Date]) => {
                let days = literals.iter().filter_map(|literal| RocDate::parse(literal).ok());
                self.answer(id, &json!({"enum": days.map(|day| day.to_string()).collect::<Vec<_>>()}))
            }
            Operand::Channel if self.group.is_none() => {
                circumstance(json!({"properties": {"channel": {"enum": literals}}}))
            }
            Operand::Mode if self.group.is_none() => {
                circumstance(any(literals.iter().map(|literal| mode(literal)).collect()))
            }
            operand => self.unsaid(&[operand]),
        }
    }

    /// A text has at most as many characters that people see as it has code points.
    fn length(&self, id: &str, range: Range) -> Said {
        let certain = range.min.is_none_or(|min| min <= 1);
        let holds = if certain {
            self.with(id, &bounds("minLength", None, "maxLength", range.max))
        } else {
            json!(false)
        };
        let fails = range.min.and_then(|min| min.checked_sub(1));
        let fails = fails.map_or(json!(false), |most| self.with(id, &json!({"maxLength": most})));
        Said { missing: negated(self.answered(id)), holds, fails, complete: false }
    }

    /// A comparison that JSON Schema can't make: all that is known is where an operand has no answer.
    fn unsaid(&self, operands: &[&Operand]) -> Said {
        let present = all(operands.iter().map(|operand| self.present(operand)).collect());
        Said { missing: negated(present), holds: json!(false), fails: json!(false), complete: false }
    }

    /// What must be for an operand to have a value.
    fn present(&self, operand: &Operand) -> Value {
        match operand {
            Operand::Answer(id) if self.knows(id) => self.answered(id),
            Operand::Latest(several) => any(several.iter().map(|operand| self.present(operand)).collect()),
            Operand::DayOf(operand) => self.present(operand),
            _ => json!(true),
        }
    }

    /// That the answer is as this schema says, is another, or is missing.
    fn answer(&self, id: &str, schema: &Value) -> Said {
        Said {
            missing: negated(self.answered(id)),
            holds: self.with(id, schema),
            fails: self.with(id, &negated(schema.clone())),
            complete: true,
        }
    }

    /// That the question has an answer, or files.
    pub fn answered(&self, id: &str) -> Value {
        match self.question(id) {
            Some(question) if question.takes_files() => files(id, Range { min: Some(1), max: None }),
            _ => self.with(id, &json!(true)),
        }
    }

    /// That the option was chosen.
    pub fn chosen(&self, question: &Question, value: &str) -> Value {
        let schema = match question.kind {
            Kind::Choices => json!({"contains": {"const": value}}),
            _ => json!({"const": value}),
        };
        self.with(&question.id, &schema)
    }

    fn with(&self, id: &str, schema: &Value) -> Value {
        let answer = match schema {
            Value::Bool(true) => json!({"required": [id]}),
            schema => json!({"required": [id], "properties": {id: schema}}),
        };
        if self.group.is_some() { answer } else { json!({"properties": {"answers": answer}}) }
    }

    fn is_kind(&self, id: &str, kinds: &[Kind]) -> bool {
        self.question(id).is_some_and(|question| kinds.contains(&question.kind))
    }

    /// Whether the schema can see the answer: from a row, only those of that row.
    fn knows(&self, id: &str) -> bool {
        self.group.is_none() || self.question(id).is_some()
    }

    fn question(&self, id: &str) -> Option<&'a Question> {
        match self.group {
            Some(group) => group.questions.iter().find(|question| question.id == id),
            None => self.form.question(id),
        }
    }
}

/// How the form is filled in, as the envelope tells it.
fn mode(name: &str) -> Value {
    let staff = json!({"required": ["staff"]});
    let kiosk = json!({"properties": {"channel": {"const": "kiosk"}}});
    match name {
        "assisted" => staff,
        "kiosk" => all(vec![negated(staff), kiosk]),
        "web" => all(vec![negated(staff), negated(kiosk)]),
        _ => json!(false),
    }
}

/// That so many files answer the question.
pub(super) fn files(question: &str, range: Range) -> Value {
    let count = bounds("minContains", range.min, "maxContains", range.max);
    let files = merged(json!({"contains": attached(question)}), count);
    json!({"required": ["attachments"], "properties": {"attachments": files}})
}

/// A file that answers the question.
pub(super) fn attached(question: &str) -> Value {
    json!({"required": ["answer"], "properties": {"answer": {"const": question}}})
}

/// A least and a most, as far as there are.
pub(super) fn bounds(least: &str, min: Option<usize>, most: &str, max: Option<usize>) -> Value {
    let bounds = [(least, min), (most, max)].into_iter();
    bounds
        .filter_map(|(name, bound)| Some((name.to_owned(), json!(bound?))))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// One schema with the members of both.
pub(super) fn merged(mut one: Value, other: Value) -> Value {
    if let (Value::Object(members), Value::Object(more)) = (&mut one, other) {
        members.extend(more);
    }
    one
}

/// All of these.
pub(super) fn all(schemas: Vec<Value>) -> Value {
    combined("allOf", schemas, true)
}

/// At least one of these.
pub(super) fn any(schemas: Vec<Value>) -> Value {
    combined("anyOf", schemas, false)
}

/// `neutral` is what changes nothing; its opposite decides.
fn combined(keyword: &str, mut schemas: Vec<Value>, neutral: bool) -> Value {
    schemas.retain(|schema| *schema != json!(neutral));
    if schemas.contains(&json!(!neutral)) {
        return json!(!neutral);
    }
    match schemas.len() {
        0 => json!(neutral),
        1 => schemas.swap_remove(0),
        _ => json!({keyword: schemas}),
    }
}

/// The opposite.
pub(super) fn negated(schema: Value) -> Value {
    match schema {
        Value::Bool(truth) => json!(!truth),
        Value::Object(mut members) if members.len() == 1 && members.contains_key("not") => {
            members.remove("not").unwrap_or_default()
        }
        schema => json!({"not": schema}),
    }
}
