//! What the person typed, as text by control name; it can be saved and resumed, and never fails.
//!
//! Names are those of the controls: `mobile`, `birth_on.year`, `co_petitioners.0.name`. Nothing is judged here.

mod answers;

use crate::form::{Form, Question};
use crate::json::Json;
use crate::value::attachment::Attachment;

/// More rows than any group may have; guards against a draft that names row 4 billion.
const MAX_ROWS: usize = 1000;

/// What was typed into one control.
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

/// Everything that was typed and chosen so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// In the order of the names.
    entries: Vec<(String, Entry)>,
    /// The files that were chosen, in the order of choice.
    pub files: Vec<Attachment>,
}

impl Draft {
    /// What stands in the control of that name.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        match self.entry(name) {
            Some(Entry::Text(text)) => text,
            _ => "",
        }
    }

    /// What was ticked under that name.
    #[must_use]
    pub fn list(&self, name: &str) -> &[String] {
        match self.entry(name) {
            Some(Entry::List(list)) => list,
            _ => &[],
        }
    }

    /// Whether nothing was typed or chosen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.files.is_empty()
    }

    /// Sets what stands in a control.
    pub fn set_text(&mut self, name: &str, text: &str) {
        self.set(name.to_owned(), Entry::Text(text.to_owned()));
    }

    /// Sets what was ticked.
    pub fn set_list(&mut self, name: &str, list: Vec<String>) {
        self.set(name.to_owned(), Entry::List(list));
    }

    /// The place of a control, or where it would stand.
    fn place(&self, name: &str) -> Result<usize, usize> {
        self.entries.binary_search_by(|(other, _)| parts(other).cmp(parts(name)))
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        self.place(name).ok().and_then(|at| self.entries.get(at)).map(|(_, entry)| entry)
    }

    fn set(&mut self, name: String, entry: Entry) {
        match self.place(&name) {
            Ok(at) => {
                if let Some(old) = self.entries.get_mut(at) {
                    old.1 = entry;
                }
            }
            Err(at) => self.entries.insert(at, (name, entry)),
        }
    }

    /// Files that answer that question, with their place among all files.
    pub fn files_of<'a>(&'a self, question: &'a str) -> impl Iterator<Item = (usize, &'a Attachment)> {
        self.files.iter().enumerate().filter(move |(_, file)| file.answer == question)
    }

    /// The entries alone.
    #[must_use]
    pub fn without_files(&self) -> Self {
        Self { entries: self.entries.clone(), files: Vec::new() }
    }

    /// How many questions of the form have an entry that is not empty.
    #[must_use]
    pub fn count_answers(&self, form: &Form) -> usize {
        let is_answered = |question: &&Question| {
            self.entries.iter().any(|(name, entry)| is_control_of(name, &question.id) && !entry.is_empty())
        };
        form.questions().filter(is_answered).count()
    }

    /// The first text in a row of a group that is not empty.
    #[must_use]
    pub fn first_in_row(&self, group: &str, row: usize) -> Option<&str> {
        self.entries.iter().find_map(|(name, entry)| match entry {
            Entry::Text(text) if !text.is_empty() && row_of(name, group)?.0 == row => Some(text.as_str()),
            _ => None,
        })
    }

    /// How many rows a group has.
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

    /// Removes one row of a group; later rows move up.
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

    /// Keeps what `keep` wants, by the control's name and what stands in it, or was ticked, between spaces.
    pub fn retain(&mut self, mut keep: impl FnMut(&str, &str) -> bool) {
        self.entries.retain(|(name, entry)| match entry {
            Entry::Text(text) => keep(name, text),
            Entry::List(list) => keep(name, &list.join(" ")),
        });
    }

    /// The draft as JSON, without the files.
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

    /// Reads what `to_json` wrote; whatever else stands there is left out.
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

    /// Takes over entries that this draft does not have yet.
    pub fn fill_from(&mut self, other: Self) {
        for (name, entry) in other.entries {
            if self.entry(&name).is_none() {
                self.set(name, entry);
            }
        }
    }
}

/// The parts of a name, shorter ones first, so that rows are in the order of their numbers: each comes to stand after
/// those before it, and a thousand rows are not moved for every one more.
fn parts(name: &str) -> impl Iterator<Item = (usize, &str)> {
    name.split('.').map(|part| (part.len(), part))
}

/// Whether a control belongs to that question: it has its id, or is a part or a row of it.
fn is_control_of(name: &str, id: &str) -> bool {
    name.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The name of a composite answer's control.
#[must_use]
pub fn part_name(name: &str, part: &str) -> String {
    [name, ".", part].concat()
}

/// The name of a control in a row of a group.
#[must_use]
pub fn row_name(group: &str, row: usize, id: &str) -> String {
    [group, ".", &row.to_string(), ".", id].concat()
}

/// Row and rest of a control's name, if it stands in that group.
fn row_of<'a>(name: &'a str, group: &str) -> Option<(usize, &'a str)> {
    let (row, rest) = name.strip_prefix(group)?.strip_prefix('.')?.split_once('.')?;
    row.parse().ok().filter(|row| *row < MAX_ROWS).map(|row| (row, rest))
}

fn texts(json: &Json) -> Option<Vec<String>> {
    json.entries()?.iter().map(|entry| entry.text().map(str::to_owned)).collect()
}

/// A name as a token of a JSON pointer (RFC 6901).
pub(crate) fn escape(name: &str) -> String {
    let mut token = String::new();
    for character in name.chars() {
        match character {
            '~' => token.push_str("~0"),
            '/' => token.push_str("~1"),
            _ => token.push(character),
        }
    }
    token
}
