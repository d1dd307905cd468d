//! What the wizard does when a control changes or a button is pressed.

use super::filing::moment;
use super::flow::{self, Page};
use super::keep::OPEN;
use super::shown::Shown;
use super::view::element_id;
use super::wizard::{Setup, Wizard};
use super::{Act, Chosen, Msg, remedy};
use crate::draft::Draft;
use crate::text::{Word, Words};
use crate::value::attachment::Attachment;
use std::rc::Rc;
use yew::prelude::*;

impl Wizard {
    /// Handles a message. Whether the screen changes.
    pub(super) fn update_by(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let setup = ctx.props();
        match msg {
            Msg::Second | Msg::Held(_) => false,
            Msg::Act { act, .. } => self.act(ctx, act),
            Msg::Loaded { text, .. } => {
                self.import(setup, text.as_deref());
                true
            }
            Msg::Read { name, chosen, .. } => {
                let first = self.preparing.iter().position(|(question, _)| *question == name);
                first.map(|first| self.preparing.remove(first));
                self.take_file(setup, &name, chosen);
                let is_due = self.continue_when_ready && self.preparing.is_empty() && self.shown.is_empty();
                if is_due {
                    self.act(ctx, Act::Entered);
                }
                true
            }
            Msg::Progressed { id, progress } => {
                self.progress(setup, &id, progress);
                true
            }
            Msg::Uploaded { id, upload } => {
                self.follow_upload(ctx, &id, upload);
                true
            }
            Msg::Fetched { list, json } => {
                self.keep(&list, &json);
                true
            }
            Msg::Set(options) => {
                self.words = Words::in_form(&setup.config, &setup.form, &options.lang);
                let old = std::mem::replace(&mut self.options, options);
                // What was sent stays as it was sent.
                let is_open = self.filing.is_none() && !matches!(self.page, Page::Receipt(_));
                if is_open && old.prefill != self.options.prefill {
                    self.prefill(setup);
                    self.save(setup);
                }
                self.watch(ctx);
                true
            }
            Msg::Reset(reason) => {
                self.forget(setup, reason);
                true
            }
        }
    }

    /// Handles an act of the person. Whether the screen changes.
    fn act(&mut self, ctx: &Context<Self>, act: Act) -> bool {
        let setup = ctx.props();
        match act {
            Act::Typed { name, value } => {
                self.draft.set_text(&name, &value);
                self.save(setup);
                self.undo.take().is_some()
            }
            Act::Chosen { name, value } => self.choose(setup, &name, |draft| draft.set_text(&name, &value)),
            Act::Ticked { name, value, on } => {
                let form = Rc::clone(&setup.form);
                if on && name.starts_with("notice.") {
                    let at = moment(setup);
                    self.draft.set_text(&[&name, ".at"].concat(), &at);
                }
                self.choose(setup, &name, |draft| flow::tick(&form, draft, &name, &value, on))
            }
            Act::Files { name, input } if name == OPEN => {
                self.open(ctx, &input);
                false
            }
            Act::Files { name, input } => {
                let done = self.reader(ctx, &name);
                self.shown.retain(|shown| shown.name != name);
                let files = setup.port.read_files(&input, &name, setup.form.limits, done);
                self.preparing.extend(files.into_iter().map(|file| (name.clone(), file)));
                true
            }
            Act::Pressed { action, target, item } => self.press(ctx, &action, &target, &item),
            Act::Followed(name) => {
                self.follow(setup, &name);
                true
            }
            Act::Entered => {
                self.press(ctx, if self.page == Page::Review { "submit" } else { "next" }, "", "")
            }
            Act::Opened => {
                self.want_law(ctx);
                false
            }
        }
    }

    /// Changes the draft by a choice, and tells what that revealed.
    pub(super) fn choose(&mut self, setup: &Setup, name: &str, change: impl FnOnce(&mut Draft)) -> bool {
        let before = flow::asked(&self.assess(setup), &setup.form, &self.page);
        self.undo = None;
        change(&mut self.draft);
        flow::follow(&mut self.draft, name);
        let after = flow::asked(&self.assess(setup), &setup.form, &self.page);
        let added = after.saturating_sub(before);
        self.announcement = if added > 0 {
            self.words.fill(Word::QuestionsAdded, &[("count", &added.to_string())])
        } else {
            String::new()
        };
        self.save(setup);
        true
    }

    pub(super) fn take_file(&mut self, setup: &Setup, name: &str, chosen: Chosen) {
        match chosen {
            Ok(file) => {
                self.undo = None;
                let most =
                    setup.form.question(name).map_or(1, |question| question.most_files(&setup.form.limits));
                if most == 1 {
                    self.remove_files(setup, |other| other.answer == name);
                }
                setup.port.keep(&file.id, file.content.as_deref().unwrap_or_default());
                self.announcement = self.words.fill(Word::FileAdded, &[("label", &file.name)]);
                self.draft.files.push(file);
                self.save(setup);
            }
            Err((file, problem)) => {
                self.shown.push(Shown::file(name, file, problem));
                self.focus = Some(super::turn::SUMMARY.to_owned());
                self.tell_invalid(setup);
            }
        }
    }

    /// Takes files as they are read, unless all was forgotten meanwhile.
    pub(super) fn reader(&self, ctx: &Context<Self>, name: &str) -> Callback<Chosen> {
        let (name, session) = (name.to_owned(), self.session);
        ctx.link().callback(move |chosen| Msg::Read { session, name: name.clone(), chosen })
    }

    /// Files that are being read belong to the answers: what was pressed meanwhile happens once they are there.
    pub(super) fn waits_for_files(&mut self) -> bool {
        self.continue_when_ready = !self.preparing.is_empty();
        self.continue_when_ready
    }

    fn remove_files(&mut self, setup: &Setup, goes: impl Fn(&Attachment) -> bool) {
        for file in self.draft.files.extract_if(.., |file| goes(file)) {
            setup.port.discard(&file.id);
        }
    }

    pub(super) fn press(&mut self, ctx: &Context<Self>, action: &str, target: &str, item: &str) -> bool {
        let setup = ctx.props();
        match action {
            "next" => self.next(setup),
            "back" => self.back(setup),
            "submit" => self.submit(ctx),
            // A file may be all that failed: then nothing was filed yet.
            "retry" if self.filing.is_none() => {
                self.page = Page::Review;
                self.submit(ctx);
            }
            "retry" => self.send(ctx),
            "restart" => {
                let undo = self.undo_loss(setup, Word::Cleared);
                self.forget(setup, "person");
                self.undo = undo;
            }
            "undo" => self.undo(setup),
            "print" => setup.port.print(),
            "language" => setup.port.speak(item),
            "save" => self.export(setup),
            "change" => {
                self.reviewing = true;
                self.go(setup, flow::page_of(&setup.form, target), Some(element_id(target)));
            }
            "add" => {
                let row = self.draft.rows(target);
                self.focus =
                    flow::add_row(&setup.form, &mut self.draft, target, row).map(|name| element_id(&name));
                self.save(setup);
            }
            "remove" => {
                self.remove(setup, target, item);
                self.shown.retain(|shown| !shown.name.starts_with(target));
                self.focus = Some(element_id(target));
                self.save(setup);
            }
            "remedy" => {
                let Some(remedy) = setup.form.rule(target).and_then(|rule| rule.remedy.as_ref()) else {
                    return false;
                };
                let text = remedy::carried(&self.view_of(setup, &self.assess(setup)), remedy);
                remedy::apply(&setup.form, &mut self.draft, remedy, &text);
                self.shown.clear();
                self.focus = Some(element_id(&remedy.into));
                self.save(setup);
            }
            _ => return false,
        }
        true
    }

    /// Removes the row of that number from a group, or the file of that id from a question.
    fn remove(&mut self, setup: &Setup, target: &str, item: &str) {
        let row = item.parse().ok();
        let label = match row {
            Some(row) => self.draft.first_in_row(target, row).map(str::to_owned),
            None => self.draft.files.iter().find(|file| file.id == item).map(|file| file.name.clone()),
        };
        self.undo = label.map(|label| self.undo_removal(target, &label));
        match row {
            Some(row) => self.draft.remove_row(target, row),
            None => self.remove_files(setup, |file| file.id == item),
        }
    }

    pub(super) fn next(&mut self, setup: &Setup) {
        let Page::Step(id) = self.page.clone() else { return };
        if self.waits_for_files() {
            return;
        }
        let form = &setup.form;
        flow::drop_empty_rows(form, &mut self.draft);
        let assessment = self.assess(setup);
        if let Some(stop) = flow::stop_in(form, &assessment, &id) {
            return self.go(setup, Page::Stop(stop), None);
        }
        let steps = flow::visible(form, &assessment);
        let index = steps.iter().position(|step| step.id == id).unwrap_or(0);
        let mut shown = if index == 0 { self.staff_problem() } else { Vec::new() };
        let places = flow::places(form, &assessment, &self.draft);
        let findings = flow::findings_in(form, &assessment, &id);
        shown.extend(findings.map(|finding| Shown::found(form, &places, finding)));
        if !shown.is_empty() {
            return self.show(setup, shown);
        }
        let page = if self.reviewing {
            flow::first_with_problem(form, &assessment).map_or(Page::Review, Page::Step)
        } else {
            steps.get(index + 1).map_or(Page::Review, |step| Page::Step(step.id.clone()))
        };
        self.go(setup, page, None);
    }

    pub(super) fn back(&mut self, setup: &Setup) {
        let assessment = self.assess(setup);
        let steps = flow::visible(&setup.form, &assessment);
        let page = match &self.page {
            Page::Stop(_) => Page::Step(self.page_id(&setup.form)),
            Page::Failure(reply) if reply.releases() => Page::Review,
            Page::Sending => return self.call_off(setup),
            Page::Review => flow::last(&steps),
            Page::Step(id) => {
                let index = steps.iter().position(|step| step.id == *id).unwrap_or(0);
                let before = index.checked_sub(1).and_then(|before| steps.get(before));
                before.map_or_else(|| self.page.clone(), |step| Page::Step(step.id.clone()))
            }
            _ => return,
        };
        self.go(setup, page, None);
    }
}
