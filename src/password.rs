//! Separate WebAssembly module that detects PDFs requiring a password. `www/password.js` loads it when a
//! chosen PDF contains `/Encrypt`.

use crate::value::attachment::pdf;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

thread_local! {
    static FILE: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Allocates a buffer of `length` bytes and returns its address in linear memory. The caller writes the file
/// there.
#[wasm_bindgen]
pub fn room(length: usize) -> *const u8 {
    FILE.with_borrow_mut(|file| {
        file.resize(length, 0);
        file.as_ptr()
    })
}

/// Returns whether the PDF in the buffer requires a password.
#[wasm_bindgen]
pub fn asks() -> bool {
    FILE.with_borrow(|file| pdf::asks_for_password(file))
}
