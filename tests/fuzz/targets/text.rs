//! Texts of one line and of several lines.
#![no_main]

use guitai::value::text::CleanText;

libfuzzer_sys::fuzz_target!(|typed: &str| {
    guitai_fuzz::check_stable(|typed| CleanText::line(typed, 1, 100), typed);
    guitai_fuzz::check_stable(|typed| CleanText::long(typed, 1, 100), typed);
});
