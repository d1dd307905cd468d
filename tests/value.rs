//! Values: tables of cases, implementations that others wrote, and properties that hold for any input.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use guitai::problem::Problem;
use std::fmt::Display;

mod value {
    mod address;
    mod attachment;
    mod email;
    mod graphemes;
    mod name;
    mod national_id;
    mod pdf;
    mod phone;
    mod problem;
    mod roc_date;
    mod text;
    mod time;
    mod ubn;
    mod words;
}

/// What a text is read as: its canonical form, or the problem.
type Read<'a> = Result<&'a str, Problem>;

/// Reads each text, and the canonical form once more.
fn check<T: Display>(parse: impl Fn(&str) -> Result<T, Problem>, cases: &[(&str, Read)]) {
    for (typed, expected) in cases {
        let read = parse(typed).map(|value| value.to_string());
        assert_eq!(read.as_deref().map_err(Clone::clone), *expected, "{typed:?}");
        check_stable(&parse, typed);
    }
}

/// If a text can be read at all, then so can its canonical form, which stays what it is.
fn check_stable<T: Display>(parse: impl Fn(&str) -> Result<T, Problem>, typed: &str) {
    if let Ok(value) = parse(typed) {
        let canonical = value.to_string();
        let again = parse(&canonical).map(|value| value.to_string());
        assert_eq!(again.as_ref(), Ok(&canonical), "the canonical form of {typed:?}");
    }
}
