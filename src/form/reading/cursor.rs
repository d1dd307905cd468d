//! A position in a JSON document while it is read. The first error is recorded, and reading continues with
//! defaults. Functions that read need no `Result`, which halves their code size in the bundle.

use super::ReadError;
use crate::form::Text;
use crate::json::Json;
use std::cell::OnceCell;

/// Value of missing members.
static NOTHING: Json = Json::Null;

/// A value and its place in the document.
pub(crate) struct Cursor<'a> {
    json: &'a Json,
    parent: Option<&'a Cursor<'a>>,
    segment: Segment<'a>,
    fault: &'a OnceCell<ReadError>,
}

/// The last segment of a place.
enum Segment<'a> {
    Member(&'a str),
    Entry(usize),
}

impl<'a> Cursor<'a> {
    /// Reads a whole document.
    ///
    /// # Errors
    /// The first error in the document.
    pub(crate) fn read<T>(text: &str, read: fn(&Cursor) -> T) -> Result<T, ReadError> {
        let json = Json::read(text)?;
        let fault = OnceCell::new();
        let value = read(&Cursor { json: &json, parent: None, segment: Segment::Member(""), fault: &fault });
        fault.into_inner().map_or(Ok(value), Err)
    }

    /// Reads a value again that was read before without errors.
    pub(crate) fn reread<T>(json: &Json, read: fn(&Cursor) -> T) -> T {
        read(&Cursor { json, parent: None, segment: Segment::Member(""), fault: &OnceCell::new() })
    }

    fn child(&'a self, json: &'a Json, segment: Segment<'a>) -> Self {
        Self { json, parent: Some(self), segment, fault: self.fault }
    }

    /// Records an error, unless one was recorded before.
    #[cold]
    pub(crate) fn fault(&self, what: &str) {
        self.fault.get_or_init(|| ReadError { place: self.place(), what: what.to_owned() });
    }

    /// Records an error at a member, which may be missing.
    pub(crate) fn fault_at(&self, name: &str, what: &str) {
        self.child(&NOTHING, Segment::Member(name)).fault(what);
    }

    fn place(&self) -> String {
        let Some(parent) = self.parent else { return String::new() };
        match self.segment {
            Segment::Member(name) => [&parent.place(), "/", name].concat(),
            Segment::Entry(index) => [&parent.place(), "/", &index.to_string()].concat(),
        }
    }

    /// Records an error for each member whose name is not among `names`, which are separated by spaces, so
    /// that a typing error is not ignored.
    pub(crate) fn allow_only(&self, names: &str) {
        if !matches!(self.json, Json::Object(_)) {
            self.fault("must be an object");
        }
        for (name, _) in self.json.members() {
            if !names.split(' ').any(|known| known == name) {
                self.fault_at(name, "is not allowed here");
            }
        }
    }

    /// Returns the member with this name, if there is one.
    pub(crate) fn find(&'a self, name: &'a str) -> Option<Self> {
        self.json.get(name).map(|json| self.child(json, Segment::Member(name)))
    }

    /// Returns a required member.
    pub(crate) fn get(&'a self, name: &'a str) -> Self {
        self.find(name).unwrap_or_else(|| {
            self.fault_at(name, "is missing");
            self.child(&NOTHING, Segment::Member(name))
        })
    }

    /// Returns the only member of an object.
    pub(crate) fn sole(&'a self) -> Option<(&'a str, Self)> {
        match self.json.members() {
            [(name, json)] => Some((name, self.child(json, Segment::Member(name)))),
            _ => None,
        }
    }

    /// Returns an entry of an array that must have `of` entries, 2 or 3.
    pub(crate) fn entry(&'a self, index: usize, of: usize) -> Self {
        let entries = self.json.entries().unwrap_or_default();
        if entries.len() != of {
            self.fault(if of == 2 { "must be a list of two" } else { "must be a list of three" });
        }
        self.child(entries.get(index).unwrap_or(&NOTHING), Segment::Entry(index))
    }

    /// Reads the entries of an array.
    pub(crate) fn each<T>(&self, read: fn(&Cursor) -> T) -> Vec<T> {
        let mut list = Vec::new();
        match self.json.entries() {
            Some(entries) => {
                for (index, json) in entries.iter().enumerate() {
                    list.push(read(&self.child(json, Segment::Entry(index))));
                }
            }
            None => self.fault("must be a list"),
        }
        list
    }

    /// Reads the members of an object. The last of several members with one name wins.
    pub(crate) fn each_member<T>(&self, read: fn(&str, &Cursor) -> T) -> Vec<T> {
        let mut list = Vec::new();
        if !matches!(self.json, Json::Object(_)) {
            self.fault("must be an object");
        }
        for (name, _) in self.json.members() {
            list.push(read(name, &self.get(name)));
        }
        list
    }

    /// Returns the value.
    pub(crate) fn to_json(&self) -> Json {
        self.json.clone()
    }

    /// Returns the string, if this is one. Records no error.
    pub(crate) fn as_text(&self) -> Option<&'a str> {
        self.json.text()
    }

    /// Reads a string.
    pub(crate) fn to_text(&self) -> String {
        let text = self.json.text();
        if text.is_none() {
            self.fault("must be a string");
        }
        text.unwrap_or_default().to_owned()
    }

    /// Reads an array of strings.
    pub(crate) fn to_texts(&self) -> Vec<String> {
        self.each(text)
    }

    /// Reads a text in several languages.
    pub(crate) fn to_words(&self) -> Text {
        let mut texts = Vec::new();
        for (tag, text) in self.json.members() {
            texts.push((tag.clone(), self.child(text, Segment::Member(tag)).to_text()));
        }
        if texts.is_empty() {
            self.fault("must be an object with one text per language");
        }
        Text(texts)
    }

    /// Reads a boolean.
    pub(crate) fn to_boolean(&self) -> bool {
        let boolean = self.json.boolean();
        if boolean.is_none() {
            self.fault("must be true or false");
        }
        boolean.unwrap_or_default()
    }

    /// Returns whether this is `false`. Records no error.
    pub(crate) fn is_false(&self) -> bool {
        self.json.boolean() == Some(false)
    }

    /// Reads a whole number.
    pub(crate) fn to_integer(&self) -> usize {
        let number = self.json.integer().and_then(|number| usize::try_from(number).ok());
        if number.is_none() {
            self.fault("must be a whole number");
        }
        number.unwrap_or_default()
    }

    /// Reads a required string.
    pub(crate) fn text(&self, name: &str) -> String {
        self.get(name).to_text()
    }

    /// Reads an optional string.
    pub(crate) fn text_if(&self, name: &str) -> Option<String> {
        self.find(name).map(|at| at.to_text())
    }

    /// Reads a required text in several languages.
    pub(crate) fn words(&self, name: &str) -> Text {
        self.get(name).to_words()
    }

    /// Reads an optional text in several languages.
    pub(crate) fn words_if(&self, name: &str) -> Option<Text> {
        self.find(name).map(|at| at.to_words())
    }

    /// Reads an optional array.
    pub(crate) fn list_if<T>(&self, name: &str, read: fn(&Cursor) -> T) -> Vec<T> {
        self.find(name).map(|at| at.each(read)).unwrap_or_default()
    }

    /// Reads an optional boolean, by default false.
    pub(crate) fn boolean_if(&self, name: &str) -> bool {
        self.find(name).is_some_and(|at| at.to_boolean())
    }

    /// Reads an optional whole number.
    pub(crate) fn integer_if(&self, name: &str) -> Option<usize> {
        self.find(name).map(|at| at.to_integer())
    }
}

/// `Cursor::to_text` as a function pointer for cursors of any lifetime.
fn text(at: &Cursor) -> String {
    at.to_text()
}
