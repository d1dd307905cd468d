//! JSON values. Numbers keep their text, the nesting depth is limited, and errors have a position.
//!
//! The same small parser is used in the browser and natively, because `serde_json::from_str` would add 18 kB
//! to the bundle.

mod reader;
mod writer;

pub(crate) use writer::Writer;

use std::fmt;

/// A JSON value. Members of an object keep their order; the last of several members with one name wins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// The number's text, such as `81234` or `1e3`.
    Number(String),
    /// A string, unescaped.
    String(String),
    /// An array.
    Array(Vec<Json>),
    /// An object.
    Object(Vec<(String, Json)>),
}

/// A syntax error and its position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Offset in bytes.
    pub at: usize,
    /// The expected text at that position.
    pub expected: &'static str,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not JSON at byte {}: expected {}", self.at, self.expected)
    }
}

impl std::error::Error for Error {}

impl Json {
    /// Parses one JSON document (RFC 8259).
    ///
    /// # Errors
    /// The first position that is not valid JSON or is nested more than 64 levels deep.
    pub fn read(text: &str) -> Result<Self, Error> {
        reader::read(text)
    }

    /// Creates an array of strings.
    #[must_use]
    pub fn strings(texts: &[String]) -> Self {
        Self::Array(texts.iter().map(|text| Self::from(text.as_str())).collect())
    }

    /// Writes the value as compact JSON.
    #[must_use]
    pub fn write(&self) -> String {
        let mut writer = Writer::default();
        writer.value(self);
        writer.into_text()
    }

    /// Returns the member with this name, if this is an object that has it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.members().iter().rev().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// Returns the members, if this is an object; otherwise an empty slice.
    #[must_use]
    pub fn members(&self) -> &[(String, Self)] {
        match self {
            Self::Object(members) => members,
            _ => &[],
        }
    }

    /// Returns the entries, if this is an array.
    #[must_use]
    pub fn entries(&self) -> Option<&[Self]> {
        match self {
            Self::Array(entries) => Some(entries),
            _ => None,
        }
    }

    /// Returns the text, if this is a string.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the value, if this is a number without sign, fraction and exponent that fits 64 bits.
    #[must_use]
    pub fn integer(&self) -> Option<u64> {
        match self {
            Self::Number(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// Returns the value, if this is a boolean.
    #[must_use]
    pub fn boolean(&self) -> Option<bool> {
        match self {
            Self::Bool(boolean) => Some(*boolean),
            _ => None,
        }
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}
