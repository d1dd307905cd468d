//! Date-times in Asia/Taipei.
#![no_main]

use guitai::value::time::DateTime;

libfuzzer_sys::fuzz_target!(|typed: &str| guitai_fuzz::check_stable(DateTime::parse, typed));
