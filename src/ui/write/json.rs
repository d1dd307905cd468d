//! Writes an element tree as JSON, from which `www/first.js` creates elements: the name, the attributes, then the
//! children. A text is a string.

use super::wrap_texts;
use crate::json::Json;
use crate::ui::tree::{Node, Tag};

/// Returns the JSON of an element and of everything in it.
#[must_use]
pub fn write(mut tag: Tag) -> Json {
    wrap_texts(&mut tag);
    let element = *tag.0;
    let attributes =
        element.attributes.iter().map(|(name, value)| ((*name).to_owned(), Json::from(value.as_str())));
    let attributes = Json::Object(attributes.collect());
    let children = element.children.into_iter().map(|child| match child {
        Node::Text(text) => Json::String(text),
        Node::Tag(child) => write(child),
    });
    Json::Array([Json::from(element.name), attributes].into_iter().chain(children).collect())
}
