//! JSON writer with the same output as `serde_json`, in less code.

use super::Json;

/// A document under construction. Commas are inserted automatically.
#[derive(Default)]
pub(crate) struct Writer {
    text: String,
}

impl Writer {
    /// Creates a writer with an initial capacity in bytes.
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes) }
    }

    /// Returns the document.
    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// Opens an array or an object.
    pub(crate) fn open(&mut self, bracket: char) {
        self.separate();
        self.text.push(bracket);
    }

    /// Closes an array or an object.
    pub(crate) fn close(&mut self, bracket: char) {
        self.text.push(bracket);
    }

    /// Writes the name of a member. Its value must follow.
    pub(crate) fn name(&mut self, name: &str) {
        self.string(name);
        self.text.push(':');
    }

    /// Writes a member with a string value.
    pub(crate) fn member(&mut self, name: &str, value: &str) {
        self.name(name);
        self.string(value);
    }

    /// Writes a member with a string value, if there is a value.
    pub(crate) fn member_if(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.member(name, value);
        }
    }

    /// Writes a number, a literal or any other valid JSON as it is.
    pub(crate) fn raw(&mut self, json: &str) {
        self.separate();
        self.text.push_str(json);
    }

    /// Writes a value. Numbers that are not whole become strings; this crate writes none.
    pub(crate) fn value(&mut self, value: &Json) {
        match value {
            Json::Null => self.raw("null"),
            Json::Bool(boolean) => self.raw(if *boolean { "true" } else { "false" }),
            Json::Number(number) => match number.parse::<i64>() {
                Ok(whole) => self.raw(&whole.to_string()),
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

    /// Writes a string. Runs without escapes are copied at once, because files in base64 are long.
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
