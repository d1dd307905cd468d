//! Conversion of conditions to JSON Schemas of the submission: sufficient schemas for a condition to hold,
//! and to fail.
//!
//! A comparison that JSON Schema cannot express has the schema `false` for both, so that schemas built on it
//! accept more, and never refuse a valid submission.

use crate::form::{Condition, Form, Kind, Operand, Question, Range};
use crate::value::roc_date::RocDate;
use serde_json::{Value, json};

/// Conversion for the conditions of a form, or for those of a group, whose schemas apply to one row.
pub(super) struct Logic<'a> {
    form: &'a Form,
    group: Option<&'a Question>,
}

/// Sufficient schemas for the three outcomes of a comparison.
struct Outcomes {
    /// An operand has no answer.
    missing: Value,
    /// All operands have answers, and the comparison holds.
    holds: Value,
    /// All operands have answers, and the comparison fails.
    fails: Value,
    /// Whether the three schemas together cover all submissions.
    complete: bool,
}

impl<'a> Logic<'a> {
    pub fn new(form: &'a Form, group: Option<&'a Question>) -> Self {
        Self { form, group }
    }

    /// Returns a schema that is sufficient for the condition to hold.
    pub fn surely_holds(&self, condition: &Condition) -> Value {
        self.surely(condition, true, Some(false))
    }

    /// Returns a schema that is sufficient for the condition not to hold.
    pub fn surely_fails(&self, condition: &Condition) -> Value {
        self.surely(condition, false, Some(false))
    }

    /// Returns a schema that is sufficient for the requirement of a rule to be broken. A comparison with a
    /// missing operand does not break it.
    pub fn surely_broken(&self, condition: &Condition) -> Value {
        self.surely(condition, false, None)
    }

    /// Returns a schema that is sufficient for the condition to have the wanted truth value. `missing` is the
    /// value of comparisons with a missing operand.
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
                let outcomes = self.compare(comparison);
                let (answer, opposite) =
                    if wanted { (outcomes.holds, outcomes.fails) } else { (outcomes.fails, outcomes.holds) };
                match missing {
                    Some(value) if value == wanted && outcomes.complete => negated(opposite),
                    Some(value) if value == wanted => any(vec![outcomes.missing, answer]),
                    _ => answer,
                }
            }
        }
    }

    fn compare(&self, comparison: &Condition) -> Outcomes {
        match comparison {
            Condition::Answered(id) if self.can_see(id) => {
                let given = self.answered(id);
                Outcomes {
                    missing: json!(false),
                    holds: given.clone(),
                    fails: negated(given),
                    complete: true,
                }
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
                Outcomes { missing: negated(given), holds, fails, complete: true }
            }
            Condition::Length(id, range) if self.is_kind(id, &Kind::STRINGS) => self.length(id, *range),
            Condition::Before(one, two)
            | Condition::After(one, two)
            | Condition::SameAs(one, two)
            | Condition::AtLeastDays(one, two, _)
            | Condition::AtLeastYears(one, two, _) => self.inexpressible(&[one, two]),
            Condition::Overlaps(one, two) => self.inexpressible(&[&one.from, &two.from]),
            Condition::Within(operand, interval) => self.inexpressible(&[operand, &interval.from]),
            _ => self.inexpressible(&[]),
        }
    }

    /// Returns the outcomes of comparing an operand with literals.
    fn among(&self, operand: &Operand, literals: &[String]) -> Outcomes {
        let circumstance = |holds: Value| {
            let fails = negated(holds.clone());
            Outcomes { missing: json!(false), holds, fails, complete: true }
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
            operand => self.inexpressible(&[operand]),
        }
    }

    /// Returns the outcomes for the length of a text. A text has at most as many user-perceived characters as
    /// code points.
    fn length(&self, id: &str, range: Range) -> Outcomes {
        let certain = range.min.is_none_or(|min| min <= 1);
        let holds = if certain {
            self.with(id, &bounds("minLength", None, "maxLength", range.max))
        } else {
            json!(false)
        };
        let fails = range.min.and_then(|min| min.checked_sub(1));
        let fails = fails.map_or(json!(false), |most| self.with(id, &json!({"maxLength": most})));
        Outcomes { missing: negated(self.answered(id)), holds, fails, complete: false }
    }

    /// Returns the outcomes of a comparison that JSON Schema cannot express: only missing operands are
    /// detected.
    fn inexpressible(&self, operands: &[&Operand]) -> Outcomes {
        let present = all(operands.iter().map(|operand| self.present(operand)).collect());
        Outcomes { missing: negated(present), holds: json!(false), fails: json!(false), complete: false }
    }

    /// Returns a schema that is necessary for an operand to have a value.
    fn present(&self, operand: &Operand) -> Value {
        match operand {
            Operand::Answer(id) if self.can_see(id) => self.answered(id),
            Operand::Latest(several) => any(several.iter().map(|operand| self.present(operand)).collect()),
            Operand::DayOf(operand) => self.present(operand),
            _ => json!(true),
        }
    }

    /// Returns the outcomes of comparing an answer with a schema.
    fn answer(&self, id: &str, schema: &Value) -> Outcomes {
        Outcomes {
            missing: negated(self.answered(id)),
            holds: self.with(id, schema),
            fails: self.with(id, &negated(schema.clone())),
            complete: true,
        }
    }

    /// Returns the schema for a question that has an answer or files.
    pub fn answered(&self, id: &str) -> Value {
        match self.question(id) {
            Some(question) if question.takes_files() => files(id, Range { min: Some(1), max: None }),
            _ => self.with(id, &json!(true)),
        }
    }

    /// Returns the schema for a chosen option.
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

    /// Returns whether a schema can refer to an answer. A schema of a row can refer only to answers in that
    /// row.
    fn can_see(&self, id: &str) -> bool {
        self.group.is_none() || self.question(id).is_some()
    }

    fn question(&self, id: &str) -> Option<&'a Question> {
        match self.group {
            Some(group) => group.questions.iter().find(|question| question.id == id),
            None => self.form.question(id),
        }
    }
}

/// Returns the schema of an envelope with this mode.
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

/// Returns the schema for a number of files that answer a question.
pub(super) fn files(question: &str, range: Range) -> Value {
    let count = bounds("minContains", range.min, "maxContains", range.max);
    let files = merged(json!({"contains": attached(question)}), count);
    json!({"required": ["attachments"], "properties": {"attachments": files}})
}

/// Returns the schema of a file that answers a question.
pub(super) fn attached(question: &str) -> Value {
    json!({"required": ["answer"], "properties": {"answer": {"const": question}}})
}

/// Returns the keywords for the given bounds.
pub(super) fn bounds(min_keyword: &str, min: Option<usize>, max_keyword: &str, max: Option<usize>) -> Value {
    let bounds = [(min_keyword, min), (max_keyword, max)].into_iter();
    bounds
        .filter_map(|(name, bound)| Some((name.to_owned(), json!(bound?))))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// Merges the members of two schemas.
pub(super) fn merged(mut one: Value, other: Value) -> Value {
    if let (Value::Object(members), Value::Object(more)) = (&mut one, other) {
        members.extend(more);
    }
    one
}

/// Returns a schema that requires all schemas.
pub(super) fn all(schemas: Vec<Value>) -> Value {
    combined("allOf", schemas, true)
}

/// Returns a schema that requires at least one schema.
pub(super) fn any(schemas: Vec<Value>) -> Value {
    combined("anyOf", schemas, false)
}

/// Combines schemas. `neutral` is the boolean schema without effect; its opposite determines the result.
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

/// Negates a schema.
pub(super) fn negated(schema: Value) -> Value {
    match schema {
        Value::Bool(truth) => json!(!truth),
        Value::Object(mut members) if members.len() == 1 && members.contains_key("not") => {
            members.remove("not").unwrap_or_default()
        }
        schema => json!({"not": schema}),
    }
}
