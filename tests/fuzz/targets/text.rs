//! Texts of one line and of several lines.
#![no_main]

use guitai::value::text::Text;

libfuzzer_sys::fuzz_target!(|typed: &str| {
    guitai_fuzz::check_stable(|typed| Text::line(typed, 1, 100), typed);
    guitai_fuzz::check_stable(|typed| Text::long(typed, 1, 100), typed);
});
