//! Questions of a form definition, and their options.

use super::{Condition, Kind, Range, Text};
use crate::problem::{Code, Problem};
use crate::value::attachment::{Limits, Media};

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Id, the name of the answer in the submission.
    pub id: String,
    /// Kind of its answer.
    pub kind: Kind,
    /// Text of the question.
    pub label: Text,
    /// Short name for messages and the review, if the label is long.
    pub short: Option<Text>,
    /// Help text.
    pub hint: Option<Text>,
    /// Citation of the clause that requires the question.
    pub cite: Option<String>,
    /// Condition under which it is asked.
    pub when: Option<Condition>,
    /// Whether an answer is required.
    pub need: Need,
    /// Options of a choice.
    pub options: Vec<Choice>,
    /// List of the portal's config that provides the options.
    pub options_from: Option<String>,
    /// List that provides suggestions while typing.
    pub suggest_from: Option<String>,
    /// Allowed number of characters, chosen options, rows or files.
    pub range: Range,
    /// Questions in each row of a group.
    pub questions: Vec<Question>,
    /// HTML `autocomplete` token.
    pub autocomplete: Option<String>,
    /// Whether the answer is masked on printed copies.
    pub sensitive: bool,
    /// Texts by problem code that replace those of the engine.
    pub errors: Vec<(Code, Text)>,
}

impl Question {
    /// Returns the name for messages and the review.
    #[must_use]
    pub fn name(&self) -> &Text {
        self.short.as_ref().unwrap_or(&self.label)
    }

    /// Returns whether a portal's config removed all options, so that the question is never asked.
    #[must_use]
    pub fn is_taken_away(&self) -> bool {
        let chooses = matches!(self.kind, Kind::Choice | Kind::Choices | Kind::YesNo);
        chooses && self.options.is_empty() && self.when == Some(Condition::NEVER)
    }

    /// Returns whether there is a choice to make. False for a yes-or-no question with one option left by the
    /// config.
    #[must_use]
    pub fn leaves_choice(&self) -> bool {
        self.kind != Kind::YesNo || self.options.len() > 1
    }

    /// Returns whether the question has an option.
    #[must_use]
    pub fn offers(&self, value: &str) -> bool {
        self.options.iter().any(|choice| choice.value == value)
    }

    /// Returns the message for an option that is refused.
    #[must_use]
    pub fn refusal(&self, value: &str) -> Option<&Text> {
        let choice = self.options.iter().find(|choice| choice.value == value)?;
        choice.refused.as_ref().map(|refused| &refused.message)
    }

    /// Returns whether the answer consists of attachments.
    #[must_use]
    pub fn takes_files(&self) -> bool {
        matches!(self.kind, Kind::Files | Kind::Signature)
    }

    /// Returns the accepted file types.
    #[must_use]
    pub fn accepts(&self) -> &'static [Media] {
        if self.kind == Kind::Signature { &[Media::Png] } else { &Media::ALL }
    }

    /// Returns the problem of a missing answer.
    #[must_use]
    pub fn unanswered(&self) -> Problem {
        match self.kind {
            Kind::Choice | Kind::Choices | Kind::YesNo => Problem::ChoiceRequired,
            Kind::Files => Problem::FilesRequired,
            Kind::Signature => Problem::SignatureRequired,
            _ => Problem::Required,
        }
    }

    /// Returns the maximum number of files.
    #[must_use]
    pub fn max_files(&self, limits: &Limits) -> usize {
        if self.kind == Kind::Signature { 1 } else { self.range.max.unwrap_or(limits.files) }
    }
}

/// Whether an answer is required.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// Always.
    Required,
    /// Never.
    Optional,
    /// If the condition holds.
    When(Condition),
}

/// An option of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Code in the submission.
    pub value: String,
    /// Label; empty for "yes" and "no", whose labels are texts of the engine.
    pub label: Text,
    /// Help text.
    pub hint: Option<Text>,
    /// Citation of the corresponding clause.
    pub cite: Option<String>,
    /// Condition under which it is offered.
    pub when: Option<Condition>,
    /// Problem of choosing it when it is not offered.
    pub refused: Option<Refusal>,
}

/// The problem of choosing an option that is not offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Problem code.
    pub code: Code,
    /// Citation of the clause.
    pub cite: Option<String>,
    /// Message.
    pub message: Text,
}
