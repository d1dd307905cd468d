//! Access to a PDF's bytes: objects by offset, and stream data.

use super::lexer::{Lexer, Token};
use super::object::{Dictionary, Value};
use super::work::Work;

/// Keyword at the end of stream data.
pub const END_OF_STREAM: &[u8] = b"endstream";

/// A whole file, or a file without the bytes before its header.
#[derive(Clone, Copy)]
pub struct File<'a> {
    pub bytes: &'a [u8],
    pub work: &'a Work,
}

/// An indirect object, such as `12 0 obj << … >> endobj`.
pub struct Indirect<'a> {
    pub number: i64,
    pub generation: i64,
    pub value: Value<'a>,
    /// Position after the value, at `endobj` or at the data of a stream.
    pub after: Lexer<'a>,
}

impl<'a> File<'a> {
    /// Creates a lexer at an offset.
    pub fn lexer(self, at: usize) -> Lexer<'a> {
        Lexer::new(self.bytes, at, self.work)
    }

    /// Reads the indirect object at an offset.
    pub fn object(self, at: usize) -> Option<Indirect<'a>> {
        let mut after = self.lexer(at);
        let (number, generation) = (after.integer()?, after.integer()?);
        after.take(b"obj")?;
        let value = Value::next(&mut after, self.work)?;
        Some(Indirect { number, generation, value, after })
    }

    /// Reads the next dictionary.
    pub fn dictionary(self, lexer: &mut Lexer<'a>) -> Option<Dictionary<'a>> {
        Value::next(lexer, self.work)?.dictionary()
    }
}

/// Reads the data of a stream, if one follows its dictionary, and leaves the lexer at `endstream`. If
/// `/Length` is wrong or a reference, the data end at the next `endstream`.
pub fn data<'a>(dictionary: &Dictionary<'a>, lexer: &mut Lexer<'a>) -> Option<&'a [u8]> {
    lexer.take(b"stream")?;
    let line_end = match lexer.rest() {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    };
    lexer.skip(line_end);
    let (data, start) = (lexer.rest(), lexer.at());
    let length = dictionary.integer(b"Length").and_then(|length| usize::try_from(length).ok());
    if let Some(data) = length.and_then(|length| data.get(..length)) {
        let mut end = *lexer;
        end.skip(data.len());
        let mut ahead = end;
        if ahead.token() == Some(Token::Word(END_OF_STREAM)) {
            *lexer = end;
            return Some(data);
        }
    }
    lexer.find(END_OF_STREAM);
    data.get(..lexer.at() - start)
}
