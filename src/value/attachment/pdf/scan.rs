//! Fallback for PDFs whose cross-reference information is missing or invalid: reads the file once, object by
//! object. The last trailer or object of a number wins, because updates are appended.

use super::file::{END_OF_STREAM, File, Indirect, data};
use super::lexer::Token;
use super::object::{Dictionary, Value};

/// A top-level item of a file.
enum Found<'a> {
    Object(Indirect<'a>),
    Trailer(Dictionary<'a>),
}

/// Returns the last trailer with a `/Root`, which the last trailer of a linearized file may lack; otherwise
/// the last trailer.
pub fn trailer(file: File<'_>) -> Option<Dictionary<'_>> {
    let (mut last, mut last_with_root) = (None, None);
    walk(file, &mut |found| {
        let trailer = match found {
            Found::Trailer(trailer) => Some(trailer),
            Found::Object(object) => object.value.dictionary().filter(is_xref),
        };
        last = trailer.or(last);
        last_with_root = trailer.filter(|trailer| trailer.get(b"Root").is_some()).or(last_with_root);
    });
    last_with_root.or(last)
}

/// Returns the last object with this number and generation.
pub fn object(file: File<'_>, number: i64, generation: i64) -> Option<Value<'_>> {
    let mut last = None;
    walk(file, &mut |found| {
        if let Found::Object(object) = found
            && (object.number, object.generation) == (number, generation)
        {
            last = Some(object.value);
        }
    });
    last
}

/// Returns whether this is the dictionary of a cross-reference stream.
pub fn is_xref(dictionary: &Dictionary) -> bool {
    dictionary.get(b"Type").is_some_and(|kind| kind.is_name(b"XRef"))
}

/// Calls `see` with each object and trailer in order. After an invalid item it continues at the token where
/// the fault was detected.
fn walk<'a>(file: File<'a>, see: &mut dyn FnMut(Found<'a>)) {
    let mut lexer = file.lexer(0);
    let mut numbers = (None, None);
    while let Some(token) = lexer.token() {
        let before = std::mem::take(&mut numbers);
        match token {
            Token::Integer(number) => numbers = (before.1, Some(number)),
            Token::Word(b"obj") => {
                let (Some(number), Some(generation)) = before else { continue };
                let Some(value) = Value::next(&mut lexer, file.work) else { continue };
                if let Some(dictionary) = value.dictionary() {
                    data(&dictionary, &mut lexer);
                }
                see(Found::Object(Indirect { number, generation, value, after: lexer }));
            }
            Token::Word(b"trailer") => {
                if let Some(trailer) = file.dictionary(&mut lexer) {
                    see(Found::Trailer(trailer));
                }
            }
            // A stream whose dictionary is invalid.
            Token::Word(b"stream") => lexer.find(END_OF_STREAM),
            _ => {}
        }
    }
}
