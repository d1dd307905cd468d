//! Writes an element tree as HTML text.

use crate::ui::tree::{Node, Tag};

/// Elements that have no content and no end tag.
const VOID: [&str; 1] = ["input"];

/// Returns the HTML of an element and of everything in it.
#[must_use]
pub fn write(tag: &Tag) -> String {
    let mut out = String::new();
    element(tag, &mut out);
    out
}

fn element(Tag(tag): &Tag, out: &mut String) {
    out.push('<');
    out.push_str(tag.name);
    for (name, value) in &tag.attributes {
        attribute(name, value, out);
    }
    let is_area = tag.name == "textarea";
    if let Some(value) = tag.value.as_ref().filter(|_| !is_area)
        && !tag.attributes.iter().any(|(name, _)| *name == "value")
    {
        attribute("value", value, out);
    }
    if tag.checked == Some(true) {
        attribute("checked", "", out);
    }
    out.push('>');
    if VOID.contains(&tag.name) {
        return;
    }
    if is_area {
        // A parser drops a line feed that directly follows the start tag.
        out.push('\n');
        escape(tag.value.as_deref().unwrap_or_default(), out);
    }
    for child in &tag.children {
        match child {
            Node::Text(text) => escape(text, out),
            Node::Tag(child) => element(child, out),
        }
    }
    out.push_str("</");
    out.push_str(tag.name);
    out.push('>');
}

fn attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(value, out);
    out.push('"');
}

fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(character),
        }
    }
}
