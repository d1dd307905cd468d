//! The last destructive action can be undone until something else is entered or the page is left.

use super::effect::{Effect, Focus};
use super::filing::Filing;
use super::saved::FILING;
use super::{Journey, Page};
use crate::draft::Draft;
use crate::validate::Mode;

/// The state before a destructive action.
#[derive(Clone, Debug)]
pub struct Undo {
    /// The loss.
    pub loss: Loss,
    draft: Draft,
    is_reviewing: bool,
    /// The filing and the page before all answers were lost.
    before: Option<(Filing, Page)>,
}

/// The data that an action deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of the fields are enough")]
pub enum Loss {
    /// A row or a file of a question.
    Removed { question: String, label: String },
    /// All answers, and how many answers and files there were.
    All { kind: LossKind, answers: usize, files: usize },
}

/// The action that deleted all answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LossKind {
    /// They were deleted.
    Cleared,
    /// They were replaced by a saved draft.
    Replaced,
}

impl Loss {
    /// The question at which the offer to undo is shown; without one it is shown at the top of the page.
    #[must_use]
    pub fn question(&self) -> Option<&str> {
        match self {
            Self::Removed { question, .. } => Some(question),
            Self::All { .. } => None,
        }
    }
}

impl Journey {
    /// The offer to undo the removal of a row or a file.
    pub(super) fn undo_removal(&self, question: &str, label: String) -> Undo {
        let loss = Loss::Removed { question: question.to_owned(), label };
        Undo { loss, draft: Draft::clone(&self.draft), is_reviewing: self.is_reviewing, before: None }
    }

    /// Moves all answers into an offer to undo their loss. There is no offer at a public terminal, where the
    /// next person must not see them, and none after a receipt, when nothing is lost.
    pub(super) fn undo_loss(&mut self, kind: LossKind) -> Option<Undo> {
        let (answers, files) = (self.draft.count_answers(&self.content.form), self.draft.files.len());
        let is_empty = answers == 0 && files == 0;
        if is_empty || self.options.mode == Mode::Kiosk || matches!(self.page, Page::Receipt(_)) {
            return None;
        }
        let filing = std::mem::replace(&mut self.filing, Filing::open(String::new()));
        let page = std::mem::replace(&mut self.page, Page::Review);
        Some(Undo {
            loss: Loss::All { kind, answers, files },
            draft: std::mem::take(&mut self.draft),
            is_reviewing: self.is_reviewing,
            before: Some((filing, page)),
        })
    }

    /// Restores the state before the last destructive action.
    pub(super) fn restore(&mut self) {
        let Some(undo) = self.undo.take() else { return };
        self.remove_files(&|file| undo.draft.files.iter().all(|own| own.id != file.id));
        self.draft = undo.draft.into();
        self.is_reviewing = undo.is_reviewing;
        self.store_files();
        if let Some(question) = undo.loss.question() {
            self.focus(Focus::Control(question.to_owned()));
            self.save();
        }
        let Some((filing, page)) = undo.before else { return };
        // Another tab may have sent or given up an open filing since, so only a frozen one is restored.
        if let Some(body) = filing.body().cloned() {
            self.effects.push(Effect::Store { name: FILING.to_owned(), content: body.to_string() });
            self.filing = Filing::unresolved(filing.id, body);
        }
        self.go(page, None);
    }
}
