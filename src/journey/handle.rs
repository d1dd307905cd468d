//! Each event and input, and the part of the journey that handles it.

use super::action::Action;
use super::effect::{Effect, Focus};
use super::event::{Event, Timer, UserInput};
use super::filing::Stage;
use super::navigation::Page;
use super::{Journey, Options};
use crate::control::notice_of;

impl Journey {
    pub(super) fn handle(&mut self, event: Event) {
        match event {
            Event::Input { input, .. } => self.handle_input(input),
            Event::Drawn => self.follow_drawing(),
            Event::Touched => {}
            Event::Reset => self.reset("host"),
            event => self.handle_later(event),
        }
    }

    #[inline(never)]
    fn handle_later(&mut self, event: Event) {
        match event {
            Event::FileRead { question, file, .. } => self.take_read_file(&question, file),
            Event::DraftFileRead { text, .. } => self.import(text.as_deref()),
            Event::Offered { id, taken } => self.follow_offer(&id, taken),
            Event::HostReplied { id, reply, status } => self.follow_host(&id, reply, status),
            Event::RequestEnded { id, end } => self.follow_request(&id, &end),
            Event::UploadProgressed { file, percent } => self.follow_progress(&file, percent),
            Event::UploadEnded { file, end } => self.follow_upload(&file, &end),
            Event::MessageReceived(message) => self.receive_message(message),
            Event::Locked { id } => self.tabs.locked(&id, &mut self.effects),
            Event::Woke(Timer::Attempt) => self.continue_waiting(),
            Event::Woke(Timer::Agreement) => self.end_agreement(),
            Event::Woke(Timer::Second) => self.pass_second(),
            Event::Online => self.continue_online(),
            Event::ListLoaded { list, json } => self.take_list(&list, &json),
            Event::OptionsChanged(options) => self.change_options(options),
            Event::ContentChanged(content) => {
                self.content = content;
                self.draw();
            }
            Event::Input { .. } | Event::Drawn | Event::Touched | Event::Reset => {}
        }
    }

    fn handle_input(&mut self, input: UserInput) {
        match input {
            UserInput::Typed { name, value } => self.type_text(&name, &value),
            UserInput::Chosen { name, value } => self.choose(&name, |_, draft| draft.set_text(&name, &value)),
            UserInput::Ticked { name, value, on } => {
                if on && notice_of(&name).is_some() {
                    self.record_acceptance_later(&name);
                }
                self.choose(&name, |form, draft| super::answers::tick(form, draft, &name, &value, on));
            }
            UserInput::Pressed(action) => self.press(action),
            UserInput::Entered => self.enter(),
            UserInput::FilledIn => self.take_first_input(),
            input => self.handle_input_later(input),
        }
    }

    #[inline(never)]
    fn handle_input_later(&mut self, input: UserInput) {
        match input {
            UserInput::FilesChosen { question, names } => self.read_files(&question, names),
            UserInput::DraftFileChosen => self.effects.push(Effect::ReadDraftFile),
            UserInput::LinkFollowed(control) => self.follow_link(&control),
            UserInput::CitationToggled => self.want_law(),
            _ => {}
        }
    }

    /// Presses the main button of the page.
    pub(super) fn enter(&mut self) {
        self.press(if matches!(self.page, Page::Review) { Action::Submit } else { Action::Next });
    }

    /// Presses a button. Buttons of an earlier page are ignored.
    fn press(&mut self, action: Action) {
        if !self.can_press(&action) {
            return;
        }
        self.draw();
        match action {
            Action::Next => self.next(),
            action => self.press_later(action),
        }
    }

    #[inline(never)]
    fn press_later(&mut self, action: Action) {
        match action {
            Action::Back => self.back(),
            Action::Submit => self.submit(),
            Action::Retry => self.retry(),
            Action::Restart => self.restart(),
            Action::Undo => self.restore(),
            Action::Print => self.effects.push(Effect::Print),
            Action::Language(tag) => self.effects.push(Effect::SetLanguage(tag)),
            Action::Save => self.export(),
            Action::Show => self.show_answers(),
            Action::Stay | Action::Next => {}
            Action::Change(question) => self.change(&question),
            Action::Add(group) => self.add_row(&group),
            Action::Remove { question, item } => self.remove(&question, &item),
            Action::Remedy(rule) => self.apply_remedy(&rule),
        }
    }

    /// Returns whether the filing allows the action. A filing that is being sent can only be cancelled, and a
    /// frozen one can only be sent again or given up.
    fn can_press(&self, action: &Action) -> bool {
        if matches!(self.page, Page::Receipt(_)) {
            return matches!(action, Action::Print | Action::Language(_) | Action::Stay | Action::Restart);
        }
        match (&self.filing.stage, action) {
            (_, Action::Print | Action::Language(_) | Action::Stay) | (Stage::Open, _) => true,
            (Stage::Uploading(_) | Stage::Sending(_), action) => *action == Action::Back,
            (Stage::Unresolved { .. }, action) => matches!(action, Action::Retry | Action::Restart),
        }
    }

    fn change_options(&mut self, options: Options) {
        let old = std::mem::replace(&mut self.options, options);
        // Answers that were sent are not changed.
        if self.can_change() && old.prefill != self.options.prefill {
            self.prefill();
            self.save();
        }
        self.count_seconds();
        self.draw();
    }

    fn follow_drawing(&mut self) {
        if !self.is_ready {
            self.is_ready = true;
            self.report_ready();
        }
        self.drawn = (self.session, self.draft.without_files());
    }

    /// Goes to the page with the control of that name, and moves the focus to it.
    fn follow_link(&mut self, control: &str) {
        self.draw();
        match super::steps::step_of(&self.content.form, control) {
            Some(step) if step != self.page_id() => {
                let problems = std::mem::take(&mut self.problems);
                self.is_reviewing = true;
                self.go(Page::Step(step), Some(Focus::Control(control.to_owned())));
                self.problems = problems;
            }
            _ => self.focus(Focus::Control(control.to_owned())),
        }
    }
}
