//! Actions of buttons, and their attributes in the page.

/// The action of a button.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of the fields are enough")]
pub enum Action {
    /// Go to the next page.
    Next,
    /// Go to the previous page, or cancel.
    Back,
    /// Change the answer to a question from the review.
    Change(String),
    /// Send the submission.
    Submit,
    /// Send the same filing again.
    Retry,
    /// Save the draft to a file.
    Save,
    /// Delete all answers and start again.
    Restart,
    /// Restore the answers that the last action deleted.
    Undo,
    /// Print the form.
    Print,
    /// Switch to a language.
    Language(String),
    /// Show the page with all answers, for the person at a counter.
    Show,
    /// Keep the answers at a kiosk that is about to reset.
    Stay,
    /// Add a row to a group.
    Add(String),
    /// Remove a row of a group, by its number, or a file of a question, by its id.
    Remove { question: String, item: String },
    /// Apply the remedy of a broken rule.
    Remedy(String),
}

impl Action {
    /// Reads the attributes `data-action`, `data-for` and `data-item` of a button.
    #[must_use]
    pub fn parse(action: &str, target: &str, item: &str) -> Option<Self> {
        let target = || target.to_owned();
        Some(match action {
            "next" => Self::Next,
            "back" => Self::Back,
            "change" => Self::Change(target()),
            "submit" => Self::Submit,
            "retry" => Self::Retry,
            "save" => Self::Save,
            "restart" => Self::Restart,
            "undo" => Self::Undo,
            "print" => Self::Print,
            "language" => Self::Language(item.to_owned()),
            "show" => Self::Show,
            "stay" => Self::Stay,
            "add" => Self::Add(target()),
            "remove" => Self::Remove { question: target(), item: item.to_owned() },
            "remedy" => Self::Remedy(target()),
            _ => return None,
        })
    }

    /// The value of `data-action`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Next => "next",
            Self::Back => "back",
            Self::Change(_) => "change",
            Self::Submit => "submit",
            Self::Retry => "retry",
            Self::Save => "save",
            Self::Restart => "restart",
            Self::Undo => "undo",
            Self::Print => "print",
            Self::Language(_) => "language",
            Self::Show => "show",
            Self::Stay => "stay",
            Self::Add(_) => "add",
            Self::Remove { .. } => "remove",
            Self::Remedy(_) => "remedy",
        }
    }

    /// The value of `data-for`.
    #[must_use]
    pub fn target(&self) -> Option<&str> {
        match self {
            Self::Change(target) | Self::Add(target) | Self::Remedy(target) => Some(target),
            Self::Remove { question, .. } => Some(question),
            _ => None,
        }
    }

    /// The value of `data-item`.
    #[must_use]
    pub fn item(&self) -> Option<&str> {
        match self {
            Self::Language(item) | Self::Remove { item, .. } => Some(item),
            _ => None,
        }
    }
}
