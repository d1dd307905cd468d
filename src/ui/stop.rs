//! A page that ends the workflow, says why, and says where to go instead.

use super::law::clauses;
use super::prose::fill;
use super::tag::{Tag, tag};
use super::view::View;
use crate::form::Stop;
use crate::text::Word;

/// The stop page. Back leads to the question that decided.
pub fn stop(view: &View, stop: &Stop, page: Tag) -> Tag {
    let body =
        tag("div").part("stop").set("data-stop", &stop.id).tag(view.heading(0, view.text(&stop.title)));
    let body = clauses(view, fill(body, view.text(&stop.text)), stop.cite.as_ref().as_slice());
    page.tag(view.button("back", Word::Back, "back")).tag(body)
}
