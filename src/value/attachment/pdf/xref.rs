//! Trailer and objects of a PDF, located from the end of the file (ISO 32000-2, 7.5): `startxref`, the newest
//! section, and the sections before it.

use super::file::File;
use super::object::{Dictionary, Value};
use super::section::Section;
use std::collections::BTreeSet;

/// Cross-reference information of a file.
pub struct Xref<'a> {
    file: File<'a>,
    /// Offset of the newest section.
    start: usize,
    newest: Section<'a>,
}

impl<'a> Xref<'a> {
    /// Reads the newest section. Returns `None` if its offset is missing or invalid.
    pub fn read(file: File<'a>) -> Option<Self> {
        const WORD: &[u8] = b"startxref";
        let word = file.bytes.windows(WORD.len()).rposition(|window| window == WORD)?;
        let offset = file.lexer(word + WORD.len()).integer()?;
        let start = usize::try_from(offset).ok()?;
        Some(Self { file, start, newest: Section::at(file, start)? })
    }

    /// The newest trailer, which replaces all older ones.
    pub fn trailer(&self) -> Dictionary<'a> {
        self.newest.trailer
    }

    /// Reads an object, if it is at the offset given by the newest section with an entry for it.
    pub fn object(&self, number: i64, generation: i64) -> Option<Value<'a>> {
        let object = self.file.object(self.offset(number)?)?;
        (object.number == number && object.generation == generation).then_some(object.value)
    }

    fn offset(&self, number: i64) -> Option<usize> {
        let mut seen = BTreeSet::new();
        let mut next = Some(self.start);
        // A chain of sections may contain a cycle.
        while let Some(at) = next.filter(|at| seen.insert(*at)) {
            let section = Section::at(self.file, at)?;
            let pointer = |key| section.trailer.integer(key).and_then(|offset| usize::try_from(offset).ok());
            // In a hybrid file, an object that is free in the table may be in a cross-reference stream
            // (7.5.8.4).
            let of_stream = || {
                let stream = Section::at(self.file, pointer(b"XRefStm")?)?;
                stream.offset(number, self.file)
            };
            if let Some(offset) = section.offset(number, self.file).or_else(of_stream) {
                return Some(offset);
            }
            next = pointer(b"Prev");
        }
        None
    }
}
