//! Files from the device: prepared, checked and hashed, so that the bytes that are sent are the bytes that were checked.

use super::clock;
use super::element::Host;
use crate::fault;
use crate::journey::{Event, ReadFile};
use crate::problem::Problem;
use crate::value::attachment::{Attachment, Limits, Media, clean_name, encode, recognise, sha256_hex};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, File, HtmlInputElement};
use yew::Callback;

/// Most bytes of a saved draft: all its files in base64, with a margin.
const LARGEST_DRAFT_BYTES: u64 = 64 * 1024 * 1024;

#[wasm_bindgen]
extern "C" {
    /// What `photo.js` makes of a file, and what `password.js` finds in it.
    type Prepared;
    #[wasm_bindgen(method, getter)]
    fn name(this: &Prepared) -> String;
    #[wasm_bindgen(method, getter)]
    fn content(this: &Prepared) -> Uint8Array;
    #[wasm_bindgen(method, getter)]
    fn sha256(this: &Prepared) -> Option<String>;
    /// Whether it would ask for a password, were it a PDF.
    #[wasm_bindgen(method, getter)]
    fn locked(this: &Prepared) -> bool;
}

/// Reads files for a question, one after the other, and reports each.
pub fn read_files(
    host: Host,
    files: Vec<File>,
    question: String,
    limits: Limits,
    session: u32,
    report: Callback<Event>,
) {
    spawn_local(async move {
        for file in files {
            let file = read_file(&host, &file, &question, limits).await;
            report.emit(Event::FileRead { session, question: question.clone(), file });
        }
    });
}

/// Reads the text of a saved draft, and reports it.
pub fn read_draft(files: Vec<File>, session: u32, report: Callback<Event>) {
    let file = files.into_iter().next().filter(|file| size(file) <= LARGEST_DRAFT_BYTES);
    let Some(file) = file else { return report.emit(Event::DraftFileRead { session, text: None }) };
    spawn_local(async move {
        let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
        report.emit(Event::DraftFileRead { session, text });
    });
}

/// Returns the files of an input and empties it, so that the same files can be chosen again.
pub fn take_chosen(input: &Element) -> Vec<File> {
    let input: HtmlInputElement = input.clone().unchecked_into();
    let Some(list) = input.files() else { return Vec::new() };
    let files = (0..list.length()).filter_map(|index| list.get(index)).collect();
    input.set_value("");
    files
}

/// Returns the name of a file as it is shown and sent.
pub fn name(file: &File) -> String {
    clean_name(&file.name())
}

async fn read_file(host: &Host, file: &File, answer: &str, limits: Limits) -> ReadFile {
    let name = clean_name(&file.name());
    let most = limits.each_bytes;
    #[expect(clippy::cast_precision_loss, reason = "no file has 2^53 bytes")]
    let prepared = JsFuture::from(host.prepare(file, most as f64)).await;
    fault::at("reading");
    match prepared {
        Ok(prepared) if prepared.is_null() => Err((name, Problem::FileTooLarge { most })),
        Ok(prepared) => {
            let prepared: Prepared = prepared.unchecked_into();
            let bytes = prepared.content().to_vec();
            match take(clean_name(&prepared.name()), answer, &bytes, prepared.sha256(), limits) {
                Ok(file) if prepared.locked() && file.media_type == Media::Pdf.as_str() => {
                    Err((file.name, Problem::FileEncrypted))
                }
                taken => taken,
            }
        }
        // The file was moved or its drive was taken out since it was chosen, or nothing can be made of it.
        Err(_) => Err((name, Problem::FileUnreadable)),
    }
}

fn size(file: &File) -> u64 {
    let size = Reflect::get(file, &"size".into()).ok().and_then(|size| size.as_f64()).unwrap_or(f64::MAX);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates")]
    let size = size as u64;
    size
}

/// An attachment of these bytes, or what is wrong with them but for a PDF's password.
pub fn take(name: String, answer: &str, bytes: &[u8], sha256: Option<String>, limits: Limits) -> ReadFile {
    let media = match recognise(&name, bytes, &limits) {
        Ok(media) => media,
        Err(problem) => return Err((name, problem)),
    };
    Ok(Attachment {
        id: clock::new_id(),
        answer: answer.to_owned(),
        name,
        media_type: media.as_str().to_owned(),
        size: bytes.len() as u64,
        sha256: sha256.unwrap_or_else(|| sha256_hex(bytes)),
        content: Some(encode(bytes)),
        href: None,
    })
}
