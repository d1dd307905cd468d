//! Telephone numbers with an extension.
#![no_main]

use guitai::value::phone::Phone;

libfuzzer_sys::fuzz_target!(|typed: &str| guitai_fuzz::check_stable(Phone::parse, typed));
