//! What happens on a panic: it is reported to the console, once, with its place.

use std::sync::Once;

static REPORT: Once = Once::new();

/// Reports panics from now on.
pub fn report() {
    REPORT.call_once(|| {
        std::panic::set_hook(Box::new(|info| {
            web_sys::console::error_1(&["guitai: ", &info.to_string()].concat().into());
        }));
    });
}
