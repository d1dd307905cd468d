//! Files from the device: read, checked and hashed here, so that what is sent is what was checked.

use super::clock;
use crate::fault;
use crate::problem::Problem;
use crate::ui::Chosen;
use crate::value::attachment::{Attachment, Limits, clean_name, encode, inspect, sha256_hex};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, File, HtmlInputElement};
use yew::Callback;

/// Most bytes of a saved draft: all its files in base64, and room to spare.
const LARGEST_DRAFT: u64 = 64 * 1024 * 1024;

/// Reads the files chosen in an input, one after the other.
pub fn read(input: &Element, answer: &str, limits: Limits, done: Callback<Chosen>) {
    let input: HtmlInputElement = input.clone().unchecked_into();
    let Some(list) = input.files() else { return };
    let files: Vec<File> = (0..list.length()).filter_map(|index| list.get(index)).collect();
    // The same file can be chosen again after it was removed.
    input.set_value("");
    let answer = answer.to_owned();
    spawn_local(async move {
        for file in files {
            done.emit(read_file(&file, &answer, limits).await);
        }
    });
}

/// Reads the text of the file chosen in an input.
pub fn read_text(input: &Element, done: Callback<Option<String>>) {
    let input: HtmlInputElement = input.clone().unchecked_into();
    let file = input.files().and_then(|files| files.get(0));
    input.set_value("");
    let Some(file) = file.filter(|file| size(file) <= LARGEST_DRAFT) else { return done.emit(None) };
    spawn_local(async move {
        done.emit(JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()));
    });
}

async fn read_file(file: &File, answer: &str, limits: Limits) -> Chosen {
    let name = clean_name(&file.name());
    let most = limits.each_bytes;
    // A file that is too large is not even read.
    if size(file) > most {
        return Err((name, Problem::FileTooLarge { most }));
    }
    fault::at("reading");
    match JsFuture::from(file.array_buffer()).await {
        Ok(buffer) => take(name, answer, &Uint8Array::new(&buffer).to_vec(), limits),
        // The file was moved or its drive was taken out since it was chosen.
        Err(_) => Err((name, Problem::FileUnreadable)),
    }
}

fn size(file: &File) -> u64 {
    let size = Reflect::get(file, &"size".into()).ok().and_then(|size| size.as_f64()).unwrap_or(f64::MAX);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates")]
    let size = size as u64;
    size
}

/// An attachment of these bytes, or what is wrong with them.
pub fn take(name: String, answer: &str, bytes: &[u8], limits: Limits) -> Chosen {
    let media = match inspect(&name, bytes, &limits) {
        Ok(media) => media,
        Err(problem) => return Err((name, problem)),
    };
    Ok(Attachment {
        id: clock::new_id(),
        answer: answer.to_owned(),
        name,
        media_type: media.as_str().to_owned(),
        size: bytes.len() as u64,
        sha256: sha256_hex(bytes),
        content: Some(encode(bytes)),
        href: None,
    })
}
