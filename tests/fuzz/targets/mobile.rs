//! Mobile numbers.
#![no_main]

use guitai::value::phone::Mobile;

libfuzzer_sys::fuzz_target!(|typed: &str| guitai_fuzz::check_stable(Mobile::parse, typed));
