//! Remarks above a page, such as that a draft was resumed only in part.

use crate::journey::Remark;
use crate::ui::tree::{Tag, tag};
use crate::ui::view::View;

/// Adds the remarks, if there are any.
pub fn remarks(view: &View, remarks: &[Remark], page: Tag) -> Tag {
    if remarks.is_empty() { page } else { remarks_later(view, remarks, page) }
}

#[inline(never)]
fn remarks_later(view: &View, remarks: &[Remark], page: Tag) -> Tag {
    let note = tag("div").part("note").set("role", "status");
    let paragraph =
        |remark: &Remark| tag("p").text(&view.words.fill(remark.word, &[("about", &remark.about)]));
    page.tag(note.all(remarks.iter().map(paragraph)))
}
