//! The title of the form, above the heading of the pages after the review.

use crate::ui::tree::{Tag, tag};
use crate::ui::view::View;

/// Adds the title. When the focused button disappears, a screen reader moves to the first text of the page without
/// speaking it. The heading takes the focus and must be spoken, so it is not the first text.
pub fn title(view: &View, outer: Tag) -> Tag {
    outer.tag(tag("p").class("title").text(view.text(&view.form.title)))
}
