//! Texts of a definition as paragraphs and lists, never as HTML.

use crate::ui::tree::{Tag, tag};

/// Adds a text to an element: one paragraph per line. Lines that begin with `- ` become a list.
pub fn fill(mut outer: Tag, text: &str) -> Tag {
    let mut list: Option<Tag> = None;
    for line in text.lines().filter(|line| !line.is_empty()) {
        if let Some(entry) = line.strip_prefix("- ") {
            list = Some(list.unwrap_or_else(|| tag("ul")).tag(tag("li").text(entry)));
        } else {
            outer = list.take().into_iter().fold(outer, Tag::tag).tag(tag("p").text(line));
        }
    }
    list.into_iter().fold(outer, Tag::tag)
}
