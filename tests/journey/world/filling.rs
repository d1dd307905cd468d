//! Fills a page with the answers of the fixture, by the person or by the browser.

use super::tab::{Chosen, Reading};
use super::{Checked, World};
use guitai::draft::Draft;
use guitai::form::{Kind, Question};
use guitai::journey::{Control, ControlKind, UserInput};
use guitai::value::attachment::Attachment;

impl World {
    /// Fills the page with the answers of the fixture, and chooses the files that are missing.
    pub(super) fn fill(&mut self, at: usize, step: &str) -> Checked {
        let fixture = self.fixture;
        for input in fixture.inputs.get(step).into_iter().flatten() {
            if !has(self.tabs[at].journey().draft(), input) {
                self.input(at, input.clone())?;
            }
        }
        self.choose_missing_files(at, step)
    }

    /// The controls of a page with the answers of the fixture.
    pub(super) fn controls(&self, step: &str) -> Vec<Control> {
        let inputs = self.fixture.inputs.get(step).into_iter().flatten();
        let controls = inputs.filter_map(|input| {
            let (name, value, kind) = match input {
                UserInput::Typed { name, value } => (name, value, ControlKind::Text),
                UserInput::Chosen { name, value } => (name, value, ControlKind::Radio { checked: true }),
                UserInput::Ticked { name, value, on } => {
                    (name, value, ControlKind::Checkbox { checked: *on })
                }
                _ => return None,
            };
            Some(Control { name: name.clone(), value: value.clone(), kind })
        });
        controls.collect()
    }

    pub(super) fn choose_missing_files(&mut self, at: usize, step: &str) -> Checked {
        let (fixture, form) = (self.fixture, self.fixture.form());
        let own = form.steps.iter().filter(|own| own.id == step).flat_map(|own| &own.questions);
        for question in own.filter(|question| question.takes_files()) {
            let journey = self.tabs[at].journey();
            let is_preparing = journey.preparing().iter().any(|(name, _)| *name == question.id);
            if !is_preparing && journey.draft().files_of(&question.id).next().is_none() {
                let files = fixture.files.iter().filter(|file| file.answer == question.id).cloned();
                self.choose(at, question, files.collect())?;
            }
        }
        Ok(())
    }

    fn choose(&mut self, at: usize, question: &Question, files: Vec<Attachment>) -> Checked {
        if files.is_empty() {
            return Ok(());
        }
        if question.kind == Kind::Files {
            let names = files.iter().map(|file| file.name.clone()).collect();
            self.input(at, UserInput::FilesChosen { question: question.id.clone(), names })?;
        }
        for file in files {
            self.next_file += 1;
            let id = format!("file-{:06}", self.next_file);
            let file = Ok(Attachment { id, answer: question.id.clone(), ..file });
            let tab = &mut self.tabs[at];
            let what = Chosen::File { question: question.id.clone(), file };
            tab.reading.push(Reading { session: tab.journey().session(), wipes: tab.wipes, what });
        }
        Ok(())
    }
}

/// Whether the draft has the answer of an input.
fn has(draft: &Draft, input: &UserInput) -> bool {
    match input {
        UserInput::Typed { name, value } | UserInput::Chosen { name, value } => draft.text(name) == value,
        UserInput::Ticked { name, value, .. } => draft.list(name).contains(value),
        _ => false,
    }
}
