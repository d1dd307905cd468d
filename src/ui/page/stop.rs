//! A page that ends the workflow, explains why, and names the right place.

use crate::form::Stop;
use crate::journey::Action;
use crate::text::Word;
use crate::ui::part::law::clauses;
use crate::ui::part::prose::fill;
use crate::ui::tree::{Tag, tag};
use crate::ui::view::View;

/// The stop page. Back leads to the question that caused the stop.
pub fn stop(view: &View, stop: &Stop, page: Tag) -> Tag {
    let body =
        tag("div").part("stop").set("data-stop", &stop.id).tag(view.heading(0, view.text(&stop.title)));
    let body = clauses(view, fill(body, view.text(&stop.text)), stop.cite.as_ref().as_slice());
    page.tag(view.button(&Action::Back, Word::Back, "back")).tag(body)
}
