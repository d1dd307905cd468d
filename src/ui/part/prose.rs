//! Texts of a definition as paragraphs and lists. They are text, never HTML.

use crate::ui::tree::{Tag, tag};

/// Puts a text into an element: one paragraph a line; lines that begin with `- ` make a list.
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

/// A citation where nothing can be opened, such as in a label. The law's own words stay Chinese in every language.
pub fn cite(outer: Tag, cite: Option<&String>) -> Tag {
    match cite {
        Some(cite) => outer.tag(tag("span").class("cite").set("lang", "zh-Hant").text(cite)),
        None => outer,
    }
}
