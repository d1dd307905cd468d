//! The panic hook: it calls JavaScript once, and the next call into the engine starts a fresh instance.

use std::cell::RefCell;
use std::panic::PanicHookInfo;
use wasm_bindgen::prelude::*;

thread_local! {
    static WATCHER: RefCell<Option<js_sys::Function>> = const { RefCell::new(None) };
}

/// Sets the function that is called with the message and location of a panic. It must be set first, and again
/// after each panic.
#[wasm_bindgen]
pub fn watch(watcher: js_sys::Function) {
    WATCHER.with_borrow_mut(|own| *own = Some(watcher));
    // Otherwise Yew sets its own hook.
    yew::set_custom_panic_hook(Box::new(|info| {
        wasm_bindgen::handler::schedule_reinit();
        let watcher = WATCHER.with(|own| own.try_borrow().ok().and_then(|own| own.clone()));
        if let Some(watcher) = watcher {
            // An error of the function has no effect, because the instance can't be used anymore.
            let _ = watcher.call1(&JsValue::NULL, &message_later(info).into());
        }
    }));
}

/// Returns the message and location of a panic. Without the second module, this is a trap, which the page handles
/// like a panic.
#[inline(never)]
fn message_later(info: &PanicHookInfo) -> String {
    info.to_string()
}
