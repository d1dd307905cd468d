//! The offer to undo the last destructive action.

use crate::journey::{Action, Loss, LossKind};
use crate::text::Word;
use crate::ui::tree::{Tag, tag};
use crate::ui::view::View;

/// Adds the offer, if there is one for this question, or without one for the page.
pub fn offer(view: &View, question: Option<&str>, outer: Tag) -> Tag {
    match view.loss.filter(|loss| loss.question() == question) {
        Some(loss) => offer_later(view, loss, outer),
        None => outer,
    }
}

#[inline(never)]
fn offer_later(view: &View, loss: &Loss, outer: Tag) -> Tag {
    let button = view.button(&Action::Undo, Word::Undo, "secondary");
    let text = tag("p").text(&wording(view, loss));
    outer.tag(tag("div").part("undo").set("role", "status").tag(text).tag(button))
}

fn wording(view: &View, loss: &Loss) -> String {
    match loss {
        Loss::Removed { label, .. } => view.words.fill(Word::Removed, &[("label", label)]),
        Loss::All { kind, answers, files } => {
            let word = match kind {
                LossKind::Cleared => Word::Cleared,
                LossKind::Replaced => Word::Replaced,
            };
            let [answers, files] = [answers, files].map(ToString::to_string);
            view.words.fill(word, &[("answers", &answers), ("files", &files)])
        }
    }
}
