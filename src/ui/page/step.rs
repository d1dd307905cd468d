//! One step: Back, one heading, its questions, Continue.

use crate::control::STAFF;
use crate::form::Step;
use crate::journey::Action;
use crate::text::Word;
use crate::ui::page::read_back::show_button;
use crate::ui::part::error_summary::error_summary;
use crate::ui::part::notes::notes;
use crate::ui::part::prose::fill;
use crate::ui::question::text::input;
use crate::ui::question::{errors, frame, question};
use crate::ui::tree::{Tag, tag};
use crate::ui::view::{View, element_id};
use crate::validate::Mode;

/// A step of the form. The first step also has the summary of the form and, at a counter, the staff id.
pub fn step(view: &View, step: &Step, index: usize, count: usize, page: Tag) -> Tag {
    let first = index == 0;
    let number = (index + 1).to_string();
    let progress = view.words.fill(Word::StepOf, &[("number", &number), ("count", &count.to_string())]);
    let page = if first { page } else { page.tag(view.button(&Action::Back, Word::Back, "back")) };
    let page = error_summary(view, page)
        .tag(tag("p").class("progress").set("part", "progress").text(&progress))
        .tag(view.heading(0, view.text(&step.title)));
    let mut intro = tag("div").class("intro");
    if let Some(summary) = view.form.summary.as_ref().filter(|_| first) {
        intro = fill(intro, view.text(summary));
    }
    if let Some(text) = &step.intro {
        intro = fill(intro, view.text(text));
    }
    let mut page = notes(view, &step.id, page.tag(intro));
    if first && view.mode == Mode::Assisted {
        page = page.tag(staff(view));
    }
    for own in view.questions(step) {
        page = page.tag(question(view, own, &own.id));
    }
    let actions = tag("div").class("actions").tag(main_button(view, &Action::Next, Word::Continue));
    // The record of an oral application is read back on the last step, before it is signed.
    let is_last = index + 2 == count;
    page.tag(if is_last { show_button(view, actions) } else { actions })
}

/// The button that Enter presses.
pub fn main_button(view: &View, action: &Action, label: Word) -> Tag {
    let button = tag("button").set("type", "submit").class("primary").set("part", "button");
    button.set("data-action", action.name()).text(view.say(label))
}

fn staff(view: &View) -> Tag {
    let wrong = view.is_wrong(STAFF, None);
    let id = element_id(STAFF);
    let described = [&id, "-error"].concat();
    let control = input(tag("input"), STAFF)
        .class("medium")
        .set("type", "text")
        .set("autocomplete", "off")
        .set_true("aria-invalid", wrong)
        .set_some("aria-describedby", wrong.then_some(described.as_str()))
        .value(view.draft.text(STAFF));
    let label = tag("label").set("for", &id).text(view.say(Word::StaffId));
    errors(view, STAFF, frame(view, STAFF).tag(label)).tag(control)
}
