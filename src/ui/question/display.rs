//! An answer as a person reads it, on the review and the printed copy.

use crate::form::Question;
use crate::ui::view::View;

impl View<'_> {
    /// The lines of an answer; `None` if there is none.
    pub fn display(&self, question: &Question) -> Option<Vec<String>> {
        if question.takes_files() {
            let names = self.draft.files_of(&question.id).map(|(_, file)| file.name.clone());
            return Some(names.collect::<Vec<_>>()).filter(|names| !names.is_empty());
        }
        Some(self.words.answer_lines(question, self.assessment.answer(&question.id)?))
    }
}
