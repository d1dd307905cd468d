//! Reading of form definitions, in the browser and natively.

mod cursor;
mod logic;

pub(crate) use cursor::Cursor;

use super::{
    Appointment, Choice, Condition, Form, Kind, Law, Need, Note, Notice, Question, Refusal, Remedy, Rule,
    Step, Stop, Text,
};
use crate::problem::Code;
use crate::value::attachment::Limits;
use logic::{bounds, condition, condition_if};
use std::fmt;

/// An error in a form definition or a config, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// JSON pointer to the place, such as `/steps/1/questions/2/kind`.
    pub place: String,
    /// Description of the error.
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

impl From<crate::json::Error> for ReadError {
    fn from(error: crate::json::Error) -> Self {
        Self { place: String::new(), what: error.to_string() }
    }
}

impl Form {
    /// Reads a form definition.
    ///
    /// # Errors
    /// The first place that does not follow the format of `docs/form-definition.md`.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        Cursor::read(text, form)
    }
}

/// Reads a condition, or `false`.
fn replies(at: &Cursor) -> Condition {
    if at.is_false() { Condition::NEVER } else { condition(at) }
}

fn form(at: &Cursor) -> Form {
    at.allow_only(
        "$schema id version law languages title summary next replies appointment notices steps rules stops notes",
    );
    Form {
        id: at.text("id"),
        version: at.text("version"),
        law: at.find("law").map(|at| law(&at)),
        languages: at.get("languages").to_texts(),
        title: at.words("title"),
        summary: at.words_if("summary"),
        next: at.words_if("next"),
        replies: at.find("replies").map(|at| replies(&at)),
        appointment: at.find("appointment").map(|at| appointment(&at)),
        notices: at.get("notices").each(notice),
        steps: at.get("steps").each(step),
        rules: at.list_if("rules", rule),
        stops: at.list_if("stops", stop),
        notes: at.list_if("notes", note),
        limits: Limits::default(),
    }
}

fn appointment(at: &Cursor) -> Appointment {
    at.allow_only("at place");
    Appointment { at: at.text("at"), place: at.text_if("place") }
}

fn law(at: &Cursor) -> Law {
    at.allow_only("title amended");
    Law { title: at.text("title"), amended: at.text("amended") }
}

fn notice(at: &Cursor) -> Notice {
    at.allow_only("id version title text label cite");
    Notice {
        id: at.text("id"),
        version: at.text("version"),
        title: at.words("title"),
        text: at.words("text"),
        label: at.words("label"),
        cite: at.text_if("cite"),
    }
}

fn step(at: &Cursor) -> Step {
    at.allow_only("id title intro when questions");
    Step {
        id: at.text("id"),
        title: at.words("title"),
        intro: at.words_if("intro"),
        when: condition_if(at, "when"),
        questions: at.get("questions").each(question),
    }
}

/// Reads one question of a step.
pub(crate) fn question(at: &Cursor) -> Question {
    any_question(at, true)
}

/// Reads a question of a group, which cannot be a group itself.
fn question_of_group(at: &Cursor) -> Question {
    any_question(at, false)
}

fn any_question(at: &Cursor, may_be_group: bool) -> Question {
    at.allow_only(
        "id kind label short hint cite when optional required_when options options_from suggest_from min max \
         questions autocomplete sensitive errors",
    );
    let kind = kind(&at.get("kind"));
    let mut options = at.list_if("options", choice);
    if kind == Kind::YesNo && options.is_empty() {
        options = ["yes", "no"].map(unlabelled).into();
    }
    let mut questions = Vec::new();
    if kind == Kind::Group && may_be_group {
        questions = at.get("questions").each(question_of_group);
    } else if kind == Kind::Group || at.find("questions").is_some() {
        at.fault_at("questions", "only a group, and no group in a group, has questions");
    }
    let need = match condition_if(at, "required_when") {
        Some(condition) => Need::When(condition),
        None if at.boolean_if("optional") => Need::Optional,
        None => Need::Required,
    };
    Question {
        id: at.text("id"),
        kind,
        label: at.words("label"),
        short: at.words_if("short"),
        hint: at.words_if("hint"),
        cite: at.text_if("cite"),
        when: condition_if(at, "when"),
        need,
        options,
        options_from: at.text_if("options_from"),
        suggest_from: at.text_if("suggest_from"),
        range: bounds(at),
        questions,
        autocomplete: at.text_if("autocomplete"),
        sensitive: at.boolean_if("sensitive"),
        errors: at.find("errors").map(|at| at.each_member(error)).unwrap_or_default(),
    }
}

fn kind(at: &Cursor) -> Kind {
    Kind::from_name(at.as_text().unwrap_or_default()).unwrap_or_else(|| {
        at.fault("is not a kind of answer");
        Kind::Text
    })
}

fn code(at: &Cursor, name: &str) -> Code {
    Code::from_name(name).unwrap_or_else(|| {
        at.fault("is not a problem code");
        Code::BadFormat
    })
}

fn code_of(at: &Cursor) -> Code {
    let at = at.get("code");
    code(&at, at.as_text().unwrap_or_default())
}

fn error(name: &str, at: &Cursor) -> (Code, Text) {
    (code(at, name), at.to_words())
}

/// Creates an option of a yes-or-no question, whose label is a text of the engine.
fn unlabelled(value: &str) -> Choice {
    Choice {
        value: value.to_owned(),
        label: Text::default(),
        hint: None,
        cite: None,
        when: None,
        refused: None,
    }
}

fn choice(at: &Cursor) -> Choice {
    at.allow_only("value label hint cite when refused");
    Choice {
        value: at.text("value"),
        label: at.words("label"),
        hint: at.words_if("hint"),
        cite: at.text_if("cite"),
        when: condition_if(at, "when"),
        refused: at.find("refused").map(|at| refusal(&at)),
    }
}

fn refusal(at: &Cursor) -> Refusal {
    at.allow_only("code cite message");
    Refusal { code: code_of(at), cite: at.text_if("cite"), message: at.words("message") }
}

fn rule(at: &Cursor) -> Rule {
    at.allow_only("id when each require at code cite message remedy");
    Rule {
        id: at.text("id"),
        when: condition_if(at, "when"),
        each: at.text_if("each"),
        require: condition(&at.get("require")),
        at: at.text("at"),
        code: code_of(at),
        cite: at.text_if("cite"),
        message: at.words("message"),
        remedy: at.find("remedy").map(|at| remedy(&at)),
    }
}

fn remedy(at: &Cursor) -> Remedy {
    at.allow_only("label replace carry");
    let replace = at.get("replace");
    replace.allow_only("question value with");
    let (question, value, with) = (replace.text("question"), replace.text("value"), replace.text("with"));
    let carry = at.get("carry");
    carry.allow_only("into from");
    let (into, from) = (carry.text("into"), carry.get("from").to_texts());
    Remedy { label: at.words("label"), question, value, with, into, from }
}

fn stop(at: &Cursor) -> Stop {
    at.allow_only("id when at cite title text");
    Stop {
        id: at.text("id"),
        when: condition(&at.get("when")),
        at: at.text("at"),
        cite: at.text_if("cite"),
        title: at.words("title"),
        text: at.words("text"),
    }
}

fn note(at: &Cursor) -> Note {
    at.allow_only("id at when cite text");
    Note {
        id: at.text("id"),
        at: at.get("at").to_texts(),
        when: condition_if(at, "when"),
        cite: at.text_if("cite"),
        text: at.words("text"),
    }
}
