//! The verdicts of `guitai validate` in the browser, for a test that compares them with the native ones.

use crate::config::Config;
use crate::form::Form;
use crate::receive::receive;
use wasm_bindgen::prelude::*;

/// The forms and the config of a portal.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Judge {
    forms: Vec<Form>,
    config: Config,
}

#[wasm_bindgen]
impl Judge {
    /// Reads the definitions and the portal's config.
    ///
    /// # Errors
    /// A definition or the config cannot be read.
    #[wasm_bindgen(constructor)]
    pub fn new(definitions: Vec<String>, config: &str) -> Result<Self, JsError> {
        let config = Config::read(config)?;
        let forms = definitions.into_iter().map(|definition| Ok(config.apply(Form::read(&definition)?)));
        Ok(Self { forms: forms.collect::<Result<_, JsError>>()?, config })
    }

    /// The line that `guitai validate` prints for a submission, without its `file`. Its `workflow` names the
    /// form.
    ///
    /// # Errors
    /// The submission cannot be read.
    pub fn verdict(&self, submission: &str) -> Result<String, JsError> {
        let find = |name: &str| self.forms.iter().find(|form| form.id == name);
        Ok(receive(&find, &self.config, submission, None)?.to_json(None))
    }
}
