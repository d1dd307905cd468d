//! Drafts: the text of each control by name, and the chosen files. A draft can hold any input, valid or not.
//!
//! Control names have the forms `mobile`, `birth_on.year` and `co_petitioners.0.name`.

mod answers;

use crate::control::row_name;
use crate::form::{Form, Question};
use crate::json::Json;
use crate::value::attachment::Attachment;

/// Maximum number of rows of a group, a guard against drafts that name row 4 billion.
const MAX_ROWS: usize = 1000;

/// The content of one control.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Entry {
    Text(String),
    List(Vec<String>),
}

impl Entry {
    fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::List(list) => list.is_empty(),
        }
    }
}

/// Everything that was entered into a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Sorted by name, see `sort_key`.
    entries: Vec<(String, Entry)>,
    /// The chosen files, in the order in which they were added.
    pub files: Vec<Attachment>,
}

impl Draft {
    /// The text of a control; empty if there is none.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        match self.entry(name) {
            Some(Entry::Text(text)) => text,
            _ => "",
        }
    }

    /// The ticked values of a multiple choice.
    #[must_use]
    pub fn list(&self, name: &str) -> &[String] {
        match self.entry(name) {
            Some(Entry::List(list)) => list,
            _ => &[],
        }
    }

    /// Returns whether there are no entries and no files.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.files.is_empty()
    }

    /// Sets the text of a control.
    pub fn set_text(&mut self, name: &str, text: &str) {
        self.set(name.to_owned(), Entry::Text(text.to_owned()));
    }

    /// Sets the ticked values of a multiple choice.
    pub fn set_list(&mut self, name: &str, list: Vec<String>) {
        self.set(name.to_owned(), Entry::List(list));
    }

    /// Returns the index of a control, or the index at which to insert it.
    fn position(&self, name: &str) -> Result<usize, usize> {
        self.entries.binary_search_by(|(other, _)| sort_key(other).cmp(&sort_key(name)))
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        self.position(name).ok().and_then(|at| self.entries.get(at)).map(|(_, entry)| entry)
    }

    fn set(&mut self, name: String, entry: Entry) {
        match self.position(&name) {
            Ok(at) => {
                if let Some(old) = self.entries.get_mut(at) {
                    old.1 = entry;
                }
            }
            Err(at) => self.entries.insert(at, (name, entry)),
        }
    }

    /// Iterates over the files of a question, each with its index among all files.
    pub fn files_of<'a>(&'a self, question: &'a str) -> impl Iterator<Item = (usize, &'a Attachment)> {
        self.files.iter().enumerate().filter(move |(_, file)| file.answer == question)
    }

    /// Returns a copy with the entries only.
    #[must_use]
    pub fn without_files(&self) -> Self {
        Self { entries: self.entries.clone(), files: Vec::new() }
    }

    /// Returns the number of the form's questions that have a non-empty entry.
    #[must_use]
    pub fn count_answers(&self, form: &Form) -> usize {
        let is_answered = |question: &&Question| {
            self.entries.iter().any(|(name, entry)| is_control_of(name, &question.id) && !entry.is_empty())
        };
        form.questions().filter(is_answered).count()
    }

    /// Returns the first non-empty text of a group's row.
    #[must_use]
    pub fn first_in_row(&self, group: &str, row: usize) -> Option<&str> {
        self.entries.iter().find_map(|(name, entry)| match entry {
            Entry::Text(text) if !text.is_empty() && row_of(name, group)?.0 == row => Some(text.as_str()),
            _ => None,
        })
    }

    /// Returns the number of rows of a group.
    #[must_use]
    pub fn rows(&self, group: &str) -> usize {
        let mut rows = 0;
        for (name, _) in &self.entries {
            if let Some((row, _)) = row_of(name, group) {
                rows = rows.max(row + 1);
            }
        }
        rows
    }

    /// Removes a row of a group and renumbers the rows after it.
    pub fn remove_row(&mut self, group: &str, row: usize) {
        let entries = std::mem::take(&mut self.entries);
        for (name, entry) in entries {
            let moved = match row_of(&name, group) {
                Some((at, _)) if at == row => continue,
                Some((at, rest)) if at > row => row_name(group, at - 1, rest),
                _ => name,
            };
            self.set(moved, entry);
        }
    }

    /// Keeps the entries for which `keep` returns true. Its arguments are the control's name and its text, or
    /// the ticked values separated by spaces.
    pub fn retain(&mut self, mut keep: impl FnMut(&str, &str) -> bool) {
        self.entries.retain(|(name, entry)| match entry {
            Entry::Text(text) => keep(name, text),
            Entry::List(list) => keep(name, &list.join(" ")),
        });
    }

    /// Writes the draft as JSON, without the files.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let mut members = Vec::new();
        for (name, entry) in &self.entries {
            let value = match entry {
                Entry::Text(text) => Json::String(text.clone()),
                Entry::List(list) => Json::strings(list),
            };
            members.push((name.clone(), value));
        }
        Json::Object(members)
    }

    /// Reads a draft from the JSON of [`Draft::to_json`]. Members of other types are ignored.
    #[must_use]
    pub fn from_json(json: &Json) -> Self {
        let mut draft = Self::default();
        for (name, value) in json.members() {
            if let Some(text) = value.text() {
                draft.set_text(name, text);
            } else if let Some(list) = texts(value) {
                draft.set_list(name, list);
            }
        }
        draft
    }

    /// Copies the entries of another draft that this draft does not have.
    pub fn fill_from(&mut self, other: Self) {
        for (name, entry) in other.entries {
            if self.entry(&name).is_none() {
                self.set(name, entry);
            }
        }
    }
}

/// The sort key of a control name: shorter names first, so that the rows of one control are in the order of
/// their numbers.
fn sort_key(name: &str) -> (usize, &str) {
    (name.len(), name)
}

/// Returns whether a control belongs to a question: its name is the id, or the id followed by a part or a
/// row.
fn is_control_of(name: &str, id: &str) -> bool {
    name.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Returns the row and the rest of a control's name, if it belongs to the group.
fn row_of<'a>(name: &'a str, group: &str) -> Option<(usize, &'a str)> {
    let (row, rest) = name.strip_prefix(group)?.strip_prefix('.')?.split_once('.')?;
    row.parse().ok().filter(|row| *row < MAX_ROWS).map(|row| (row, rest))
}

fn texts(json: &Json) -> Option<Vec<String>> {
    json.entries()?.iter().map(|entry| entry.text().map(str::to_owned)).collect()
}
