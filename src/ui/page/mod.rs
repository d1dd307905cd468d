//! The pages of a form.

mod failure;
mod read_back;
mod receipt;
mod review;
mod sending;
mod step;
mod stop;

use super::part::{draft_panel, idle_warning, languages, remarks, undo_offer};
use super::tree::{Tag, tag};
use super::view::View;
use crate::journey::{Action, Journey, Page, visible_steps};
use crate::text::Word;
use crate::validate::{Assessment, Mode};

/// The attribute of the form element with the number of the session for which it was drawn.
pub const SESSION: &str = "data-session";

/// Draws the page of a journey. `assessment` is that of its draft.
pub fn page(journey: &Journey, assessment: &Assessment) -> Tag {
    let view = View::new(journey, assessment);
    let id = journey.page_id();
    let session = journey.session().to_string();
    let form = tag("form").set("novalidate", "").key(&[&id, "#", &session].concat()).set(SESSION, &session);
    let form = idle_warning::idle_warning(&view, journey.seconds_left(), form);
    let form = content(journey, &view, languages::offer(&view, form));
    tag("div")
        .class(&["page ", view.mode.as_str()].concat())
        .set("part", "page")
        .set("lang", view.words.tag())
        .set("data-step", &id)
        .tag(form)
        .tag(tag("p").class("hidden").set("role", "status").text(journey.announcement()))
}

fn content(journey: &Journey, view: &View, form: Tag) -> Tag {
    let Page::Step(id) = journey.page() else { return content_later(journey, view, form) };
    let steps = visible_steps(view.form, view.assessment);
    let index = steps.iter().position(|step| step.id == *id).unwrap_or(0);
    let Some(step) = steps.get(index) else { return form };
    let form = undo_offer::offer(view, None, remarks::remarks(view, journey.remarks(), form));
    finish(view, draft_panel::draft_panel(view, step::step(view, step, index, steps.len() + 1, form)))
}

/// Draws a page other than a step.
#[inline(never)]
fn content_later(journey: &Journey, view: &View, form: Tag) -> Tag {
    let with_remarks = |form| remarks::remarks(view, journey.remarks(), form);
    match journey.page() {
        Page::Step(_) => form,
        Page::Review => finish(view, review::review(view, undo_offer::offer(view, None, with_remarks(form)))),
        Page::ReadBack(_) => read_back::read_back(view, form),
        Page::Stop(id) => match view.form.stop(id) {
            Some(stop) => finish(view, stop::stop(view, stop, form)),
            None => form,
        },
        Page::Sending => sending::sending(view, &journey.filing().stage, form),
        Page::Failure(reply) => failure::failure(view, reply, form),
        Page::Receipt(receipt) => receipt::receipt(view, receipt, with_remarks(form)),
    }
}

/// At a public terminal, adds the button that deletes all answers.
fn finish(view: &View, page: Tag) -> Tag {
    match view.mode {
        Mode::Kiosk => {
            let button = view.button(&Action::Restart, Word::Finish, "secondary");
            page.tag(tag("div").class("actions").tag(button))
        }
        Mode::Web | Mode::Assisted => page,
    }
}
