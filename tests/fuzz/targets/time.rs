//! Times of day.
#![no_main]

use guitai::value::time::Time;

libfuzzer_sys::fuzz_target!(|typed: &str| guitai_fuzz::check_stable(Time::parse, typed));
