//! The text of a JSON document as it grows, in the spelling of `serde_json`, which in the browser costs more.

use super::Json;

/// A document that is being written: values one after another, commas are set where they are due.
#[derive(Default)]
pub(crate) struct Writer {
    text: String,
}

impl Writer {
    /// A writer with room for so many bytes.
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes) }
    }

    /// The document.
    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// Begins an array or an object.
    pub(crate) fn open(&mut self, bracket: char) {
        self.separate();
        self.text.push(bracket);
    }

    /// Ends it.
    pub(crate) fn close(&mut self, bracket: char) {
        self.text.push(bracket);
    }

    /// The name of the member whose value comes next.
    pub(crate) fn name(&mut self, name: &str) {
        self.string(name);
        self.text.push(':');
    }

    /// A member that is a string.
    pub(crate) fn member(&mut self, name: &str, value: &str) {
        self.name(name);
        self.string(value);
    }

    /// A member that is a string, if there is one.
    pub(crate) fn member_if(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.member(name, value);
        }
    }

    /// A number, a word, or any JSON that is written already.
    pub(crate) fn word(&mut self, word: &str) {
        self.separate();
        self.text.push_str(word);
    }

    /// Any value. Only whole numbers are ever written by this project; any other becomes a string.
    pub(crate) fn value(&mut self, value: &Json) {
        match value {
            Json::Null => self.word("null"),
            Json::Bool(truth) => self.word(if *truth { "true" } else { "false" }),
            Json::Number(number) => match number.parse::<i64>() {
                Ok(whole) => self.word(&whole.to_string()),
                Err(_) => self.string(number),
            },
            Json::String(text) => self.string(text),
            Json::Array(entries) => {
                self.open('[');
                for entry in entries {
                    self.value(entry);
                }
                self.close(']');
            }
            Json::Object(members) => {
                self.open('{');
                for (name, value) in members {
                    self.name(name);
                    self.value(value);
                }
                self.close('}');
            }
        }
    }

    /// A string: what needs no escape is copied at once, as files in base64 are long.
    pub(crate) fn string(&mut self, string: &str) {
        self.separate();
        self.text.push('"');
        let mut rest = string;
        while let Some(at) = rest.find(|c: char| c < ' ' || c == '"' || c == '\\') {
            let (plain, from) = rest.split_at_checked(at).unwrap_or_default();
            let mut characters = from.chars();
            self.text.push_str(plain);
            self.escape(characters.next().unwrap_or_default());
            rest = characters.as_str();
        }
        self.text.push_str(rest);
        self.text.push('"');
    }

    fn escape(&mut self, character: char) {
        let short = match character {
            '\u{8}' => 'b',
            '\t' => 't',
            '\n' => 'n',
            '\u{c}' => 'f',
            '\r' => 'r',
            _ => character,
        };
        self.text.push('\\');
        if short >= ' ' {
            self.text.push(short);
            return;
        }
        self.text.push_str(if character < '\u{10}' { "u000" } else { "u001" });
        self.text.extend(char::from_digit(u32::from(character) % 16, 16));
    }

    fn separate(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(['[', '{', ':']) {
            self.text.push(',');
        }
    }
}
