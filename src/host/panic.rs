//! What happens on a panic: JavaScript is told, once, and the next call into the engine finds a fresh one.

use std::cell::RefCell;
use wasm_bindgen::prelude::*;

thread_local! {
    static WATCHER: RefCell<Option<js_sys::Function>> = const { RefCell::new(None) };
}

/// Names the function that is called with a panic's message and place. To be called first of all, and again after each
/// panic.
#[wasm_bindgen]
pub fn watch(watcher: js_sys::Function) {
    WATCHER.with_borrow_mut(|own| *own = Some(watcher));
    // Yew would set one of its own otherwise.
    yew::set_custom_panic_hook(Box::new(|info| {
        wasm_bindgen::handler::schedule_reinit();
        let watcher = WATCHER.with(|own| own.try_borrow().ok().and_then(|own| own.clone()));
        if let Some(watcher) = watcher {
            // Whatever it does, the engine has died.
            let _ = watcher.call1(&JsValue::NULL, &info.to_string().into());
        }
    }));
}
