//! The judgement of `guitai validate`, in the browser: by it a test compares the two, verdict by verdict.

use crate::form::Form;
use crate::receive::receive;
use crate::value::roc_date::RocDate;
use wasm_bindgen::prelude::*;

/// The line that `guitai validate` prints for a submission, without its `file`. `today` overrides the day of filing.
///
/// # Errors
/// A definition or a submission that can't be read: why.
#[wasm_bindgen]
pub fn verdict(definition: &str, submission: &str, today: Option<String>) -> Result<String, JsError> {
    let form = Form::read(definition)?;
    let find = |name: &str| (name == form.id).then_some(&form);
    let today = today.and_then(|day| RocDate::parse(&day).ok()).map(RocDate::day);
    Ok(receive(&find, submission, today)?.to_json(None))
}
