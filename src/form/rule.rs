//! Rules, stops and notes of a form definition.

use super::{Condition, Text};
use crate::problem::Code;

/// A rule over several answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Id.
    pub id: String,
    /// Condition under which it applies.
    pub when: Option<Condition>,
    /// Group to whose rows it is applied separately.
    pub each: Option<String>,
    /// Required condition.
    pub require: Condition,
    /// Question that gets the problem.
    pub at: String,
    /// Problem code.
    pub code: Code,
    /// Citation of the clause.
    pub cite: Option<String>,
    /// Message.
    pub message: Text,
    /// Correction offered as a button.
    pub remedy: Option<Remedy>,
}

/// A correction offered as a button: replaces an option and moves answers into a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// Label of the button.
    pub label: Text,
    /// Multiple choice in which an option is replaced.
    pub question: String,
    /// Option to remove.
    pub value: String,
    /// Option to add.
    pub with: String,
    /// Long text to which the answers are appended.
    pub into: String,
    /// Questions whose answers are moved.
    pub from: Vec<String>,
}

/// An early end of the workflow, with a page that names the right place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Id.
    pub id: String,
    /// Condition under which the workflow ends.
    pub when: Condition,
    /// Question that gets the problem.
    pub at: String,
    /// Citation of the clause.
    pub cite: Option<String>,
    /// Heading of the page.
    pub title: Text,
    /// Reason, and where to go instead.
    pub text: Text,
}

/// A remark, which is not a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Id.
    pub id: String,
    /// Places where it is shown: ids of questions and steps, `review`, `receipt`.
    pub at: Vec<String>,
    /// Condition under which it is shown.
    pub when: Option<Condition>,
    /// Citation of the clause.
    pub cite: Option<String>,
    /// Text.
    pub text: Text,
}
