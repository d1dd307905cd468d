//! 統一編號.
#![no_main]

use guitai::value::ubn::Ubn;

libfuzzer_sys::fuzz_target!(|typed: &str| guitai_fuzz::check_stable(Ubn::parse, typed));
