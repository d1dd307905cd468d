//! A place in a JSON document that is being read. The first mistake is noted, and reading goes on with defaults:
//! what reads needs no `Result`, which in the browser costs less than half of the bytes.

use super::ReadError;
use crate::form::Text;
use crate::json::Json;
use std::cell::OnceCell;

/// What stands where something is missing.
static NOTHING: Json = Json::Null;

/// A value and its place.
pub(crate) struct Cursor<'a> {
    json: &'a Json,
    above: Option<&'a Cursor<'a>>,
    step: Step<'a>,
    fault: &'a OnceCell<ReadError>,
}

/// The last step to a place.
enum Step<'a> {
    Member(&'a str),
    Entry(usize),
}

impl<'a> Cursor<'a> {
    /// Reads a whole document.
    ///
    /// # Errors
    /// The first mistake in it.
    pub(crate) fn read<T>(text: &str, read: fn(&Cursor) -> T) -> Result<T, ReadError> {
        let json = Json::read(text)?;
        let fault = OnceCell::new();
        let value = read(&Cursor { json: &json, above: None, step: Step::Member(""), fault: &fault });
        fault.into_inner().map_or(Ok(value), Err)
    }

    /// Reads once more what was read before, without mistakes.
    pub(crate) fn reread<T>(json: &Json, read: fn(&Cursor) -> T) -> T {
        read(&Cursor { json, above: None, step: Step::Member(""), fault: &OnceCell::new() })
    }

    fn below(&'a self, json: &'a Json, step: Step<'a>) -> Self {
        Self { json, above: Some(self), step, fault: self.fault }
    }

    /// Notes a mistake, unless one was noted before.
    #[cold]
    pub(crate) fn fault(&self, what: &str) {
        self.fault.get_or_init(|| ReadError { place: self.place(), what: what.to_owned() });
    }

    /// Notes a mistake at a member, whether it is there or not.
    pub(crate) fn fault_at(&self, name: &str, what: &str) {
        self.below(&NOTHING, Step::Member(name)).fault(what);
    }

    fn place(&self) -> String {
        let Some(above) = self.above else { return String::new() };
        match self.step {
            Step::Member(name) => [&above.place(), "/", name].concat(),
            Step::Entry(index) => [&above.place(), "/", &index.to_string()].concat(),
        }
    }

    /// Refuses members other than these, whose names stand between spaces, so that a slip of the pen is not
    /// silently without effect.
    pub(crate) fn only(&self, names: &str) {
        if !matches!(self.json, Json::Object(_)) {
            self.fault("must be an object");
        }
        for (name, _) in self.json.members() {
            if !names.split(' ').any(|known| known == name) {
                self.fault_at(name, "is not known here");
            }
        }
    }

    /// The member of that name, if there is one.
    pub(crate) fn find(&'a self, name: &'a str) -> Option<Self> {
        self.json.get(name).map(|json| self.below(json, Step::Member(name)))
    }

    /// The member of that name, which must not be missing.
    pub(crate) fn get(&'a self, name: &'a str) -> Self {
        self.find(name).unwrap_or_else(|| {
            self.fault_at(name, "is missing");
            self.below(&NOTHING, Step::Member(name))
        })
    }

    /// The only member of an object.
    pub(crate) fn sole(&'a self) -> Option<(&'a str, Self)> {
        match self.json.members() {
            [(name, json)] => Some((name, self.below(json, Step::Member(name)))),
            _ => None,
        }
    }

    /// An entry of a list that must have `2` or `3`.
    pub(crate) fn entry(&'a self, index: usize, of: usize) -> Self {
        let entries = self.json.entries().unwrap_or_default();
        if entries.len() != of {
            self.fault(if of == 2 { "must be a list of two" } else { "must be a list of three" });
        }
        self.below(entries.get(index).unwrap_or(&NOTHING), Step::Entry(index))
    }

    /// A list, entry by entry.
    pub(crate) fn each<T>(&self, read: fn(&Cursor) -> T) -> Vec<T> {
        let mut list = Vec::new();
        match self.json.entries() {
            Some(entries) => {
                for (index, json) in entries.iter().enumerate() {
                    list.push(read(&self.below(json, Step::Entry(index))));
                }
            }
            None => self.fault("must be a list"),
        }
        list
    }

    /// An object, member by member; of two with one name the last counts.
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

    /// The value itself.
    pub(crate) fn to_json(&self) -> Json {
        self.json.clone()
    }

    /// A string, if this is one; nothing is noted.
    pub(crate) fn as_text(&self) -> Option<&'a str> {
        self.json.text()
    }

    /// A string.
    pub(crate) fn to_text(&self) -> String {
        let text = self.json.text();
        if text.is_none() {
            self.fault("must be a string");
        }
        text.unwrap_or_default().to_owned()
    }

    /// A list of strings.
    pub(crate) fn to_texts(&self) -> Vec<String> {
        self.each(text)
    }

    /// A text in several languages.
    pub(crate) fn to_words(&self) -> Text {
        let mut texts = Vec::new();
        for (tag, text) in self.json.members() {
            texts.push((tag.clone(), self.below(text, Step::Member(tag)).to_text()));
        }
        if texts.is_empty() {
            self.fault("must be an object with one text a language");
        }
        Text(texts)
    }

    /// `true` or `false`.
    pub(crate) fn to_truth(&self) -> bool {
        let truth = self.json.truth();
        if truth.is_none() {
            self.fault("must be true or false");
        }
        truth.unwrap_or_default()
    }

    /// Whether this is `false`; nothing is noted.
    pub(crate) fn is_false(&self) -> bool {
        self.json.truth() == Some(false)
    }

    /// A whole number.
    pub(crate) fn to_whole(&self) -> usize {
        let number = self.json.whole().and_then(|number| usize::try_from(number).ok());
        if number.is_none() {
            self.fault("must be a whole number");
        }
        number.unwrap_or_default()
    }

    /// A string that must not be missing.
    pub(crate) fn text(&self, name: &str) -> String {
        self.get(name).to_text()
    }

    /// A string that may be missing.
    pub(crate) fn text_if(&self, name: &str) -> Option<String> {
        self.find(name).map(|at| at.to_text())
    }

    /// A text in several languages that must not be missing.
    pub(crate) fn words(&self, name: &str) -> Text {
        self.get(name).to_words()
    }

    /// A text in several languages that may be missing.
    pub(crate) fn words_if(&self, name: &str) -> Option<Text> {
        self.find(name).map(|at| at.to_words())
    }

    /// A list that may be missing.
    pub(crate) fn list_if<T>(&self, name: &str, read: fn(&Cursor) -> T) -> Vec<T> {
        self.find(name).map(|at| at.each(read)).unwrap_or_default()
    }

    /// A truth value; a missing one is false.
    pub(crate) fn truth_if(&self, name: &str) -> bool {
        self.find(name).is_some_and(|at| at.to_truth())
    }

    /// A whole number that may be missing.
    pub(crate) fn whole_if(&self, name: &str) -> Option<usize> {
        self.find(name).map(|at| at.to_whole())
    }
}

/// A string: `to_text`, as a function for whatever cursor.
fn text(at: &Cursor) -> String {
    at.to_text()
}
