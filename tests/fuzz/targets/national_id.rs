//! 國民身分證統一編號, and 統一證號 of both formats.
#![no_main]

use guitai::value::national_id::NationalId;

libfuzzer_sys::fuzz_target!(|typed: &str| guitai_fuzz::check_stable(NationalId::parse, typed));
