//! 統一編號 of firms.
#![no_main]

use guitai::value::ubn::Ubn;

libfuzzer_sys::fuzz_target!(|typed: &str| guitai_fuzz::stable(Ubn::parse, typed));
