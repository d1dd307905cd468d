//! Writes an element tree as HTML text.

use super::wrap_texts;
use crate::ui::tree::{Element, Node, Tag};

/// Elements without content and end tag.
const VOID: [&str; 1] = ["input"];

/// Returns the HTML of an element and of everything in it.
#[must_use]
pub fn write(tag: Tag) -> String {
    let mut out = String::new();
    element(tag, &mut out);
    out
}

fn element(mut tag: Tag, out: &mut String) {
    wrap_texts(&mut tag);
    let tag = *tag.0;
    out.push('<');
    out.push_str(tag.name);
    attributes(&tag, out);
    out.push('>');
    if VOID.contains(&tag.name) {
        return;
    }
    if tag.name == "textarea" {
        // A parser drops a line feed directly after the start tag.
        out.push('\n');
        escape(tag.value.as_deref().unwrap_or_default(), out);
    }
    for child in tag.children {
        match child {
            Node::Text(text) => escape(&text, out),
            Node::Tag(child) => element(child, out),
        }
    }
    out.push_str("</");
    out.push_str(tag.name);
    out.push('>');
}

fn attributes(tag: &Element, out: &mut String) {
    for (name, value) in &tag.attributes {
        attribute(name, value, out);
    }
    let has_value = tag.attributes.iter().any(|(name, _)| *name == "value");
    if let Some(value) = tag.value.as_ref().filter(|_| tag.name == "input" && !has_value) {
        attribute("value", value, out);
    }
    if tag.checked == Some(true) {
        attribute("checked", "", out);
    }
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
