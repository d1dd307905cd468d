//! National ids and both 統一證號.
#![no_main]

use guitai::value::national_id::NationalId;

libfuzzer_sys::fuzz_target!(|typed: &str| guitai_fuzz::stable(NationalId::parse, typed));
