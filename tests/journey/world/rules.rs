//! The rules that hold after every step.

use std::fmt;

/// A rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A receipt is shown only if the backend gave it, and stays until it is left.
    Receipt,
    /// All requests with one key have the same body, and the key is the id of the filing.
    OneBody,
    /// A filing keeps its id while its outcome may be unknown, and gets another one after a refusal.
    OneFiling,
    /// An answer changes only if the person changes it.
    Answers,
    /// The draft, the files and the frozen body are stored, and are restored.
    Stored,
    /// After a wipe, nothing of the session is stored or sent.
    Forgotten,
    /// Every page has a way forward.
    WayForward,
    /// The focus moves with the page.
    Focus,
    /// Attempts are made when the contract says so.
    Attempts,
    /// A kiosk resets after the timeout, and not before.
    Idle,
}

/// A rule that does not hold, and why.
#[derive(Clone, Debug)]
pub struct Violation {
    pub rule: Rule,
    pub detail: String,
}

pub type Checked = Result<(), Violation>;

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.rule, self.detail)
    }
}

/// Checks a condition of a rule.
pub fn require(rule: Rule, holds: bool, detail: impl FnOnce() -> String) -> Checked {
    if holds { Ok(()) } else { Err(Violation { rule, detail: detail() }) }
}
