//! Sections of a PDF's cross-reference information (ISO 32000-2, 7.5.4 and 7.5.8): tables and streams.

use super::file::{File, data};
use super::lexer::{Lexer, Token};
use super::object::Dictionary;
use super::rows;
use super::scan::is_xref;

/// A cross-reference section.
pub struct Section<'a> {
    /// The trailer, or the stream dictionary, which has the same entries.
    pub trailer: Dictionary<'a>,
    entries: Entries<'a>,
}

/// Position of the entries.
enum Entries<'a> {
    /// A lexer at the first subsection of a table.
    Table(Lexer<'a>),
    /// The data of a stream.
    Stream(&'a [u8]),
}

impl<'a> Section<'a> {
    /// Reads the section at an offset.
    pub fn at(file: File<'a>, offset: usize) -> Option<Self> {
        let mut lexer = file.lexer(offset);
        if lexer.take(b"xref").is_some() {
            let entries = Entries::Table(lexer);
            walk(&mut lexer, &mut |_, _| {})?;
            return Some(Self { trailer: file.dictionary(&mut lexer)?, entries });
        }
        let mut stream = file.object(offset)?;
        let trailer = stream.value.dictionary().filter(is_xref)?;
        let data = data(&trailer, &mut stream.after)?;
        Some(Self { trailer, entries: Entries::Stream(data) })
    }

    /// Returns the offset of an object, if the section has an entry for it that is not in an object stream.
    pub fn offset(&self, number: i64, file: File) -> Option<usize> {
        let Entries::Table(lexer) = &self.entries else {
            let Entries::Stream(data) = self.entries else { return None };
            return rows::offset(&self.trailer, data, number, file.work);
        };
        let mut found = None;
        walk(&mut lexer.clone(), &mut |entry, offset| {
            if entry == number {
                found = offset;
            }
        });
        found.and_then(|offset| usize::try_from(offset).ok())
    }
}

/// Reads a table to its end, `trailer`, and calls `visit` with each object number, and the offset if the
/// object is in use.
fn walk(lexer: &mut Lexer, visit: &mut dyn FnMut(i64, Option<i64>)) -> Option<()> {
    loop {
        let first = match lexer.token()? {
            Token::Integer(first) => first,
            Token::Word(b"trailer") => return Some(()),
            _ => return None,
        };
        let count = lexer.integer()?;
        for index in 0..count {
            let (offset, _generation) = (lexer.integer()?, lexer.integer()?);
            let is_used = match lexer.token()? {
                Token::Word(b"n") => true,
                Token::Word(b"f") => false,
                _ => return None,
            };
            visit(first.saturating_add(index), is_used.then_some(offset));
        }
    }
}
