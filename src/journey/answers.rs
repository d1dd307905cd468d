//! Changes of answers: typing, choices, rows, prefill, remedies.

use super::effect::{Focus, HostEvent};
use super::steps::step_of;
use super::{Journey, Page};
use crate::control::row_name;
use crate::draft::Draft;
use crate::form::{Form, Kind, Question, Remedy};
use crate::json::Json;
use crate::text::Word;
use crate::value::address::townships;
use crate::value::text::clean_line;
use std::rc::Rc;

impl Journey {
    /// Returns whether answers can be changed: not while they are sent, and not below a receipt.
    pub(super) fn can_change(&self) -> bool {
        self.filing.is_open() && !matches!(self.page, Page::Receipt(_))
    }

    /// Takes over typed text. The page is drawn again only if a problem or the offer to undo disappears.
    pub(super) fn type_text(&mut self, name: &str, value: &str) {
        if !self.can_change() {
            return;
        }
        self.draft.set_text(name, value);
        self.update_problems(name, false);
        self.save();
        if self.undo.take().is_some() {
            self.draw();
        }
    }

    /// Changes the draft by a choice, and announces the questions that it adds.
    pub(super) fn choose(&mut self, name: &str, change: impl FnOnce(&Form, &mut Draft)) {
        if !self.can_change() {
            return;
        }
        let form = Rc::clone(&self.content.form);
        let before = self.asked;
        self.undo = None;
        change(&form, &mut self.draft);
        if let Some(address) = name.strip_suffix(".county") {
            clear_township_later(&mut self.draft, name, address);
        }
        self.update_problems(name, true);
        self.note_questions(&self.assess());
        let added = self.asked.saturating_sub(before);
        self.announcement = if added > 0 {
            self.content.words.fill(Word::QuestionsAdded, &[("count", &added.to_string())])
        } else {
            String::new()
        };
        self.save();
        self.draw();
    }

    /// Stores the values that were entered before the engine ran. `read_controls` has already read them.
    pub(super) fn take_first_input(&mut self) {
        self.note_questions(&self.assess());
        if !self.draft.is_empty() {
            self.save();
        }
        self.draw();
    }

    /// Records when a notice was accepted.
    #[inline(never)]
    pub(super) fn record_acceptance_later(&mut self, checkbox: &str) {
        if self.can_change() {
            let name = [checkbox, ".at"].concat();
            self.draft.set_text(&name, &self.moment.written());
        }
    }

    /// Sets the host page's first answers to questions that have no answer.
    pub(super) fn prefill(&mut self) {
        let Some(json) = self.options.prefill.as_deref().and_then(|text| Json::read(text).ok()) else {
            return;
        };
        let (draft, problems) = Draft::from_answers(&self.content.form, &json);
        if !problems.is_empty() {
            self.emit(HostEvent::Failed { kind: "prefill", status: None, retryable: false });
        }
        self.draft.fill_from(draft);
    }

    /// Adds a row to a group.
    pub(super) fn add_row(&mut self, group: &str) {
        let Some(first) = self.content.form.question(group).and_then(|group| group.questions.first()) else {
            return;
        };
        let name = row_name(group, self.draft.rows(group), &first.id);
        self.draft.set_text(&name, "");
        self.focus(Focus::Control(name));
        self.save();
    }

    /// Removes a row of a group, by its number, or a file of a question, by its id.
    pub(super) fn remove(&mut self, question: &str, item: &str) {
        let row = item.parse().ok();
        let label = match row {
            Some(row) => self.draft.first_in_row(question, row).map(str::to_owned),
            None => self.draft.files.iter().find(|file| file.id == item).map(|file| file.name.clone()),
        };
        self.undo = label.map(|label| self.undo_removal(question, label));
        match row {
            Some(row) => self.draft.remove_row(question, row),
            None => self.remove_files(&|file| file.id == item),
        }
        self.problems.retain(|problem| !problem.control.starts_with(question));
        self.focus(Focus::Control(question.to_owned()));
        self.save();
    }

    /// Removes rows without input.
    pub(super) fn drop_empty_rows(&mut self) {
        let form = Rc::clone(&self.content.form);
        for group in form.questions().filter(|question| question.kind == Kind::Group) {
            if self.draft.rows(&group.id) > 0 {
                self.drop_empty_rows_later(group);
            }
        }
    }

    #[inline(never)]
    fn drop_empty_rows_later(&mut self, group: &Question) {
        for row in (0..self.draft.rows(&group.id)).rev() {
            let mut names = group.questions.iter().map(|question| row_name(&group.id, row, &question.id));
            if names.all(|name| clean_line(self.draft.text(&name)).is_empty()) {
                self.draft.remove_row(&group.id, row);
            }
        }
    }

    /// Applies the remedy of a rule: replaces an option, moves answers into a text, opens the step of the text,
    /// and focuses the text.
    pub(super) fn apply_remedy(&mut self, rule: &str) {
        let form = Rc::clone(&self.content.form);
        let Some(remedy) = form.rule(rule).and_then(|rule| rule.remedy.as_ref()) else { return };
        let text = self.carried(remedy);
        tick(&form, &mut self.draft, &remedy.question, &remedy.value, false);
        tick(&form, &mut self.draft, &remedy.question, &remedy.with, true);
        self.draft.set_text(&remedy.into, &text);
        self.problems.clear();
        let focus = Focus::Control(remedy.into.clone());
        let step = step_of(&form, &remedy.into).map(Page::Step);
        if let Some(step) = step.filter(|step| *step != self.page) {
            return self.go(step, Some(focus));
        }
        self.focus(focus);
        self.save();
    }

    /// Returns the text that the remedy fills in: the existing text, then each moved answer with its name.
    fn carried(&self, remedy: &Remedy) -> String {
        let assessment = self.assess();
        let mut text = self.draft.text(&remedy.into).to_owned();
        for question in remedy.from.iter().filter_map(|id| self.content.form.question(id)) {
            if let Some(answer) = assessment.answer(&question.id) {
                if !text.is_empty() {
                    text.push('\n');
                }
                let lines = self.content.words.answer_lines(question, answer);
                text.extend([self.content.words.text(question.name()), "：", &lines.join("\n")]);
            }
        }
        text
    }
}

/// Ticks or clears a checkbox. The codes keep the order of the options.
pub fn tick(form: &Form, draft: &mut Draft, name: &str, value: &str, on: bool) {
    let is_ticked =
        |code: &str| if code == value { on } else { draft.list(name).iter().any(|other| other == code) };
    let list = match form.question(name) {
        Some(question) => {
            let codes = question.options.iter().map(|choice| choice.value.clone());
            codes.filter(|code| is_ticked(code)).collect()
        }
        None if on => vec![value.to_owned()],
        None => Vec::new(),
    };
    draft.set_list(name, list);
}

/// Clears the township of an address if it is not in the county, whose control is `county`.
#[inline(never)]
fn clear_township_later(draft: &mut Draft, county: &str, address: &str) {
    let township = [address, ".township"].concat();
    let fits = townships(draft.text(county)).any(|(town, _)| town == draft.text(&township));
    if !fits {
        draft.set_text(&township, "");
    }
}
