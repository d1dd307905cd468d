//! Writes an element tree as Yew's virtual DOM.
//!
//! Every child gets a key, so that Yew tells children apart by identity and not by position. An element that appears
//! beside a canvas or a text field then never replaces it.
//!
//! A text that changes is replaced together with the element around it. A browser extension that translates the page
//! moves text nodes elsewhere; a change of the old node would not be seen.

use crate::ui::tree::{Node, Tag, tag};
use yew::AttrValue;
use yew::virtual_dom::{Key, VNode, VTag};

/// Returns the virtual DOM of an element and of everything in it.
#[must_use]
pub fn element(mut tag: Tag) -> VTag {
    let key = Keys::default().key(&mut tag);
    keyed(tag, key)
}

fn keyed(Tag(tag): Tag, key: String) -> VTag {
    let mut drawn = VTag::new(tag.name);
    drawn.key = Some(Key::from(key));
    for (name, value) in tag.attributes {
        drawn.add_attribute(name, value);
    }
    if let Some(value) = tag.value {
        drawn.set_value(Some(AttrValue::from(value)));
    }
    if let Some(checked) = tag.checked {
        drawn.set_checked(checked);
    }
    let mut keys = Keys::default();
    let is_alone = tag.children.len() == 1;
    for child in tag.children {
        drawn.add_child(match child {
            // The key of the element contains its only text, see `Keys::key`.
            Node::Text(text) if is_alone => VNode::from(text),
            Node::Text(text) => keys.draw(wrap(text)),
            Node::Tag(child) => keys.draw(child),
        });
    }
    drawn
}

/// Returns the value of an attribute.
fn get<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.0.attributes.iter().find(|(other, _)| *other == name).map(|(_, value)| value.as_str())
}

/// Wraps a text in an element.
fn wrap(text: String) -> Tag {
    let mut span = tag("span");
    span.0.children.push(Node::Text(text));
    span
}

/// Counts an element's children that have neither key nor id, by name and class.
#[derive(Default)]
struct Keys(Vec<(String, u32)>);

impl Keys {
    fn draw(&mut self, mut child: Tag) -> VNode {
        let key = self.key(&mut child);
        VNode::from(keyed(child, key))
    }

    /// Returns the key of an element. The only text of an element is part of its key, unless the element has to stay when
    /// its text changes: then the text gets an element of its own.
    fn key(&mut self, child: &mut Tag) -> String {
        let mut key = match (&child.0.key, get(child, "id")) {
            (Some(key), _) => ["=", key].concat(),
            (None, Some(id)) => ["#", id].concat(),
            (None, None) => {
                self.number([child.0.name, ".", get(child, "class").unwrap_or_default()].concat())
            }
        };
        if let [Node::Text(text)] = child.0.children.as_mut_slice() {
            if is_kept(child.0.name, &child.0.attributes) {
                let text = std::mem::take(text);
                child.0.children = vec![Node::Tag(wrap(text))];
            } else {
                key = [&key, ":", text].concat();
            }
        }
        key
    }

    /// The name with the number of earlier siblings that have the same.
    fn number(&mut self, name: String) -> String {
        if let Some((_, count)) = self.0.iter_mut().find(|(other, _)| *other == name) {
            *count += 1;
            return [&name, " ", &count.to_string()].concat();
        }
        self.0.push((name.clone(), 0));
        name
    }
}

/// Whether an element must stay when its text changes: it may have the focus, or a screen reader watches it.
fn is_kept(name: &str, attributes: &[(&str, String)]) -> bool {
    matches!(name, "button" | "a" | "summary")
        || attributes.iter().any(|(name, _)| matches!(*name, "tabindex" | "role" | "aria-live"))
}
