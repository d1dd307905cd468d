//! The last destructive act can be undone until something else is entered or the page is left.

use super::Frozen;
use super::flow::Page;
use super::saved::FILING;
use super::tag::{Tag, tag};
use super::view::{View, element_id};
use super::wizard::{Setup, Wizard};
use crate::draft::Draft;
use crate::text::Word;
use crate::validate::Mode;
use std::rc::Rc;

/// The state before a destructive act.
pub struct Undo {
    /// Names the loss.
    said: String,
    /// The question at which the offer stands; without one it stands at the top of the page.
    at: Option<String>,
    id: String,
    draft: Draft,
    page: Page,
    reviewing: bool,
    filing: Option<Rc<Frozen>>,
}

/// Adds the offer to undo, if there is one for that place.
pub fn offer(view: &View, at: Option<&str>, outer: Tag) -> Tag {
    let Some(undo) = view.undo.filter(|undo| undo.at.as_deref() == at) else { return outer };
    let button = view.button("undo", Word::Undo, "secondary");
    outer.tag(tag("div").part("undo").set("role", "status").tag(tag("p").text(&undo.said)).tag(button))
}

impl Wizard {
    /// The offer to undo the removal of a row or a file of a question, which `label` names.
    pub(super) fn undo_removal(&self, question: &str, label: &str) -> Undo {
        let said = self.words.fill(Word::Removed, &[("label", label)]);
        self.undo_to(said, Some(question.to_owned()), self.draft.clone())
    }

    /// The offer to undo the loss of all answers; they move there from the draft. None at a public terminal, where
    /// nothing may come back for the next person, and after a receipt, when nothing is lost.
    pub(super) fn undo_loss(&mut self, setup: &Setup, loss: Word) -> Option<Undo> {
        let answers = self.draft.count_answers(&setup.form);
        let is_empty = answers == 0 && self.draft.files.is_empty();
        if is_empty || self.options.mode == Mode::Kiosk || matches!(self.page, Page::Receipt(_)) {
            return None;
        }
        let files = self.draft.files.len().to_string();
        let said = self.words.fill(loss, &[("answers", &answers.to_string()), ("files", &files)]);
        let draft = std::mem::take(&mut self.draft);
        Some(self.undo_to(said, None, draft))
    }

    fn undo_to(&self, said: String, at: Option<String>, draft: Draft) -> Undo {
        Undo {
            said,
            at,
            id: self.id.clone(),
            draft,
            page: self.page.clone(),
            reviewing: self.reviewing,
            filing: self.filing.clone(),
        }
    }

    /// Restores the state before the last destructive act.
    pub(super) fn undo(&mut self, setup: &Setup) {
        let Some(undo) = self.undo.take() else { return };
        (self.id, self.draft, self.filing) = (undo.id, undo.draft, undo.filing);
        for file in &self.draft.files {
            setup.port.keep(&file.id, file.content.as_deref().unwrap_or_default());
        }
        if let Some(filing) = &self.filing {
            setup.port.keep(FILING, &filing.body);
        }
        self.reviewing = undo.reviewing;
        match undo.at {
            Some(question) => {
                self.focus = Some(element_id(&question));
                self.save(setup);
            }
            None => self.go(setup, undo.page, None),
        }
    }
}
