//! Form definitions: steps, questions, conditions, rules and texts. `docs/form-definition.md` describes the
//! file format.

#[cfg(not(target_arch = "wasm32"))]
mod builtin;
#[cfg(not(target_arch = "wasm32"))]
mod check;
mod condition;
mod kind;
mod question;
#[cfg(not(target_arch = "wasm32"))]
mod reach;
pub(crate) mod reading;
mod rule;
mod texts;
mod walk;

#[cfg(not(target_arch = "wasm32"))]
pub use builtin::{BUILTIN, builtin};
#[cfg(not(target_arch = "wasm32"))]
pub use check::{Fault, check};
pub use condition::{Condition, Facts, Interval, Operand, Range, Scalar};
pub use kind::Kind;
pub use question::{Choice, Need, Question, Refusal};
#[cfg(not(target_arch = "wasm32"))]
pub use reach::is_dead_end;
pub use reading::ReadError;
pub use rule::{Note, Remedy, Rule, Stop};

use crate::value::attachment::Limits;

/// A text in each of the form's languages, as pairs of language tag and string.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub(crate) Vec<(String, String)>);

impl Text {
    /// Returns the text in a language, or in the form's first language.
    #[must_use]
    pub fn in_language(&self, tag: &str) -> &str {
        let found = self.0.iter().find(|(language, _)| language == tag).or_else(|| self.0.first());
        found.map_or("", |(_, text)| text)
    }

    /// Returns the text in a language, without a fallback.
    #[must_use]
    pub fn get(&self, tag: &str) -> Option<&str> {
        self.0.iter().find(|(language, _)| language == tag).map(|(_, text)| text.as_str())
    }

    /// Returns whether there is no text in any language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A form definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Name of the workflow, such as `exemption`.
    pub id: String,
    /// Version of the definition, such as `1.0.0`.
    pub version: String,
    /// The law on which the form is based, if any.
    pub law: Option<Law>,
    /// Tags of the languages in which every text is given.
    pub languages: Vec<String>,
    /// Name of the form.
    pub title: Text,
    /// Purpose of the form, shown above the first step.
    pub summary: Option<Text>,
    /// The next events after the submission, shown on the receipt.
    pub next: Option<Text>,
    /// Condition under which the agency replies; without one, it always replies.
    pub replies: Option<Condition>,
    /// When and where the person is expected, with or without a reply.
    pub appointment: Option<Appointment>,
    /// Notices that must be accepted.
    pub notices: Vec<Notice>,
    /// Steps, in order.
    pub steps: Vec<Step>,
    /// Rules over several answers.
    pub rules: Vec<Rule>,
    /// Conditions that end the workflow early.
    pub stops: Vec<Stop>,
    /// Remarks, which are not problems.
    pub notes: Vec<Note>,
    /// Limits on attachments.
    pub limits: Limits,
}

/// The questions about an appointment. No reply is promised for a later day, and the receipt offers a calendar file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// Question of kind `date` or `date_time`.
    pub at: String,
    /// Question of kind `text`.
    pub place: Option<String>,
}

/// The law on which a form is based.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Law {
    /// Title.
    pub title: String,
    /// Date of the last amendment, ISO 8601.
    pub amended: String,
}

/// A notice that must be accepted before filing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// `declaration` or `privacy`.
    pub id: String,
    /// Version of the text, recorded with the acceptance.
    pub version: String,
    /// Heading.
    pub title: Text,
    /// Text.
    pub text: Text,
    /// Label of the checkbox.
    pub label: Text,
    /// Citation of the clause that requires it.
    pub cite: Option<String>,
}

/// A page of questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Id.
    pub id: String,
    /// Heading.
    pub title: Text,
    /// Paragraph below the heading.
    pub intro: Option<Text>,
    /// Condition under which it is shown.
    pub when: Option<Condition>,
    /// Questions, in order.
    pub questions: Vec<Question>,
}

impl Step {
    /// Returns whether all questions are simple. The browser continues from such a step before the whole engine
    /// has arrived.
    #[must_use]
    pub fn is_simple(&self) -> bool {
        self.questions.iter().all(|question| question.kind.is_simple())
    }
}

impl Form {
    /// Iterates over all questions in order, without those in groups.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.steps.iter().flat_map(|step| &step.questions)
    }

    /// Returns the question with this id, outside of groups.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().find(|question| question.id == id)
    }

    /// Returns the step that contains a question.
    #[must_use]
    pub fn step_of(&self, question: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.questions.iter().any(|other| other.id == question))
    }

    /// Returns the rule with this id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// Returns the stop with this id.
    #[must_use]
    pub fn stop(&self, id: &str) -> Option<&Stop> {
        self.stops.iter().find(|stop| stop.id == id)
    }
}
