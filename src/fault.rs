//! For a test: a panic where the page asks for one, by the name in `globalThis.guitaiFault`. Not in the delivery, where
//! this does nothing.

/// A place where the page may ask for a panic.
#[cfg(feature = "faults")]
pub fn at(place: &str) {
    let wanted = wasm_bindgen::JsValue::from_str("guitaiFault");
    let global = js_sys::global();
    let named = js_sys::Reflect::get(&global, &wanted).ok().and_then(|named| named.as_string());
    if named.as_deref() == Some(place) {
        let _ = js_sys::Reflect::delete_property(&global, &wanted);
        panic!("a fault was asked for at {place}");
    }
}

/// Nothing.
#[cfg(not(feature = "faults"))]
#[inline]
pub const fn at(_: &str) {}
