//! A form definition: what is asked, when, and under which rules. `docs/form-definition.md` describes the file.

#[cfg(not(target_arch = "wasm32"))]
mod builtin;
#[cfg(not(target_arch = "wasm32"))]
mod check;
mod condition;
mod kind;
#[cfg(not(target_arch = "wasm32"))]
mod reach;
pub(crate) mod reading;
mod texts;
mod walk;

#[cfg(not(target_arch = "wasm32"))]
pub use builtin::{BUILTIN, builtin};
#[cfg(not(target_arch = "wasm32"))]
pub use check::{Fault, check};
pub use condition::{Condition, Interval, Known, Operand, Range, Scalar};
pub use kind::Kind;
#[cfg(not(target_arch = "wasm32"))]
pub use reach::is_dead_end;
pub use reading::ReadError;

use crate::problem::{Code, Problem};
use crate::value::attachment::{Limits, Media};

/// A text in each of the form's languages, as pairs of language tag and string.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub(crate) Vec<(String, String)>);

impl Text {
    /// The text in that language, else in the form's first one.
    #[must_use]
    pub fn in_language(&self, tag: &str) -> &str {
        let found = self.0.iter().find(|(language, _)| language == tag).or_else(|| self.0.first());
        found.map_or("", |(_, text)| text)
    }

    /// The text in exactly that language.
    #[must_use]
    pub fn get(&self, tag: &str) -> Option<&str> {
        self.0.iter().find(|(language, _)| language == tag).map(|(_, text)| text.as_str())
    }

    /// Whether there is no text at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A whole form definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The workflow's name, such as `exemption`.
    pub id: String,
    /// The definition's version, such as `1.0.0`.
    pub version: String,
    /// The law that the form serves, if it serves one.
    pub law: Option<Law>,
    /// Language tags that every text has.
    pub languages: Vec<String>,
    /// The form's name.
    pub title: Text,
    /// What the form is for, above the first step.
    pub summary: Option<Text>,
    /// What happens after it was received.
    pub next: Option<Text>,
    /// When somebody replies to it; without a condition, always.
    pub replies: Option<Condition>,
    /// What must be accepted.
    pub notices: Vec<Notice>,
    /// The steps in order.
    pub steps: Vec<Step>,
    /// Rules over several answers.
    pub rules: Vec<Rule>,
    /// Where the workflow ends early.
    pub stops: Vec<Stop>,
    /// Remarks, never problems.
    pub notes: Vec<Note>,
    /// How many and how large files may be.
    pub limits: Limits,
}

/// The law that a form serves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Law {
    /// Its title.
    pub title: String,
    /// The day of its last amendment, ISO 8601.
    pub amended: String,
}

/// Something that must be accepted before filing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// `declaration` or `privacy`.
    pub id: String,
    /// Version of its text, recorded with the acceptance.
    pub version: String,
    /// Its heading.
    pub title: Text,
    /// Its text.
    pub text: Text,
    /// The words beside the checkbox.
    pub label: Text,
    /// The clause that asks for it.
    pub cite: Option<String>,
}

/// One screen of questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its id.
    pub id: String,
    /// Its heading.
    pub title: Text,
    /// A paragraph under the heading.
    pub intro: Option<Text>,
    /// Shown only if this holds.
    pub when: Option<Condition>,
    /// Its questions in order.
    pub questions: Vec<Question>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its id, the answer's name in the submission.
    pub id: String,
    /// What kind of answer it takes.
    pub kind: Kind,
    /// The question itself.
    pub label: Text,
    /// Its name in messages and on the review, if the label is long.
    pub short: Option<Text>,
    /// A line of help.
    pub hint: Option<Text>,
    /// The clause for which it is asked.
    pub cite: Option<String>,
    /// Asked only if this holds.
    pub when: Option<Condition>,
    /// Whether an answer is needed.
    pub need: Need,
    /// What is offered, of a choice.
    pub options: Vec<Choice>,
    /// The list of the portal's config that gives the options.
    pub options_from: Option<String>,
    /// The list whose entries are offered while typing.
    pub suggest_from: Option<String>,
    /// Characters of a text, entries of a choice, rows of a group, files.
    pub range: Range,
    /// The questions of one row of a group.
    pub questions: Vec<Question>,
    /// Token of HTML autofill.
    pub autocomplete: Option<String>,
    /// Masked on printed copies.
    pub sensitive: bool,
    /// Texts by problem code that replace the engine's own.
    pub errors: Vec<(Code, Text)>,
}

impl Question {
    /// The name used in messages and on the review.
    #[must_use]
    pub fn name(&self) -> &Text {
        self.short.as_ref().unwrap_or(&self.label)
    }

    /// Whether a portal's config left nothing to choose from, so that it is never asked.
    #[must_use]
    pub fn is_taken_away(&self) -> bool {
        let chooses = matches!(self.kind, Kind::Choice | Kind::Choices | Kind::YesNo);
        chooses && self.options.is_empty() && self.when == Some(Condition::NEVER)
    }

    /// Whether there is something to choose: not of a yes or no of which the portal left one.
    #[must_use]
    pub fn leaves_choice(&self) -> bool {
        self.kind != Kind::YesNo || self.options.len() > 1
    }

    /// Whether it has that option.
    #[must_use]
    pub fn offers(&self, value: &str) -> bool {
        self.options.iter().any(|choice| choice.value == value)
    }

    /// Whether its answer is a set of attachments.
    #[must_use]
    pub fn takes_files(&self) -> bool {
        matches!(self.kind, Kind::Files | Kind::Signature)
    }

    /// The types of files it takes.
    #[must_use]
    pub fn accepts(&self) -> &'static [Media] {
        if self.kind == Kind::Signature { &[Media::Png] } else { &Media::ALL }
    }

    /// The problem of having no answer.
    #[must_use]
    pub fn unanswered(&self) -> Problem {
        match self.kind {
            Kind::Choice | Kind::Choices | Kind::YesNo => Problem::ChoiceRequired,
            Kind::Files => Problem::FilesRequired,
            Kind::Signature => Problem::SignatureRequired,
            _ => Problem::Required,
        }
    }

    /// How many files it takes at most.
    #[must_use]
    pub fn most_files(&self, limits: &Limits) -> usize {
        if self.kind == Kind::Signature { 1 } else { self.range.max.unwrap_or(limits.files) }
    }
}

/// Whether an answer is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// Always.
    Required,
    /// Never.
    Optional,
    /// If the condition holds.
    When(Condition),
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its code in the submission.
    pub value: String,
    /// Its words; empty for the yes and no that the engine words itself.
    pub label: Text,
    /// A line of help.
    pub hint: Option<Text>,
    /// The clause that it stands for.
    pub cite: Option<String>,
    /// Offered only if this holds.
    pub when: Option<Condition>,
    /// What is wrong with giving it when it is not offered.
    pub refused: Option<Refusal>,
}

/// Why an option that is not offered was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The problem's code.
    pub code: Code,
    /// The clause.
    pub cite: Option<String>,
    /// What to say.
    pub message: Text,
}

/// A rule over several answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// Tried only if this holds.
    pub when: Option<Condition>,
    /// The group on whose rows it is tried, one by one.
    pub each: Option<String>,
    /// What must hold.
    pub require: Condition,
    /// The question that gets the problem.
    pub at: String,
    /// The problem's code.
    pub code: Code,
    /// The clause.
    pub cite: Option<String>,
    /// What to say.
    pub message: Text,
    /// One tap that mends it.
    pub remedy: Option<Remedy>,
}

/// One tap that mends a problem without losing what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// The button's words.
    pub label: Text,
    /// The multiple choice in which an option is replaced.
    pub question: String,
    /// The option that goes.
    pub value: String,
    /// The option that comes.
    pub with: String,
    /// The long text that takes what was answered.
    pub into: String,
    /// The questions whose answers it takes.
    pub from: Vec<String>,
}

/// Where the workflow ends early and points elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Its id.
    pub id: String,
    /// It ends here if this holds.
    pub when: Condition,
    /// The question that decides.
    pub at: String,
    /// The clause.
    pub cite: Option<String>,
    /// The page's heading.
    pub title: Text,
    /// Why, and where to go instead.
    pub text: Text,
}

/// A remark, never a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its id.
    pub id: String,
    /// Ids of questions and steps, `review` or `receipt`.
    pub at: Vec<String>,
    /// Shown only if this holds.
    pub when: Option<Condition>,
    /// The clause.
    pub cite: Option<String>,
    /// What it says.
    pub text: Text,
}

impl Form {
    /// All questions in order, those of groups not included.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.steps.iter().flat_map(|step| &step.questions)
    }

    /// The question of that id, outside of groups.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().find(|question| question.id == id)
    }

    /// The step in which that question stands.
    #[must_use]
    pub fn step_of(&self, question: &str) -> Option<usize> {
        self.steps.iter().position(|step| step.questions.iter().any(|other| other.id == question))
    }

    /// The rule of that id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// The stop of that id.
    #[must_use]
    pub fn stop(&self, id: &str) -> Option<&Stop> {
        self.stops.iter().find(|stop| stop.id == id)
    }
}
