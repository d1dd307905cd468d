//! Lexer for PDF tokens (ISO 32000-2, 7.2 and 7.3), without allocation.

use super::work::Work;

/// A token. Slices borrow the file's bytes, with their escapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// A whole number.
    Integer(i64),
    /// A name, without its slash.
    Name(&'a [u8]),
    /// A string between parentheses, without them.
    Literal(&'a [u8]),
    /// The digits of a hexadecimal string, without its angle brackets.
    Hexadecimal(&'a [u8]),
    /// `[`.
    OpenArray,
    /// `<<`.
    OpenDictionary,
    /// `]` or `>>`.
    Close,
    /// Any other token: a keyword, a real number, or a byte that cannot start a token.
    Word(&'a [u8]),
}

/// A position in a file.
#[derive(Clone, Copy)]
pub struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
    work: &'a Work,
}

impl<'a> Lexer<'a> {
    /// Creates a lexer at an offset. An offset past the end becomes the end.
    pub fn new(bytes: &'a [u8], at: usize, work: &'a Work) -> Self {
        Self { bytes, at: at.min(bytes.len()), work }
    }

    /// Offset of the next byte.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The unread bytes.
    pub fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Skips a number of bytes.
    pub fn skip(&mut self, count: usize) {
        self.at = self.at.saturating_add(count).min(self.bytes.len());
    }

    /// Reads the next token. Returns `None` at the end, or when the work limit is reached.
    pub fn token(&mut self) -> Option<Token<'a>> {
        let start = self.at;
        let token = self.read();
        self.work.spend(self.at - start + 1).then_some(token)?
    }

    /// Reads the next token, and returns its value if it is a whole number.
    pub fn integer(&mut self) -> Option<i64> {
        match self.token()? {
            Token::Integer(number) => Some(number),
            _ => None,
        }
    }

    /// Consumes the next token if it is a given keyword.
    pub fn take(&mut self, keyword: &[u8]) -> Option<()> {
        let before = self.at;
        let found = self.token() == Some(Token::Word(keyword));
        if !found {
            self.at = before;
        }
        found.then_some(())
    }

    /// Moves to the next occurrence of these bytes, or to the end of the file.
    pub fn find(&mut self, wanted: &[u8]) {
        let rest = self.rest();
        let distance = rest.windows(wanted.len()).position(|window| window == wanted).unwrap_or(rest.len());
        self.work.spend(distance);
        self.skip(distance);
    }

    fn read(&mut self) -> Option<Token<'a>> {
        self.skip_space();
        let rest = self.rest();
        let (token, length) = match rest {
            [] => return None,
            [b'<', b'<', ..] => (Token::OpenDictionary, 2),
            [b'>', b'>', ..] => (Token::Close, 2),
            [b'[', ..] => (Token::OpenArray, 1),
            [b']', ..] => (Token::Close, 1),
            [b'/', name @ ..] => {
                let name = regular(name);
                (Token::Name(name), name.len() + 1)
            }
            [b'(', text @ ..] => match self.literal(text) {
                Some(text) => (Token::Literal(text), text.len() + 2),
                None => (stray(rest), 1),
            },
            [b'<', text @ ..] => match hexadecimal(text) {
                Some(digits) => (Token::Hexadecimal(digits), digits.len() + 2),
                None => (stray(rest), 1),
            },
            _ => match regular(rest) {
                [] => (stray(rest), 1),
                word => (integer(word).map_or(Token::Word(word), Token::Integer), word.len()),
            },
        };
        self.skip(length);
        Some(token)
    }

    /// Skips white space and comments.
    fn skip_space(&mut self) {
        loop {
            let rest = self.rest();
            let spaces = rest.iter().take_while(|byte| is_space(**byte)).count();
            let comment = match rest.get(spaces..) {
                Some(comment @ [b'%', ..]) => comment.iter().take_while(|byte| !is_line_end(**byte)).count(),
                _ => 0,
            };
            self.skip(spaces + comment);
            if comment == 0 {
                return;
            }
        }
    }

    /// Returns the bytes before the closing parenthesis of a string, or `None` if there is none.
    fn literal(&self, text: &'a [u8]) -> Option<&'a [u8]> {
        let mut depth = 0_usize;
        let mut is_escaped = false;
        for (index, byte) in text.iter().enumerate() {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                b'(' => depth += 1,
                b')' if depth == 0 => return text.get(..index),
                b')' => depth -= 1,
                _ => {}
            }
        }
        // The rest of the file was read without a result.
        self.work.spend(text.len());
        None
    }
}

/// Returns a byte that cannot start a token.
fn stray(rest: &[u8]) -> Token<'_> {
    Token::Word(rest.get(..1).unwrap_or_default())
}

/// Returns the bytes before the next white space or delimiter.
fn regular(bytes: &[u8]) -> &[u8] {
    let is_end = |byte: &u8| is_space(*byte) || b"()<>[]{}/%".contains(byte);
    bytes.get(..bytes.iter().position(is_end).unwrap_or(bytes.len())).unwrap_or_default()
}

/// Returns the digits before `>`, or `None` if there is another character among them.
fn hexadecimal(bytes: &[u8]) -> Option<&[u8]> {
    let is_inside = |byte: &u8| byte.is_ascii_hexdigit() || is_space(*byte);
    let length = bytes.iter().take_while(|byte| is_inside(byte)).count();
    (bytes.get(length) == Some(&b'>')).then(|| bytes.get(..length))?
}

/// Parses a word as a 64-bit number.
fn integer(word: &[u8]) -> Option<i64> {
    std::str::from_utf8(word).ok()?.parse().ok()
}

/// Returns whether a byte is white space (ISO 32000-2, table 1).
fn is_space(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | b'\x0C' | b'\r' | b' ')
}

fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}
