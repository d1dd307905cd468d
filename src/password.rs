//! A WebAssembly module of its own, beside the engine: whether a PDF asks for a password. A page loads it when a PDF
//! mentions encryption. `www/password.js` calls it.

use crate::value::attachment::pdf;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

thread_local! {
    static FILE: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Makes room for a file of so many bytes; gives the address in the memory where it is to be written.
#[wasm_bindgen]
pub fn room(length: usize) -> *const u8 {
    FILE.with_borrow_mut(|file| {
        file.resize(length, 0);
        file.as_ptr()
    })
}

/// Whether the PDF that was written there asks for a password.
#[wasm_bindgen]
pub fn asks() -> bool {
    FILE.with_borrow(|file| pdf::asks_for_password(file))
}
