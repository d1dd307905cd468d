//! Files: chosen, read, added, removed.

use super::event::ReadFile;
use super::{Effect, Journey};
use crate::text::Word;
use crate::value::attachment::Attachment;

impl Journey {
    /// Reads the files that were chosen for a question.
    pub(super) fn read_files(&mut self, question: &str, names: Vec<String>) {
        if !self.can_change() {
            return;
        }
        self.problems.retain(|problem| problem.control != question);
        self.preparing.extend(names.into_iter().map(|name| (question.to_owned(), name)));
        self.effects.push(Effect::ReadFiles { question: question.to_owned() });
        self.draw();
    }

    /// Takes a file that was read, and continues if Continue was pressed meanwhile.
    pub(super) fn take_read_file(&mut self, question: &str, file: ReadFile) {
        if !self.can_change() {
            return;
        }
        if let Some(first) = self.preparing.iter().position(|(own, _)| own == question) {
            self.preparing.remove(first);
        }
        match file {
            Ok(file) => self.add_file(question, file),
            Err((file, problem)) => self.show_file_problem(question, file, problem),
        }
        if self.continue_when_ready && self.preparing.is_empty() && self.problems.is_empty() {
            self.enter();
        }
        self.draw();
    }

    fn add_file(&mut self, question: &str, file: Attachment) {
        self.undo = None;
        let most =
            self.content.form.question(question).map_or(1, |own| own.max_files(&self.content.form.limits));
        if most == 1 {
            self.remove_files(&|other| other.answer == question);
        }
        self.store_file(&file);
        self.announcement = self.content.words.fill(Word::FileAdded, &[("label", &file.name)]);
        self.draft.files.push(file);
        self.update_problems(question, true);
        self.save();
    }

    /// Returns whether files are being read. Continue waits for them, because they belong to the answers.
    pub(super) fn waits_for_files(&mut self) -> bool {
        self.continue_when_ready = !self.preparing.is_empty();
        self.continue_when_ready
    }

    pub(super) fn remove_files(&mut self, goes: &dyn Fn(&Attachment) -> bool) {
        for file in self.draft.files.extract_if(.., |file| goes(file)) {
            self.effects.push(Effect::Delete { name: file.id });
        }
    }

    /// Stores the content of every file.
    pub(super) fn store_files(&mut self) {
        for file in std::mem::take(&mut self.draft.files) {
            self.store_file(&file);
            self.draft.files.push(file);
        }
    }

    fn store_file(&mut self, file: &Attachment) {
        let content = file.content.clone().unwrap_or_default();
        self.effects.push(Effect::Store { name: file.id.clone(), content });
    }
}
