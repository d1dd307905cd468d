//! Value types: tables of cases, comparisons with independent implementations, and properties of any input.
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

/// Result of parsing a text: the canonical form, or the problem.
type Read<'a> = Result<&'a str, Problem>;

/// Parses each text, and its canonical form again.
fn check<T: Display>(parse: impl Fn(&str) -> Result<T, Problem>, cases: &[(&str, Read)]) {
    for (typed, expected) in cases {
        let read = parse(typed).map(|value| value.to_string());
        assert_eq!(read.as_deref().map_err(Clone::clone), *expected, "{typed:?}");
        check_stable(&parse, typed);
    }
}

/// Checks that the canonical form of a valid text parses to itself.
fn check_stable<T: Display>(parse: impl Fn(&str) -> Result<T, Problem>, typed: &str) {
    if let Ok(value) = parse(typed) {
        let canonical = value.to_string();
        let again = parse(&canonical).map(|value| value.to_string());
        assert_eq!(again.as_ref(), Ok(&canonical), "the canonical form of {typed:?}");
    }
}
