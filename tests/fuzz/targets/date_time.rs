//! Moments at +08:00.
#![no_main]

use guitai::value::time::DateTime;

libfuzzer_sys::fuzz_target!(|typed: &str| guitai_fuzz::stable(DateTime::parse, typed));
