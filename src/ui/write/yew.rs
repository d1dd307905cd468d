//! Writes an element tree as Yew's virtual DOM.
//!
//! Every child gets a key, so that Yew identifies children by key and not by position. An element that
//! appears beside a canvas or a text field never replaces it.
//!
//! A text that changes is replaced together with the element around it, because a browser extension that
//! translates the page replaces text nodes, and a change of the old node would not be visible.

use super::wrap_texts;
use crate::ui::tree::{Node, Tag};
use yew::AttrValue;
use yew::virtual_dom::{Key, VNode, VTag};

/// Returns the virtual DOM of an element and of everything in it.
#[must_use]
pub fn element(mut tag: Tag) -> VTag {
    wrap_texts(&mut tag);
    let key = Keys::default().key(&tag);
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
    for child in tag.children {
        drawn.add_child(match child {
            Node::Text(text) => VNode::from(text),
            Node::Tag(mut child) => {
                wrap_texts(&mut child);
                let key = keys.key(&child);
                VNode::from(keyed(child, key))
            }
        });
    }
    drawn
}

/// Returns the value of an attribute.
fn get<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.0.attributes.iter().find(|(other, _)| *other == name).map(|(_, value)| value.as_str())
}

/// Counts an element's children that have neither key nor id, by name and class.
#[derive(Default)]
struct Keys(Vec<(String, usize)>);

impl Keys {
    /// Returns the key of an element. Its only text is part of the key: an element whose text changes is
    /// replaced.
    fn key(&mut self, child: &Tag) -> String {
        let key = match (&child.0.key, get(child, "id")) {
            (Some(key), _) => ["=", key].concat(),
            (None, Some(id)) => ["#", id].concat(),
            (None, None) => {
                self.number([child.0.name, ".", get(child, "class").unwrap_or_default()].concat())
            }
        };
        match child.0.children.as_slice() {
            [Node::Text(text)] => [&key, ":", text].concat(),
            _ => key,
        }
    }

    /// Returns the name with the number of earlier siblings that have the same name.
    fn number(&mut self, name: String) -> String {
        if let Some((_, count)) = self.0.iter_mut().find(|(other, _)| *other == name) {
            *count += 1;
            let count = *count; // the formatting of a reference needs the second module of the engine
            return [&name, " ", &count.to_string()].concat();
        }
        self.0.push((name.clone(), 0));
        name
    }
}
