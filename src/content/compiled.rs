//! The format of compiled contents: a sequence of values as text, each terminated by U+001F. The length of a list
//! precedes its entries, and the tag of a variant precedes its members.

#[cfg(not(target_arch = "wasm32"))]
use crate::form::Text;
use std::str::FromStr;

/// Terminates each value. It is removed from the values themselves.
const END: char = '\u{1f}';

/// Maximum nesting depth, which bounds the use of the stack.
const MAX_DEPTH: usize = 64;

/// Reads values one after the other.
pub struct Reader<'a> {
    rest: &'a str,
    depth: usize,
}

impl<'a> Reader<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { rest: text, depth: 0 }
    }

    /// Returns the next value; an empty one at the end.
    pub fn next(&mut self) -> &'a str {
        let (value, rest) = self.rest.split_once(END).unwrap_or_default();
        self.rest = rest;
        value
    }

    /// Returns the next value as a number, or 0.
    pub fn number<T: FromStr + Default>(&mut self) -> T {
        self.next().parse().unwrap_or_default()
    }

    /// Reads a nested value. At the maximum depth, discards the rest, so that reading ends with defaults.
    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            self.rest = "";
        }
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }
}

/// Writes values one after the other.
#[cfg(not(target_arch = "wasm32"))]
pub struct Writer {
    text: String,
    tag: String,
}

#[cfg(not(target_arch = "wasm32"))]
impl Writer {
    /// Writes texts in the language of a tag.
    pub fn new(tag: &str) -> Self {
        Self { text: String::new(), tag: tag.to_owned() }
    }

    pub fn value(&mut self, value: &str) {
        self.text.extend(value.chars().filter(|character| *character != END));
        self.text.push(END);
    }

    pub fn number(&mut self, number: &impl ToString) {
        self.value(&number.to_string());
    }

    /// Writes a text in the language.
    pub fn words(&mut self, text: &Text) {
        let tag = self.tag.clone();
        self.value(text.in_language(&tag));
    }

    pub fn into_text(self) -> String {
        self.text
    }
}

/// A type that can be part of a compiled content.
pub trait Record: Sized {
    #[cfg(not(target_arch = "wasm32"))]
    fn write(&self, out: &mut Writer);
    /// Reads what `write` has written.
    fn read_record(from: &mut Reader) -> Self;
}

impl Record for String {
    #[cfg(not(target_arch = "wasm32"))]
    fn write(&self, out: &mut Writer) {
        out.value(self);
    }

    fn read_record(from: &mut Reader) -> Self {
        from.next().to_owned()
    }
}

impl Record for bool {
    #[cfg(not(target_arch = "wasm32"))]
    fn write(&self, out: &mut Writer) {
        out.value(if *self { "1" } else { "" });
    }

    fn read_record(from: &mut Reader) -> Self {
        !from.next().is_empty()
    }
}

impl<T: Record> Record for Option<T> {
    #[cfg(not(target_arch = "wasm32"))]
    fn write(&self, out: &mut Writer) {
        self.is_some().write(out);
        if let Some(value) = self {
            value.write(out);
        }
    }

    fn read_record(from: &mut Reader) -> Self {
        bool::read_record(from).then(|| T::read_record(from))
    }
}

impl<T: Record> Record for Vec<T> {
    #[cfg(not(target_arch = "wasm32"))]
    fn write(&self, out: &mut Writer) {
        out.number(&self.len());
        for value in self {
            value.write(out);
        }
    }

    fn read_record(from: &mut Reader) -> Self {
        let mut list = Vec::new();
        let count: usize = from.number();
        while list.len() < count && !from.is_at_end() {
            list.push(from.nested(T::read_record));
        }
        list
    }
}

impl<T: Record> Record for Box<T> {
    #[cfg(not(target_arch = "wasm32"))]
    fn write(&self, out: &mut Writer) {
        T::write(self, out);
    }

    fn read_record(from: &mut Reader) -> Self {
        Self::new(from.nested(T::read_record))
    }
}

impl<A: Record, B: Record> Record for (A, B) {
    #[cfg(not(target_arch = "wasm32"))]
    fn write(&self, out: &mut Writer) {
        self.0.write(out);
        self.1.write(out);
    }

    fn read_record(from: &mut Reader) -> Self {
        (A::read_record(from), B::read_record(from))
    }
}

/// Implements `Record` for a number.
macro_rules! number {
    ($($number:ty)*) => {
        $(impl Record for $number {
            #[cfg(not(target_arch = "wasm32"))]
            fn write(&self, out: &mut Writer) {
                out.number(self);
            }

            fn read_record(from: &mut Reader) -> Self {
                from.number()
            }
        })*
    };
}
number! { usize u32 u64 i64 }
