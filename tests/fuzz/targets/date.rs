//! Dates of both calendars.
#![no_main]

use guitai::value::roc_date::RocDate;

libfuzzer_sys::fuzz_target!(|typed: &str| guitai_fuzz::check_stable(RocDate::parse, typed));
