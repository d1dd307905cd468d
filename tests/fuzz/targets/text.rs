//! Text of one line and of many.
#![no_main]

use guitai::value::text::Text;

libfuzzer_sys::fuzz_target!(|typed: &str| {
    guitai_fuzz::stable(|typed| Text::line(typed, 1, 100), typed);
    guitai_fuzz::stable(|typed| Text::long(typed, 1, 100), typed);
});
