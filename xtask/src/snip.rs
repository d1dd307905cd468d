//! Cuts off code that is linked and never runs, or only says more of a panic: such a function becomes a trap, which the
//! page notices as it notices a panic.

use anyhow::{Result, ensure};
use walrus::{FunctionKind, Module};

/// What is in the names of these functions.
const SNIPPED: [&str; 7] = [
    // `&text[a..b]` with a wrong index: it quotes the text, with tables of what can be printed.
    "core3str16slice_error_fail",
    // A value of JavaScript in the message of an error.
    "wasm_bindgen..JsValue$u20$as$u20$core..fmt..Debug",
    // Yew's own word on a panic: the engine has another.
    "console_error_panic_hook4hook",
    // What no form is drawn with: HTML as text, portals, suspense.
    "yew..virtual_dom..vraw..VRaw$GT$6attach",
    "yew10dom_bundle4braw4BRaw13detach_bundle",
    "yew..virtual_dom..vportal..VPortal$GT$6attach",
    "yew..virtual_dom..vsuspense..VSuspense$GT$6attach",
];

/// Replaces the functions by a trap.
///
/// # Errors
/// One of them is not there: then the list is out of date.
pub fn snip(module: &mut Module) -> Result<()> {
    for word in SNIPPED {
        let mut count = 0;
        for function in module.funcs.iter_mut() {
            let is_it = function.name.as_deref().is_some_and(|name| name.contains(word));
            if let (true, FunctionKind::Local(function)) = (is_it, &mut function.kind) {
                let mut body = function.builder_mut().func_body();
                body.instrs_mut().clear();
                body.unreachable();
                count += 1;
            }
        }
        ensure!(count > 0, "no function is called {word}");
    }
    Ok(())
}
