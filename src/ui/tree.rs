//! The neutral element tree: elements by name, attributes and children. `write` turns it into HTML or into
//! Yew's virtual DOM.

/// An element. It is boxed, because moving it between calls would take more code than the elements
/// themselves.
#[must_use = "an element that is not added is not drawn"]
pub struct Tag(pub(crate) Box<Element>);

/// The content of an element.
pub(crate) struct Element {
    pub(crate) name: &'static str,
    pub(crate) key: Option<String>,
    pub(crate) attributes: Vec<(&'static str, String)>,
    pub(crate) value: Option<String>,
    pub(crate) checked: Option<bool>,
    pub(crate) children: Vec<Node>,
}

/// A child of an element.
pub(crate) enum Node {
    Text(String),
    Tag(Tag),
}

/// Creates an element with this name.
#[inline(never)]
pub fn tag(name: &'static str) -> Tag {
    let (attributes, children) = (Vec::new(), Vec::new());
    Tag(Box::new(Element { name, key: None, attributes, value: None, checked: None, children }))
}

impl Tag {
    /// Sets an attribute.
    #[inline(never)]
    pub fn set(mut self, name: &'static str, value: &str) -> Self {
        self.0.attributes.push((name, value.to_owned()));
        self
    }

    /// Sets an attribute if there is a value.
    #[inline(never)]
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
    #[inline(never)]
    pub fn class(self, name: &str) -> Self {
        self.set("class", name)
    }

    /// Sets class, part and `data-part`: for the form's style, for the host page's style, and for tests.
    #[inline(never)]
    pub fn part(self, name: &str) -> Self {
        self.set("class", name).set("part", name).set("data-part", name)
    }

    /// Identifies the element among its siblings. Without a key, its id or its class identifies it.
    #[inline(never)]
    pub fn key(mut self, key: &str) -> Self {
        self.0.key = Some(key.to_owned());
        self
    }

    /// Sets the value of the control, as a property.
    pub fn value(mut self, value: &str) -> Self {
        self.0.value = Some(value.to_owned());
        self
    }

    /// Sets whether the control is ticked.
    pub fn checked(mut self, checked: bool) -> Self {
        self.0.checked = Some(checked);
        self
    }

    /// Removes the values of all controls, so that drawing does not change those on the page.
    pub fn without_values(mut self) -> Self {
        (self.0.value, self.0.checked) = (None, None);
        let children = self.0.children.into_iter().map(|child| match child {
            Node::Tag(child) => Node::Tag(child.without_values()),
            text @ Node::Text(_) => text,
        });
        self.0.children = children.collect();
        self
    }

    /// Adds a text.
    #[inline(never)]
    pub fn text(mut self, text: &str) -> Self {
        self.0.children.push(Node::Text(text.to_owned()));
        self
    }

    /// Adds an element.
    #[inline(never)]
    pub fn tag(mut self, child: Self) -> Self {
        self.0.children.push(Node::Tag(child));
        self
    }

    /// Adds several elements.
    pub fn all(self, children: impl Iterator<Item = Self>) -> Self {
        children.fold(self, Self::tag)
    }
}
