//! Elements by name, attributes and children: a fifth of the bytes that `html!` makes of the same.

use yew::prelude::*;
use yew::virtual_dom::{Key, VNode, VTag};

/// An element that is being put together.
pub struct Tag(Box<VTag>);

/// An element of that name.
#[inline(never)]
pub fn tag(name: &'static str) -> Tag {
    Tag(Box::new(VTag::new(name)))
}

impl Tag {
    /// Sets an attribute.
    #[inline(never)]
    pub fn set(mut self, name: &'static str, value: &str) -> Self {
        self.0.add_attribute(name, AttrValue::from(value.to_owned()));
        self
    }

    /// Sets an attribute if there is a value.
    pub fn set_some(self, name: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }

    /// Sets an attribute that is `true` or absent.
    pub fn set_true(self, name: &'static str, truth: bool) -> Self {
        self.set_some(name, truth.then_some("true"))
    }

    /// Sets the class.
    pub fn class(self, name: &str) -> Self {
        self.set("class", name)
    }

    /// Sets class, part and `data-part`: what the form's own style, a page's style and a test know it by.
    pub fn part(self, name: &str) -> Self {
        self.set("class", name).set("part", name).set("data-part", name)
    }

    /// Tells apart elements of a list that changes.
    pub fn key(mut self, key: &str) -> Self {
        self.0.key = Some(Key::from(key.to_owned()));
        self
    }

    /// What stands in the control; set as a property, and only if it differs.
    pub fn value(mut self, value: &str) -> Self {
        self.0.set_value(Some(AttrValue::from(value.to_owned())));
        self
    }

    /// Whether the control is ticked.
    pub fn checked(mut self, checked: bool) -> Self {
        self.0.set_checked(checked);
        self
    }

    /// Adds a text.
    #[inline(never)]
    pub fn text(mut self, text: &str) -> Self {
        self.0.add_child(VNode::from(text.to_owned()));
        self
    }

    /// Adds an element.
    #[inline(never)]
    pub fn child(mut self, child: Html) -> Self {
        self.0.add_child(child);
        self
    }

    /// Adds an element.
    pub fn tag(self, child: Self) -> Self {
        self.child(child.html())
    }

    /// Adds several elements.
    pub fn all(mut self, children: Vec<Html>) -> Self {
        for child in children {
            self = self.child(child);
        }
        self
    }

    /// The finished element.
    #[inline(never)]
    pub fn html(self) -> Html {
        VNode::from(*self.0)
    }
}
