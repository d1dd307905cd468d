//! Printed forms: A4 pages in HTML without scripts, empty or with the answers of a submission.
//!
//! Steps and questions are numbered in the order of the screen. A filled form contains the questions
//! that were asked, with the same numbers; identification numbers and sensitive answers are masked.

mod blanks;
mod condition;
mod document;
mod entry;
mod field;
mod filled;
mod notice;
mod numbers;
mod prose;
mod qr;
mod style;
mod templates;

use crate::config::Config;
use crate::form::Form;
use crate::json::Json;
use crate::text::Words;
use askama::Template;
use condition::Conditions;
use document::Document;
use entry::Drawing;
use filled::Filled;
use numbers::Numbers;
use std::fmt;

pub use style::content_security_policy;
pub use templates::{TEMPLATES, template};

/// A form to print.
#[derive(Clone, Copy, Debug)]
pub struct Paper<'a> {
    /// The form, with the config applied.
    pub form: &'a Form,
    /// The config of the form's workflow.
    pub config: &'a Config,
    /// Language tag.
    pub lang: &'a str,
    /// The reference that the backend gave the submission.
    pub reference: Option<&'a str>,
    /// The submission whose answers are printed. Without one, the form is empty. Answers that the form does not
    /// allow are printed as they are stored.
    pub submission: Option<&'a Json>,
}

/// The reason why a form cannot be printed.
#[derive(Debug)]
pub enum PaperError {
    /// The reference is too long for a QR code.
    ReferenceTooLong,
    /// The template failed.
    Template(askama::Error),
}

impl Paper<'_> {
    /// Returns the HTML document.
    ///
    /// # Errors
    /// The reference is too long, or the template fails.
    pub fn render(&self) -> Result<String, PaperError> {
        let words = Words::in_form(self.config, self.form, self.lang);
        let numbers = Numbers::of(self.form);
        let conditions = Conditions { form: self.form, words: &words, numbers: &numbers };
        let filled = self.submission.map(|json| Filled::of(self.form, json));
        let drawing = Drawing { conditions: &conditions, filled: filled.as_ref() };
        Document::new(self, &drawing, &numbers)?.render().map_err(PaperError::Template)
    }
}

impl fmt::Display for PaperError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ReferenceTooLong => f.write_str("the reference is too long for a QR code"),
            Self::Template(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for PaperError {}
