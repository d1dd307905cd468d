//! Files from the device: prepared, checked and hashed. The bytes that are sent are the bytes that were
//! checked.

use super::clock;
use super::element::Host;
use crate::fault;
use crate::journey::{Event, ReadFile};
use crate::problem::Problem;
use crate::value::attachment::{Attachment, Limits, Media, clean_name, encode, recognise, sha256_hex};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use yew::Callback;

#[wasm_bindgen]
extern "C" {
    /// A file that `www/host.js` prepared.
    type Prepared;
    #[wasm_bindgen(method, getter)]
    fn name(this: &Prepared) -> String;
    #[wasm_bindgen(method, getter)]
    fn content(this: &Prepared) -> Uint8Array;
    #[wasm_bindgen(method, getter)]
    fn sha256(this: &Prepared) -> Option<String>;
    /// Whether it requires a password, if it is a PDF.
    #[wasm_bindgen(method, getter)]
    fn locked(this: &Prepared) -> bool;
}

/// Reads the chosen files for a question, one after the other, and reports each.
pub fn read_files(host: &Host, question: String, limits: Limits, session: u32, report: Callback<Event>) {
    let own = host.clone();
    let done = Closure::<dyn Fn(String, JsValue)>::new(move |name: String, prepared: JsValue| {
        fault::at("reading");
        let file = read_file(&own, &clean_name(&name), prepared, &question, limits);
        report.emit(Event::FileRead { session, question: question.clone(), file });
    });
    #[expect(clippy::cast_precision_loss, reason = "no file has 2^53 bytes")]
    host.read_files(limits.each_bytes as f64, &done.into_js_value());
}

fn read_file(host: &Host, name: &str, prepared: JsValue, question: &str, limits: Limits) -> ReadFile {
    if prepared.is_null() {
        return Err((name.to_owned(), Problem::FileTooLarge { max: limits.each_bytes }));
    }
    if prepared.is_undefined() {
        // The file was moved or its drive was removed since it was chosen, or its metadata cannot be removed.
        return Err((name.to_owned(), Problem::FileUnreadable));
    }
    let prepared: Prepared = prepared.unchecked_into();
    let bytes = prepared.content().to_vec();
    let id = clock::moment(host).new_id();
    let file = take(id, clean_name(&prepared.name()), question, &bytes, prepared.sha256(), limits)?;
    if prepared.locked() && file.media_type == Media::Pdf.as_str() {
        return Err((file.name, Problem::FileEncrypted));
    }
    Ok(file)
}

/// Reads the text of the chosen draft, and reports it.
pub fn read_draft(host: &Host, session: u32, report: Callback<Event>) {
    let done = move |text: Option<String>| report.emit(Event::DraftFileRead { session, text });
    host.read_draft(&Closure::once_into_js(done));
}

/// Returns an attachment with these bytes, or its problem. The password of a PDF is checked separately.
pub fn take(
    id: String,
    name: String,
    answer: &str,
    bytes: &[u8],
    sha256: Option<String>,
    limits: Limits,
) -> ReadFile {
    let media = match recognise(&name, bytes, &limits) {
        Ok(media) => media,
        Err(problem) => return Err((name, problem)),
    };
    Ok(Attachment {
        id,
        answer: answer.to_owned(),
        name,
        media_type: media.as_str().to_owned(),
        size: bytes.len() as u64,
        sha256: sha256.unwrap_or_else(|| sha256_hex(bytes)),
        content: Some(encode(bytes)),
        href: None,
    })
}
