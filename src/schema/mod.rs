//! JSON Schema 2020-12 of a form's submission: the rules of the validator, as far as JSON Schema can express
//! them.
//!
//! The schema accepts every submission that the validator accepts. It cannot check:
//! - comparisons of dates and date-times, of answers with each other, and with today;
//! - lengths of texts in which a user-perceived character has several code points;
//! - check digits, 29 February of a common year (except by `format`), and the postal code of a township;
//! - names without a letter, and names with pictographs beyond the Basic Multilingual Plane;
//! - the order of the codes of a multiple choice;
//! - rules on the rows of a group that also name answers outside of the group;
//! - without the portal's config: options of its lists, extra questions, limits of files;
//! - files: digest, size and type of the content, base64 of a length that is not a multiple of four, PDF
//!   passwords, and the total size;
//! - numbers with several JSON spellings, such as `69.0` for a size of 69.

mod logic;
mod openapi;
mod types;
mod values;

pub use openapi::openapi;

use crate::form::{Condition, Form, Kind, Need, Question, Range, Rule, Step};
use crate::value::attachment::Media;
use logic::{Logic, all, any, attached, merged, negated};
use serde_json::{Map, Value, json};

/// Pattern of the ids of a portal's extra questions.
const EXTRA: &str = r"^extra\.";

/// The portals whose submissions a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// One portal, whose config is applied to the form.
    OnePortal,
    /// Any portal with this form and any config.
    AnyPortal,
}

/// Returns the JSON Schema of a form's submission, as indented JSON.
#[must_use]
pub fn submission_schema(form: &Form, scope: Scope) -> String {
    let schema = Schema { form, logic: Logic::new(form, None), scope };
    let mut submission = schema.submission();
    types::add_types(&mut submission);
    // Serialization fails only for maps whose keys are not strings.
    serde_json::to_string_pretty(&submission).unwrap_or_default()
}

struct Schema<'a> {
    form: &'a Form,
    logic: Logic<'a>,
    scope: Scope,
}

impl Schema<'_> {
    fn submission(&self) -> Value {
        let form = self.form;
        let mut required = vec!["id", "workflow", "version", "locale", "channel", "filed_at", "answers"];
        required.extend(form.law.as_ref().map(|_| "law"));
        required.extend(form.notices.first().map(|_| "notices"));
        let law = form.law.as_ref().map_or(json!({}), |law| {
            json!({"law": object(&json!({"title": {"const": law.title}, "amended": {"const": law.amended}}))})
        });
        let properties = json!({
            "id": {"$ref": "#/$defs/uuid"},
            "workflow": {"const": form.id},
            "version": {"const": form.version},
            "locale": {"type": "string", "minLength": 1},
            "channel": {"enum": ["web", "counter", "kiosk", "outreach"]},
            "config": object(&json!({"version": {"type": "string", "minLength": 1}})),
            "staff": object(&json!({"id": values::staff_id()})),
            "filed_at": {"$ref": "#/$defs/moment"},
            "answers": self.answers(),
            "attachments": self.attachments(),
            "notices": self.notices(),
        });
        let schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": title(&form.title),
            "type": "object",
            "properties": merged(properties, law),
            "required": required,
            "additionalProperties": false,
            "$defs": values::definitions(form),
        });
        merged(schema, all_of(&self.dependencies()))
    }

    /// Returns the schema of the answers. It requires the answers that are required unconditionally.
    fn answers(&self) -> Value {
        let asked = self.form.questions().filter(|question| !question.takes_files());
        let required = self.form.steps.iter().flat_map(|step| {
            let needed = |question: &&Question| {
                !question.takes_files() && self.is_required(step, question) == json!(true)
            };
            step.questions.iter().filter(needed).map(|question| question.id.as_str())
        });
        let answers = json!({
            "type": "object",
            "required": required.collect::<Vec<_>>(),
            "properties": asked.map(|question| (question.id.clone(), values::answer(question))).collect::<Map<_, _>>(),
            "additionalProperties": false,
        });
        let own = json!({"patternProperties": {EXTRA: true}});
        if self.scope == Scope::AnyPortal { merged(answers, own) } else { answers }
    }

    /// Returns the schemas of the dependencies between answers: questions asked, answers required, options
    /// offered, stops and rules.
    fn dependencies(&self) -> Vec<Value> {
        let mut out = Vec::new();
        for step in &self.form.steps {
            for question in &step.questions {
                self.question(step, question, &mut out);
            }
        }
        for stop in &self.form.stops {
            let ends = all(vec![self.is_asked_by_id(&stop.at), self.logic.surely_holds(&stop.when)]);
            out.extend(never(&format!("stops.{}", stop.id), &ends));
        }
        out.extend(self.form.rules.iter().filter_map(|rule| self.rule(rule)));
        out
    }

    fn question(&self, step: &Step, question: &Question, out: &mut Vec<Value>) {
        let comment = format!("questions.{}", question.id);
        let given = self.logic.answered(&question.id);
        let (needed, unasked) =
            (self.is_required(step, question), self.logic.surely_fails(&asked(step, question)));
        let always = needed == json!(true);
        if always && question.takes_files() {
            out.push(given);
        } else if needed == negated(unasked.clone()) && !always {
            out.push(json!({
                "$comment": comment, "if": needed, "then": given.clone(), "else": negated(given),
            }));
        } else {
            out.extend(implication(&comment, unasked, negated(given.clone())));
            out.extend(implication(&comment, needed, given).filter(|_| !always));
        }
        let min = question.range.min.filter(|min| question.takes_files() && *min > 1);
        if let Some(min) = min {
            let too_few = logic::files(&question.id, Range { min: Some(1), max: min.checked_sub(1) });
            out.extend(never(&comment, &too_few));
        }
        for option in &question.options {
            if let Some(when) = &option.when {
                let comment = format!("options.{}.{}", question.id, option.value);
                let chosen = self.logic.chosen(question, &option.value);
                out.extend(implication(&comment, self.logic.surely_fails(when), negated(chosen)));
            }
        }
    }

    /// Returns a schema that is sufficient for an answer to be required.
    fn is_required(&self, step: &Step, question: &Question) -> Value {
        let asked = self.logic.surely_holds(&asked(step, question));
        match &question.need {
            Need::Optional => json!(false),
            _ if question.options_from.is_some() && question.options.is_empty() => json!(false),
            Need::Required => asked,
            Need::When(when) => all(vec![asked, self.logic.surely_holds(when)]),
        }
    }

    /// Returns a schema that is sufficient for a question to be asked.
    fn is_asked_by_id(&self, id: &str) -> Value {
        let step = self.form.step_of(id);
        match step.zip(self.form.question(id)) {
            Some((step, question)) => self.logic.surely_holds(&asked(step, question)),
            None => json!(false),
        }
    }

    fn rule(&self, rule: &Rule) -> Option<Value> {
        let comment = format!("rules.{}", rule.id);
        let broken = |logic: &Logic| {
            let applies = rule.when.as_ref().map_or(json!(true), |when| logic.surely_holds(when));
            all(vec![applies, logic.surely_broken(&rule.require)])
        };
        match &rule.each {
            None => never(&comment, &all(vec![self.is_asked_by_id(&rule.at), broken(&self.logic)])),
            Some(id) => {
                let group = self.form.question(id).filter(|group| group.kind == Kind::Group)?;
                let rows = never(&comment, &broken(&Logic::new(self.form, Some(group))))?;
                Some(json!({"properties": {"answers": {"properties": {id: {"items": rows}}}}}))
            }
        }
    }

    fn attachments(&self) -> Value {
        let questions: Vec<&Question> =
            self.form.questions().filter(|question| question.takes_files()).collect();
        if questions.is_empty() && self.scope == Scope::OnePortal {
            return json!({"type": "array", "maxItems": 0});
        }
        let limits = questions.iter().filter_map(|question| {
            let most = self.max_files(question)?;
            Some(json!({"contains": attached(&question.id), "minContains": 0, "maxContains": most}))
        });
        merged(json!({"type": "array", "items": self.file(&questions)}), all_of(&limits.collect::<Vec<_>>()))
    }

    /// Returns the maximum number of files of a question, unless it depends on a portal's config.
    fn max_files(&self, question: &Question) -> Option<usize> {
        let is_known = self.scope == Scope::OnePortal || question.kind == Kind::Signature;
        if is_known { Some(question.max_files(&self.form.limits)) } else { question.range.max }
    }

    /// Returns the schema of a file that answers one of these questions, or an extra question of a portal.
    fn file(&self, questions: &[&Question]) -> Value {
        let ids: Vec<&String> = questions.iter().map(|question| &question.id).collect();
        let named = if ids.is_empty() { json!(false) } else { json!({"enum": ids}) };
        let (own, most) = match self.scope {
            Scope::OnePortal => (json!(false), json!({"maximum": self.form.limits.each_bytes})),
            Scope::AnyPortal => (json!({"pattern": EXTRA}), json!({})),
        };
        let kinds = questions.iter().map(|question| {
            let types: Vec<&str> = question.accepts().iter().map(|media| media.as_str()).collect();
            json!({"if": attached(&question.id), "then": {"properties": {"media_type": {"enum": types}}}})
        });
        let described = json!({
            "id": {"type": "string", "minLength": 1},
            "answer": any(vec![named, own]),
            "name": values::file_name(),
            "media_type": {"enum": Media::ALL.map(Media::as_str)},
            "size": merged(json!({"type": "integer", "minimum": 1}), most),
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        });
        let location = json!({"content": values::base64(), "href": {"type": "string", "minLength": 1, "pattern": values::HREF}});
        let file = merged(object(&described), all_of(&kinds.collect::<Vec<_>>()));
        merged(
            file,
            json!({
                "properties": merged(described, location),
                "oneOf": [{"required": ["content"]}, {"required": ["href"]}],
            }),
        )
    }

    fn notices(&self) -> Value {
        let text = json!({"type": "string", "minLength": 1});
        let accepted = self.form.notices.iter().map(|notice| {
            json!({"contains": {"type": "object", "properties": {"id": {"const": notice.id}}, "required": ["id"]}})
        });
        let notice = object(&json!({"id": text, "version": text, "accepted_at": {"$ref": "#/$defs/moment"}}));
        merged(json!({"type": "array", "items": notice}), all_of(&accepted.collect::<Vec<_>>()))
    }
}

/// Returns the condition under which a question is asked.
fn asked(step: &Step, question: &Question) -> Condition {
    Condition::All(step.when.iter().chain(&question.when).cloned().collect())
}

/// Returns `allOf` with these schemas, or an empty schema, because `allOf` must not be empty.
fn all_of(schemas: &[Value]) -> Value {
    if schemas.is_empty() { json!({}) } else { json!({"allOf": schemas}) }
}

/// Returns the schema of an object with exactly these members.
fn object(properties: &Value) -> Value {
    let required: Vec<&String> = properties.as_object().into_iter().flat_map(Map::keys).collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

fn implication(comment: &str, condition: Value, then: Value) -> Option<Value> {
    match condition {
        Value::Bool(false) => None,
        Value::Bool(true) => Some(then),
        condition => Some(json!({"$comment": comment, "if": condition, "then": then})),
    }
}

/// Returns a schema that refuses a condition, or `None` for a condition that is never true.
fn never(comment: &str, condition: &Value) -> Option<Value> {
    (*condition != json!(false)).then(|| json!({"$comment": comment, "not": condition}))
}

/// Returns a text in the form's first language.
fn title(text: &crate::form::Text) -> String {
    text.in_language("").to_owned()
}
