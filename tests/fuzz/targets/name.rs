//! Persons' names.
#![no_main]

use guitai::value::name::Name;

libfuzzer_sys::fuzz_target!(|typed: &str| guitai_fuzz::stable(Name::parse, typed));
