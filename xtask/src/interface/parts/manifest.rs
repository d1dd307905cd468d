//! The types of the manifest, as far as the parts need them: one module with one element.

use serde::Deserialize;

#[derive(Deserialize)]
struct Manifest {
    modules: [Module; 1],
}

#[derive(Deserialize)]
struct Module {
    declarations: [Element; 1],
}

/// The public interface of the element.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Element {
    /// In the order of the tables.
    pub attributes: Vec<Attribute>,
    pub(super) members: Vec<Member>,
    pub(super) events: Vec<Event>,
    pub(super) css_parts: Vec<Named>,
    /// Those that a page can set.
    pub css_properties: Vec<Property>,
}

/// An attribute.
#[derive(Deserialize)]
pub struct Attribute {
    /// Its name in HTML.
    pub name: String,
    #[serde(rename = "type")]
    pub(super) kind: Type,
    pub(super) default: Option<String>,
    pub(super) description: String,
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(super) enum Member {
    Field {
        name: String,
        #[serde(rename = "type")]
        kind: Type,
        /// The attribute whose place it takes.
        attribute: Option<String>,
        #[serde(default)]
        readonly: bool,
        description: String,
    },
    /// All methods are without parameters.
    Method {
        name: String,
        #[serde(rename = "return")]
        result: Return,
        description: String,
    },
}

#[derive(Deserialize)]
pub(super) struct Return {
    #[serde(rename = "type")]
    pub(super) kind: Type,
}

#[derive(Deserialize)]
pub(super) struct Event {
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) kind: Type,
    pub(super) description: String,
}

#[derive(Deserialize)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) description: String,
}

/// A custom property.
#[derive(Deserialize)]
pub struct Property {
    /// Its name, with the two hyphens.
    pub name: String,
    /// The value in CSS, in light mode.
    pub default: String,
    pub(super) description: String,
}

/// A type in the syntax of TypeScript.
#[derive(Deserialize)]
pub(super) struct Type {
    pub(super) text: String,
}

impl Element {
    /// Reads the manifest.
    ///
    /// # Errors
    /// It is not JSON, or a member is missing.
    pub fn read(manifest: &str) -> serde_json::Result<Self> {
        let Manifest { modules: [Module { declarations: [element] }] } = serde_json::from_str(manifest)?;
        Ok(element)
    }
}
