//! Scan of a posted text before it is parsed: finds its language and workflow, and texts with more values
//! than any submission needs.
//!
//! A parsed tree takes many times the memory of its text. The scan takes one pass and memory for 64 levels.

use crate::json::Json;
use crate::place::Place;
use crate::problem::{LocatedProblem, Problem};
use std::str;

/// Maximum number of entries of an array, and of members of an object. A form has tens of questions, and
/// accepts tens of files.
pub const MAX_ENTRIES: usize = 1000;
/// Maximum number of values in total, at all levels.
pub const MAX_VALUES: usize = 20_000;
/// The scan stops at deeper levels, which the parser refuses.
const MAX_LEVELS: usize = 64;

/// Members of a posted text that are needed before it is parsed.
#[derive(Debug, Default)]
pub struct Outline {
    /// The language tag.
    pub locale: Option<String>,
    /// The name of the form.
    pub workflow: Option<String>,
    /// The problem of the first array or object with too many values.
    pub(super) excess: Option<LocatedProblem>,
}

impl Outline {
    /// Scans a text to its end or to the first excess. The text need not be valid JSON.
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

/// An item of the scan.
enum Found<'a> {
    /// A string value, with its quotation marks.
    Text(&'a [u8]),
    /// Any other value, or the start of an array or object.
    Value,
}

/// An open array or object.
struct Level<'a> {
    entries: usize,
    /// In an object, the name of the latest member, with its quotation marks.
    name: Option<&'a [u8]>,
    is_object: bool,
    /// Whether the next string is a member's name.
    expects_name: bool,
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    levels: Vec<Level<'a>>,
    values: usize,
}

impl<'a> Scan<'a> {
    /// Returns the next value; `None` at the end.
    fn next(&mut self) -> Option<Found<'a>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            match byte {
                b'{' | b'[' => {
                    self.at += 1;
                    self.count();
                    let is_object = byte == b'{';
                    self.levels.push(Level { entries: 0, name: None, is_object, expects_name: is_object });
                    return (self.levels.len() <= MAX_LEVELS).then_some(Found::Value);
                }
                b'}' | b']' => {
                    self.at += 1;
                    self.levels.pop();
                }
                b',' => {
                    self.at += 1;
                    if let Some(level) = self.levels.last_mut() {
                        level.expects_name = level.is_object;
                    }
                }
                b':' | b' ' | b'\t' | b'\n' | b'\r' => self.at += 1,
                b'"' => {
                    let literal = self.string()?;
                    match self.levels.last_mut() {
                        Some(level) if level.expects_name => {
                            level.expects_name = false;
                            level.name = Some(literal);
                        }
                        _ => {
                            self.count();
                            return Some(Found::Text(literal));
                        }
                    }
                }
                _ => {
                    self.skip_literal();
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

    /// Reads a string, with its quotation marks.
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

    /// Skips a number, a literal, or any other text up to the next delimiter.
    fn skip_literal(&mut self) {
        let is_delimiter = |byte: &u8| b"{}[],:\" \t\n\r".contains(byte);
        while self.bytes.get(self.at).is_some_and(|byte| !is_delimiter(byte)) {
            self.at += 1;
        }
    }

    /// Returns the name of the latest member at this level, with its quotation marks.
    fn name(&self) -> &'a [u8] {
        self.levels.last().and_then(|level| level.name).unwrap_or_default()
    }

    fn excess(&self) -> Option<LocatedProblem> {
        let too_many = |max| Problem::TooMany { max };
        let too_large = |level: &Level| level.entries > MAX_ENTRIES;
        // An array that was just opened counts as an entry of the enclosing one.
        let depth = self.levels.iter().position(too_large);
        let (place, problem) = match depth {
            Some(depth) => (self.place(depth), too_many(MAX_ENTRIES)),
            None if self.values > MAX_VALUES => (self.place(0), too_many(MAX_VALUES)),
            None => return None,
        };
        Some(LocatedProblem::new(place, problem, None))
    }

    /// Returns the place of the array or object at a level.
    fn place(&self, depth: usize) -> Place {
        let mut place = Place::Envelope("#".to_owned());
        for level in self.levels.iter().take(depth) {
            let name = match level.name {
                Some(name) => unquoted(name).unwrap_or_default(),
                None => level.entries.saturating_sub(1).to_string(),
            };
            place = place.member(&name);
        }
        Place::parse(&place.pointer())
    }
}

fn unquoted(literal: &[u8]) -> Option<String> {
    match Json::read(str::from_utf8(literal).ok()?) {
        Ok(Json::String(text)) => Some(text),
        _ => None,
    }
}
