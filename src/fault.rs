//! Fault injection for tests: panics at the point named by `globalThis.guitaiFault`. Compiled to nothing
//! without the feature `faults`, which the delivered bundle does not have.

/// Panics if the page requested a fault at this point.
#[cfg(feature = "faults")]
pub fn at(place: &str) {
    let key = wasm_bindgen::JsValue::from_str("guitaiFault");
    let global = js_sys::global();
    let requested = js_sys::Reflect::get(&global, &key).ok().and_then(|value| value.as_string());
    if requested.as_deref() == Some(place) {
        let _ = js_sys::Reflect::delete_property(&global, &key);
        panic!("injected fault at {place}");
    }
}

/// Does nothing.
#[cfg(not(feature = "faults"))]
#[inline]
pub const fn at(_: &str) {}
