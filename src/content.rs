//! The input of a journey: a form with the portal's config applied, the config, and the words of one language.
//!
//! The browser downloads it as a compiled text ([`Content::compile`]), which is smaller than JSON and faster to read.
//! It reads JSON only for definitions and configs that are not part of the delivery.

mod compiled;
mod records;
#[cfg(test)]
mod tests;

use crate::config::Config;
use crate::form::Form;
use crate::text::Words;
#[cfg(not(target_arch = "wasm32"))]
use compiled::Writer;
use compiled::{Reader, Record};
use std::rc::Rc;

/// A form, its config and the words of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The form, with the portal's config applied.
    pub form: Rc<Form>,
    /// The portal's config for the workflow.
    pub config: Rc<Config>,
    /// The words.
    pub words: Words,
}

impl Content {
    /// Creates the content in a language. Chinese replaces a language that neither the engine nor the form has.
    #[must_use]
    pub fn new(form: Rc<Form>, config: Rc<Config>, tag: &str) -> Self {
        let words = Words::in_form(&config, &form, tag);
        Self { form, config, words }
    }

    /// Writes the content as a compiled text, in its language.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn compile(&self) -> String {
        let mut out = Writer::new(self.words.tag());
        self.words.write(&mut out);
        self.form.write(&mut out);
        self.config.write(&mut out);
        out.into_text()
    }

    /// Reads a compiled text. Missing values become defaults. The loader has checked the hash of the text, so they do
    /// not occur in a sealed delivery.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut from = Reader::new(text);
        let words = Words::read_record(&mut from);
        let form = Rc::new(Form::read_record(&mut from));
        let config = Rc::new(Config::read_record(&mut from));
        Self { form, config, words }
    }
}
