//! Reading a form definition: the same reader in the browser and natively, errors with their place.

use super::{
    Choice, Condition, Form, Interval, Kind, Law, Need, Note, Notice, Operand, Question, Range, Refusal,
    Remedy, Rule, Step, Stop, Text,
};
use crate::json::Json;
use crate::problem::Code;
use crate::value::attachment::Limits;
use std::fmt;

/// Groups stand in steps, questions in groups, and no deeper.
const MAX_GROUP_DEPTH: usize = 1;

/// Why a definition or a config can't be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// JSON pointer to the place, such as `/steps/1/questions/2/kind`.
    pub place: String,
    /// What is wrong there.
    pub what: String,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.place.is_empty() { "/" } else { &self.place })?;
        f.write_str(": ")?;
        f.write_str(&self.what)
    }
}

impl std::error::Error for ReadError {}

impl ReadError {
    pub(crate) fn new(what: &str) -> Self {
        Self { place: String::new(), what: what.to_owned() }
    }

    fn within(mut self, name: &str) -> Self {
        self.place = ["/", name, &self.place].concat();
        self
    }
}

impl From<crate::json::Error> for ReadError {
    fn from(error: crate::json::Error) -> Self {
        Self::new(&error.to_string())
    }
}

type Read<T> = Result<T, ReadError>;

impl Form {
    /// Reads a definition.
    ///
    /// # Errors
    /// The first place that the format of `docs/form-definition.md` does not allow.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        let json = Json::read(text)?;
        only(
            &json,
            &[
                "$schema",
                "id",
                "version",
                "law",
                "languages",
                "title",
                "summary",
                "next",
                "notices",
                "steps",
                "rules",
                "stops",
                "notes",
            ],
        )?;
        Ok(Self {
            id: required(&json, "id", string)?,
            version: required(&json, "version", string)?,
            law: optional(&json, "law", law)?,
            languages: required(&json, "languages", strings)?,
            title: required(&json, "title", words)?,
            summary: optional(&json, "summary", words)?,
            next: optional(&json, "next", words)?,
            notices: required(&json, "notices", |json| list(json, notice))?,
            steps: required(&json, "steps", |json| list(json, step))?,
            rules: optional(&json, "rules", |json| list(json, rule))?.unwrap_or_default(),
            stops: optional(&json, "stops", |json| list(json, stop))?.unwrap_or_default(),
            notes: optional(&json, "notes", |json| list(json, note))?.unwrap_or_default(),
            limits: Limits::default(),
        })
    }
}

/// Refuses members that the format does not know, so that a slip of the pen is not silently without effect.
pub(crate) fn only(json: &Json, names: &[&str]) -> Read<()> {
    if !matches!(json, Json::Object(_)) {
        return Err(ReadError::new("must be an object"));
    }
    match json.members().iter().find(|(name, _)| !names.contains(&name.as_str())) {
        Some((name, _)) => Err(ReadError::new("is not known here").within(name)),
        None => Ok(()),
    }
}

pub(crate) fn optional<T>(json: &Json, name: &str, read: impl FnOnce(&Json) -> Read<T>) -> Read<Option<T>> {
    match json.get(name) {
        Some(value) => read(value).map(Some).map_err(|error| error.within(name)),
        None => Ok(None),
    }
}

pub(crate) fn required<T>(json: &Json, name: &str, read: impl FnOnce(&Json) -> Read<T>) -> Read<T> {
    optional(json, name, read)?.ok_or_else(|| ReadError::new("is missing").within(name))
}

pub(crate) fn list<T>(json: &Json, read: impl Fn(&Json) -> Read<T>) -> Read<Vec<T>> {
    let entries = json.entries().ok_or_else(|| ReadError::new("must be a list"))?;
    let indexed = entries.iter().enumerate();
    indexed.map(|(index, entry)| read(entry).map_err(|error| error.within(&index.to_string()))).collect()
}

pub(crate) fn string(json: &Json) -> Read<String> {
    json.text().map(str::to_owned).ok_or_else(|| ReadError::new("must be a string"))
}

pub(crate) fn strings(json: &Json) -> Read<Vec<String>> {
    list(json, string)
}

pub(crate) fn truth(json: &Json) -> Read<bool> {
    json.truth().ok_or_else(|| ReadError::new("must be true or false"))
}

pub(crate) fn whole(json: &Json) -> Read<usize> {
    let number = json.whole().and_then(|number| usize::try_from(number).ok());
    number.ok_or_else(|| ReadError::new("must be a whole number"))
}

/// A text in several languages.
pub(crate) fn words(json: &Json) -> Read<Text> {
    if json.members().is_empty() {
        return Err(ReadError::new("must be an object with one text a language"));
    }
    let members = json.members().iter();
    let texts: Read<Vec<_>> = members
        .map(|(tag, text)| Ok((tag.clone(), string(text).map_err(|error| error.within(tag))?)))
        .collect();
    texts.map(Text)
}

fn code(json: &Json) -> Read<Code> {
    let name = json.text().unwrap_or_default();
    Code::from_name(name).ok_or_else(|| ReadError::new("is not a problem code"))
}

fn law(json: &Json) -> Read<Law> {
    only(json, &["title", "amended"])?;
    Ok(Law { title: required(json, "title", string)?, amended: required(json, "amended", string)? })
}

fn notice(json: &Json) -> Read<Notice> {
    only(json, &["id", "version", "title", "text", "label", "cite"])?;
    Ok(Notice {
        id: required(json, "id", string)?,
        version: required(json, "version", string)?,
        title: required(json, "title", words)?,
        text: required(json, "text", words)?,
        label: required(json, "label", words)?,
        cite: optional(json, "cite", string)?,
    })
}

fn step(json: &Json) -> Read<Step> {
    only(json, &["id", "title", "intro", "when", "questions"])?;
    Ok(Step {
        id: required(json, "id", string)?,
        title: required(json, "title", words)?,
        intro: optional(json, "intro", words)?,
        when: optional(json, "when", condition)?,
        questions: required(json, "questions", |json| list(json, |json| question(json, 0)))?,
    })
}

/// Reads one question; `depth` counts the groups around it.
pub(crate) fn question(json: &Json, depth: usize) -> Read<Question> {
    only(
        json,
        &[
            "id",
            "kind",
            "label",
            "short",
            "hint",
            "cite",
            "when",
            "optional",
            "required_when",
            "options",
            "options_from",
            "suggest_from",
            "min",
            "max",
            "questions",
            "autocomplete",
            "sensitive",
            "errors",
        ],
    )?;
    let kind = required(json, "kind", kind)?;
    let mut options = optional(json, "options", |json| list(json, choice))?.unwrap_or_default();
    if kind == Kind::YesNo && options.is_empty() {
        options = ["yes", "no"].map(unworded).into();
    }
    let questions = if kind == Kind::Group && depth < MAX_GROUP_DEPTH {
        required(json, "questions", |json| list(json, |json| question(json, depth + 1)))?
    } else if kind == Kind::Group || json.get("questions").is_some() {
        return Err(
            ReadError::new("only a group, and no group in a group, has questions").within("questions")
        );
    } else {
        Vec::new()
    };
    let need = match optional(json, "required_when", condition)? {
        Some(condition) => Need::When(condition),
        None if optional(json, "optional", truth)?.unwrap_or(false) => Need::Optional,
        None => Need::Required,
    };
    Ok(Question {
        id: required(json, "id", string)?,
        kind,
        label: required(json, "label", words)?,
        short: optional(json, "short", words)?,
        hint: optional(json, "hint", words)?,
        cite: optional(json, "cite", string)?,
        when: optional(json, "when", condition)?,
        need,
        options,
        options_from: optional(json, "options_from", string)?,
        suggest_from: optional(json, "suggest_from", string)?,
        range: Range { min: optional(json, "min", whole)?, max: optional(json, "max", whole)? },
        questions,
        autocomplete: optional(json, "autocomplete", string)?,
        sensitive: optional(json, "sensitive", truth)?.unwrap_or(false),
        errors: optional(json, "errors", errors)?.unwrap_or_default(),
    })
}

fn kind(json: &Json) -> Read<Kind> {
    let name = json.text().unwrap_or_default();
    let known = Kind::NAMES.iter().find(|(known, _)| *known == name);
    known.map(|(_, kind)| *kind).ok_or_else(|| ReadError::new("is not a kind of answer"))
}

fn errors(json: &Json) -> Read<Vec<(Code, Text)>> {
    let members = json.members().iter();
    members
        .map(|(name, text)| {
            let code = code(&Json::from(name.as_str())).map_err(|error| error.within(name))?;
            Ok((code, words(text).map_err(|error| error.within(name))?))
        })
        .collect()
}

/// The yes and no that the engine words itself.
fn unworded(value: &str) -> Choice {
    Choice {
        value: value.to_owned(),
        label: Text::default(),
        hint: None,
        cite: None,
        when: None,
        refused: None,
    }
}

fn choice(json: &Json) -> Read<Choice> {
    only(json, &["value", "label", "hint", "cite", "when", "refused"])?;
    Ok(Choice {
        value: required(json, "value", string)?,
        label: required(json, "label", words)?,
        hint: optional(json, "hint", words)?,
        cite: optional(json, "cite", string)?,
        when: optional(json, "when", condition)?,
        refused: optional(json, "refused", refusal)?,
    })
}

fn refusal(json: &Json) -> Read<Refusal> {
    only(json, &["code", "cite", "message"])?;
    Ok(Refusal {
        code: required(json, "code", code)?,
        cite: optional(json, "cite", string)?,
        message: required(json, "message", words)?,
    })
}

fn rule(json: &Json) -> Read<Rule> {
    only(json, &["id", "when", "each", "require", "at", "code", "cite", "message", "remedy"])?;
    Ok(Rule {
        id: required(json, "id", string)?,
        when: optional(json, "when", condition)?,
        each: optional(json, "each", string)?,
        require: required(json, "require", condition)?,
        at: required(json, "at", string)?,
        code: required(json, "code", code)?,
        cite: optional(json, "cite", string)?,
        message: required(json, "message", words)?,
        remedy: optional(json, "remedy", remedy)?,
    })
}

fn remedy(json: &Json) -> Read<Remedy> {
    only(json, &["label", "replace", "carry"])?;
    let replace = required(json, "replace", |json| {
        only(json, &["question", "value", "with"])?;
        Ok((
            required(json, "question", string)?,
            required(json, "value", string)?,
            required(json, "with", string)?,
        ))
    })?;
    let (into, from) = required(json, "carry", |json| {
        only(json, &["into", "from"])?;
        Ok((required(json, "into", string)?, required(json, "from", strings)?))
    })?;
    let (question, value, with) = replace;
    Ok(Remedy { label: required(json, "label", words)?, question, value, with, into, from })
}

fn stop(json: &Json) -> Read<Stop> {
    only(json, &["id", "when", "at", "cite", "title", "text"])?;
    Ok(Stop {
        id: required(json, "id", string)?,
        when: required(json, "when", condition)?,
        at: required(json, "at", string)?,
        cite: optional(json, "cite", string)?,
        title: required(json, "title", words)?,
        text: required(json, "text", words)?,
    })
}

fn note(json: &Json) -> Read<Note> {
    only(json, &["id", "at", "when", "cite", "text"])?;
    Ok(Note {
        id: required(json, "id", string)?,
        at: required(json, "at", strings)?,
        when: optional(json, "when", condition)?,
        cite: optional(json, "cite", string)?,
        text: required(json, "text", words)?,
    })
}

/// Reads a condition: an object with one member.
pub(crate) fn condition(json: &Json) -> Read<Condition> {
    let [(name, body)] = json.members() else {
        return Err(ReadError::new("a condition is an object with one member"));
    };
    comparison(name, body).map_err(|error| error.within(name))
}

fn comparison(name: &str, body: &Json) -> Read<Condition> {
    Ok(match name {
        "answered" => Condition::Answered(string(body)?),
        "all" => Condition::All(list(body, condition)?),
        "any" => Condition::Any(list(body, condition)?),
        "not" => Condition::Not(Box::new(condition(body)?)),
        "is" => two(body, operand, string, Condition::Is)?,
        "in" => two(body, operand, strings, Condition::In)?,
        "includes" => two(body, string, string, Condition::Includes)?,
        "before" => two(body, operand, operand, Condition::Before)?,
        "after" => two(body, operand, operand, Condition::After)?,
        "same_as" => two(body, operand, operand, Condition::SameAs)?,
        "overlaps" => two(body, interval, interval, Condition::Overlaps)?,
        "within" => two(body, operand, interval, Condition::Within)?,
        "count" => two(body, string, range, Condition::Count)?,
        "length" => two(body, string, range, Condition::Length)?,
        "at_least_days" => three(body, Condition::AtLeastDays)?,
        "at_least_years" => three(body, Condition::AtLeastYears)?,
        _ => return Err(ReadError::new("is not a condition")),
    })
}

fn two<A, B>(
    json: &Json,
    first: fn(&Json) -> Read<A>,
    second: fn(&Json) -> Read<B>,
    make: fn(A, B) -> Condition,
) -> Read<Condition> {
    let Some([one, two]) = json.entries() else {
        return Err(ReadError::new("must be a list of two"));
    };
    Ok(make(first(one).map_err(|error| error.within("0"))?, second(two).map_err(|error| error.within("1"))?))
}

fn three(json: &Json, make: fn(Operand, Operand, i64) -> Condition) -> Read<Condition> {
    let Some([one, two, number]) = json.entries() else {
        return Err(ReadError::new("must be a list of three"));
    };
    let least = i64::try_from(whole(number).map_err(|error| error.within("2"))?).unwrap_or(i64::MAX);
    Ok(make(
        operand(one).map_err(|error| error.within("0"))?,
        operand(two).map_err(|error| error.within("1"))?,
        least,
    ))
}

fn operand(json: &Json) -> Read<Operand> {
    if let Some(text) = json.text() {
        return match text {
            "@today" => Ok(Operand::Today),
            "@channel" => Ok(Operand::Channel),
            "@mode" => Ok(Operand::Mode),
            _ if text.starts_with('@') => Err(ReadError::new("is not an operand")),
            id => Ok(Operand::Answer(id.to_owned())),
        };
    }
    let [(name, body)] = json.members() else {
        return Err(ReadError::new("an operand is an answer's id or an object with one member"));
    };
    let read = match name.as_str() {
        "literal" => string(body).map(Operand::Literal),
        "latest" => list(body, operand).map(Operand::Latest),
        "day_of" => operand(body).map(|operand| Operand::DayOf(Box::new(operand))),
        _ => Err(ReadError::new("is not an operand")),
    };
    read.map_err(|error| error.within(name))
}

fn interval(json: &Json) -> Read<Interval> {
    only(json, &["from", "until"])?;
    Ok(Interval { from: required(json, "from", operand)?, until: optional(json, "until", operand)? })
}

fn range(json: &Json) -> Read<Range> {
    only(json, &["min", "max"])?;
    Ok(Range { min: optional(json, "min", whole)?, max: optional(json, "max", whole)? })
}
