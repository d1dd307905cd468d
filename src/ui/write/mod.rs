//! The writers of the element tree.

pub mod html;
#[cfg(not(target_arch = "wasm32"))]
pub mod json;
#[cfg(any(test, all(target_arch = "wasm32", not(feature = "password"))))]
pub mod yew;

#[cfg(test)]
mod tests;

use super::tree::{Node, Tag, tag};

/// Wraps the texts of an element that have siblings, or that change while their element has to stay: it may
/// have the focus, or a screen reader watches it. Each text is then the only child of its element.
fn wrap_texts(outer: &mut Tag) {
    let outer = &mut *outer.0;
    let is_kept = matches!(outer.name, "button" | "a" | "summary")
        || outer.attributes.iter().any(|(name, _)| matches!(*name, "tabindex" | "role" | "aria-live"));
    if outer.children.len() < 2 && !is_kept {
        return;
    }
    for child in &mut outer.children {
        if let Node::Text(text) = child {
            *child = Node::Tag(tag("span").text(&std::mem::take(text)));
        }
    }
}
