//! Replaces functions that are linked but never called, or that only format a panic message, by a trap. The
//! page handles a trap like a panic.

use anyhow::{Result, ensure};
use walrus::{FunctionKind, Module};

/// Parts of the names of these functions.
const SNIPPED: [&str; 13] = [
    // Panic message of `&text[a..b]` with an invalid index, which contains tables of printable characters.
    "core3str16slice_error_fail",
    // Characters and ranges in panic messages.
    "4core4char7methodsc16escape_debug_ext",
    "3ops5rangeINtB4_5RangejENtNtB8_3fmt5Debug3fmt",
    // JavaScript values in error messages.
    "wasm_bindgen..JsValue$u20$as$u20$core..fmt..Debug",
    // The panic hook of Yew. The engine sets its own.
    "console_error_panic_hook4hook",
    // Features of Yew that no form uses: raw HTML, portals, suspense.
    "yew..virtual_dom..vraw..VRaw$GT$6attach",
    "yew10dom_bundle4braw4BRaw13detach_bundle",
    "yew..virtual_dom..vportal..VPortal$GT$6attach",
    "yew..virtual_dom..vsuspense..VSuspense$GT$6attach",
    // Listeners of Yew: `page.js` listens instead. A root has none to add.
    "yew10dom_bundle4btag9listeners20ListenerRegistration8register",
    "yew10dom_bundle4btag9listeners8Registry10unregister",
    "yew10dom_bundle12subtree_root11SubtreeData12add_listener",
    "yew..dom_bundle..subtree_root..EventDescriptor$u20$as$u20$core..clone..Clone$GT$5clone",
];

/// Replaces the functions by traps. Returns their names.
///
/// # Errors
/// No function has one of the names, so the list is out of date.
pub fn snip(module: &mut Module) -> Result<Vec<String>> {
    let mut snipped = Vec::new();
    for word in SNIPPED {
        let mut count = 0;
        for function in module.funcs.iter_mut() {
            let function_name = function.name.clone();
            let matches = function_name.as_deref().is_some_and(|name| name.contains(word));
            if let (true, FunctionKind::Local(function)) = (matches, &mut function.kind) {
                let mut body = function.builder_mut().func_body();
                body.instrs_mut().clear();
                body.unreachable();
                count += 1;
                snipped.extend(function_name);
            }
        }
        ensure!(count > 0, "no function has {word} in its name");
    }
    Ok(snipped)
}
