//! A first look at a posted text before it becomes a tree: what it says of itself, and whether it holds more values
//! than any submission needs.
//!
//! A tree takes many times the memory of its text, and a problem for each of a million members helps nobody. The look
//! costs one pass over the text, and memory for 64 levels.

use crate::draft::escape;
use crate::json::Json;
use crate::problem::{Finding, Problem};
use std::str;

/// Most entries of a list, and most members of an object. A form has tens of questions, and takes tens of files.
pub const MOST_ENTRIES: usize = 1000;
/// Most values in all: members, entries and whatever stands in them.
pub const MOST_VALUES: usize = 20_000;
/// Deeper texts are left to the reader, which refuses them.
const MOST_LEVELS: usize = 64;

/// What a posted text says of itself, valid or not.
#[derive(Debug, Default)]
pub struct Outline {
    /// The language that the form was filled in.
    pub locale: Option<String>,
    /// The form's name.
    pub workflow: Option<String>,
    /// The first list or object that holds too much.
    pub(super) excess: Option<Finding>,
}

impl Outline {
    /// Looks over a text up to its end, or to what is too much. Whether it is JSON is not asked.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut scan = Scan { bytes: text.as_bytes(), at: 0, levels: Vec::new(), values: 0 };
        let mut outline = Self::default();
        while outline.excess.is_none()
            && let Some(found) = scan.next()
        {
            match found {
                Found::Text(literal) if scan.levels.len() == 1 => match scan.name() {
                    b"\"locale\"" => outline.locale = unquoted(literal),
                    b"\"workflow\"" => outline.workflow = unquoted(literal),
                    _ => {}
                },
                Found::Text(_) | Found::Value => {}
            }
            outline.excess = scan.excess();
        }
        outline
    }
}

/// What a scan comes across.
enum Found<'a> {
    /// A string, with its quotation marks.
    Text(&'a [u8]),
    /// Any other value, or its beginning.
    Value,
}

/// A list or an object that was begun.
struct Level<'a> {
    entries: usize,
    /// Of an object, the name of the latest member, with its quotation marks.
    name: Option<&'a [u8]>,
    is_object: bool,
    /// Whether the next string is a member's name.
    awaits_name: bool,
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    levels: Vec<Level<'a>>,
    values: usize,
}

impl<'a> Scan<'a> {
    /// The next value; `None` at the end.
    fn next(&mut self) -> Option<Found<'a>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            match byte {
                b'{' | b'[' => {
                    self.at += 1;
                    self.count();
                    let is_object = byte == b'{';
                    self.levels.push(Level { entries: 0, name: None, is_object, awaits_name: is_object });
                    return (self.levels.len() <= MOST_LEVELS).then_some(Found::Value);
                }
                b'}' | b']' => {
                    self.at += 1;
                    self.levels.pop();
                }
                b',' => {
                    self.at += 1;
                    if let Some(level) = self.levels.last_mut() {
                        level.awaits_name = level.is_object;
                    }
                }
                b':' | b' ' | b'\t' | b'\n' | b'\r' => self.at += 1,
                b'"' => {
                    let literal = self.string()?;
                    match self.levels.last_mut() {
                        Some(level) if level.awaits_name => {
                            level.awaits_name = false;
                            level.name = Some(literal);
                        }
                        _ => {
                            self.count();
                            return Some(Found::Text(literal));
                        }
                    }
                }
                _ => {
                    self.word();
                    self.count();
                    return Some(Found::Value);
                }
            }
        }
    }

    fn count(&mut self) {
        self.values += 1;
        if let Some(level) = self.levels.last_mut() {
            level.entries += 1;
        }
    }

    /// A string with its quotation marks.
    fn string(&mut self) -> Option<&'a [u8]> {
        let start = self.at;
        self.at += 1;
        loop {
            let step = match self.bytes.get(self.at)? {
                b'"' => break,
                b'\\' => 2,
                _ => 1,
            };
            self.at += step;
        }
        self.at += 1;
        self.bytes.get(start..self.at)
    }

    /// Passes over a number, a word, or whatever else stands between two marks.
    fn word(&mut self) {
        let is_mark = |byte: &u8| b"{}[],:\" \t\n\r".contains(byte);
        while self.bytes.get(self.at).is_some_and(|byte| !is_mark(byte)) {
            self.at += 1;
        }
    }

    /// The name of the latest member on this level, with its quotation marks.
    fn name(&self) -> &'a [u8] {
        self.levels.last().and_then(|level| level.name).unwrap_or_default()
    }

    fn excess(&self) -> Option<Finding> {
        let most = |most| Problem::TooMany { most };
        let too_large = |level: &Level| level.entries > MOST_ENTRIES;
        // A list that has just begun is an entry of the one around it.
        let depth = self.levels.iter().position(too_large);
        let (pointer, problem) = match depth {
            Some(depth) => (self.pointer(depth), most(MOST_ENTRIES)),
            None if self.values > MOST_VALUES => (self.pointer(0), most(MOST_VALUES)),
            None => return None,
        };
        Some(Finding::new(pointer, problem, None))
    }

    /// The pointer to the list or object on that level.
    fn pointer(&self, depth: usize) -> String {
        let mut pointer = "#".to_owned();
        for level in self.levels.iter().take(depth) {
            pointer.push('/');
            pointer += &match level.name {
                Some(name) => escape(&unquoted(name).unwrap_or_default()),
                None => level.entries.saturating_sub(1).to_string(),
            };
        }
        pointer
    }
}

fn unquoted(literal: &[u8]) -> Option<String> {
    match Json::read(str::from_utf8(literal).ok()?) {
        Ok(Json::String(text)) => Some(text),
        _ => None,
    }
}
