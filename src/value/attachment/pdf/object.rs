//! PDF objects (ISO 32000-2, 7.3). Each is a slice of the file that is parsed on access.

use super::escape::{from_hexadecimal, is_name, unescape};
use super::lexer::{Lexer, Token};
use super::work::Work;

/// The bytes of one object.
#[derive(Clone, Copy)]
pub struct Value<'a> {
    bytes: &'a [u8],
    work: &'a Work,
}

/// The entries of a dictionary.
#[derive(Clone, Copy)]
pub struct Dictionary<'a>(Value<'a>);

impl<'a> Value<'a> {
    /// Reads the next object, which may be a reference. Returns `None` if there is none, or if an array or
    /// dictionary is not closed; the lexer is then at the token where this was detected.
    pub fn next(lexer: &mut Lexer<'a>, work: &'a Work) -> Option<Self> {
        let (rest, start) = (lexer.rest(), lexer.at());
        match lexer.token()? {
            Token::Integer(_) => skip_reference(lexer),
            Token::OpenArray | Token::OpenDictionary => skip_to_close(lexer)?,
            Token::Close => return None,
            _ => {}
        }
        Some(Self { bytes: rest.get(..lexer.at() - start)?, work })
    }

    fn lexer(&self) -> Lexer<'a> {
        Lexer::new(self.bytes, 0, self.work)
    }

    /// Returns whether this is the null object.
    pub fn is_null(&self) -> bool {
        self.lexer().take(b"null").is_some()
    }

    /// Returns whether this is `false`.
    pub fn is_false(&self) -> bool {
        self.lexer().take(b"false").is_some()
    }

    /// Returns the value, if this is a whole number.
    pub fn integer(&self) -> Option<i64> {
        let mut lexer = self.lexer();
        let number = lexer.integer()?;
        lexer.token().is_none().then_some(number)
    }

    /// Returns object number and generation, if this is a reference.
    pub fn reference(&self) -> Option<(i64, i64)> {
        let mut lexer = self.lexer();
        let reference = (lexer.integer()?, lexer.integer()?);
        lexer.take(b"R")?;
        Some(reference)
    }

    /// Returns whether this is the given name, escaped or not.
    pub fn is_name(&self, name: &[u8]) -> bool {
        matches!(self.lexer().token(), Some(Token::Name(written)) if is_name(written, name))
    }

    /// Returns the decoded bytes, if this is a string.
    pub fn string(&self) -> Option<Vec<u8>> {
        match self.lexer().token()? {
            Token::Literal(text) => Some(unescape(text)),
            Token::Hexadecimal(digits) => Some(from_hexadecimal(digits)),
            _ => None,
        }
    }

    /// Iterates over the objects of an array. Empty for any other object.
    pub fn items(&self) -> impl Iterator<Item = Self> + use<'a> {
        let (mut lexer, work) = (self.lexer(), self.work);
        let is_array = lexer.token() == Some(Token::OpenArray);
        std::iter::from_fn(move || if is_array { Self::next(&mut lexer, work) } else { None })
    }

    /// Returns the entries, if this is a dictionary.
    pub fn dictionary(&self) -> Option<Dictionary<'a>> {
        let mut lexer = self.lexer();
        let is_dictionary = lexer.token() == Some(Token::OpenDictionary);
        is_dictionary.then(|| Dictionary(Self { bytes: lexer.rest(), work: self.work }))
    }
}

impl<'a> Dictionary<'a> {
    /// Returns the value of a key; the last one if the key is repeated. A null value equals a missing entry
    /// (7.3.7).
    pub fn get(&self, key: &[u8]) -> Option<Value<'a>> {
        let mut lexer = self.0.lexer();
        let mut found = None;
        while let Some(Token::Name(written)) = lexer.token() {
            let value = Value::next(&mut lexer, self.0.work)?;
            if is_name(written, key) {
                found = Some(value);
            }
        }
        found.filter(|value| !value.is_null())
    }

    /// Returns the value of a key, if it is a whole number.
    pub fn integer(&self, key: &[u8]) -> Option<i64> {
        self.get(key)?.integer()
    }

    /// Returns the value of a key, if it is a string.
    pub fn string(&self, key: &[u8]) -> Option<Vec<u8>> {
        self.get(key)?.string()
    }
}

/// After a whole number: skips the rest of a reference, `0 R`, if there is one.
fn skip_reference(lexer: &mut Lexer) {
    let mut ahead = *lexer;
    if ahead.integer().is_some() && ahead.take(b"R").is_some() {
        *lexer = ahead;
    }
}

/// After the opening bracket of an array or dictionary: skips to after its closing bracket. Returns `None` if
/// the enclosing object ends before that.
fn skip_to_close(lexer: &mut Lexer) -> Option<()> {
    let mut depth = 1_usize;
    while depth > 0 {
        let before = *lexer;
        match lexer.token()? {
            Token::OpenArray | Token::OpenDictionary => depth += 1,
            Token::Close => depth -= 1,
            Token::Word(b"obj" | b"endobj" | b"stream" | b"endstream" | b"trailer" | b"xref") => {
                *lexer = before;
                return None;
            }
            _ => {}
        }
    }
    Some(())
}
