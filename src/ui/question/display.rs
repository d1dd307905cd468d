//! Answers on the review and the printed copy.

use crate::form::Question;
use crate::ui::view::View;

impl View<'_> {
    /// Returns the lines of an answer, if there is one.
    pub fn display(&self, question: &Question) -> Option<Vec<String>> {
        if question.takes_files() {
            let names = self.draft.files_of(&question.id).map(|(_, file)| file.name.clone());
            return Some(names.collect::<Vec<_>>()).filter(|names| !names.is_empty());
        }
        Some(self.words.answer_lines(question, self.assessment.answer(&question.id)?))
    }
}
