//! The page with all answers in large type, for the person at a counter, and the button that opens it.

use crate::journey::Action;
use crate::text::Word;
use crate::ui::page::review::{Use, answers};
use crate::ui::part::prose::fill;
use crate::ui::tree::{Tag, tag};
use crate::ui::view::View;
use crate::validate::Mode;

/// The page with all answers. Its button returns to the previous page.
pub fn read_back(view: &View, page: Tag) -> Tag {
    let body = tag("div").part("read-back").tag(view.heading(0, view.say(Word::ReadBack)));
    let body = fill(body, view.text(&view.form.title));
    let body = answers(view, Use::ReadBack, fill(body, view.say(Word::ReadBackText)));
    let back = view.button(&Action::Back, Word::HandBack, "primary");
    page.tag(body.tag(tag("div").class("actions").tag(back)))
}

/// At a counter, adds the button that opens the page with all answers.
pub fn show_button(view: &View, actions: Tag) -> Tag {
    match view.mode {
        Mode::Assisted => actions.tag(view.button(&Action::Show, Word::ShowAnswers, "secondary")),
        Mode::Web | Mode::Kiosk => actions,
    }
}
