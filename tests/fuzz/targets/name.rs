//! Names of persons.
#![no_main]

use guitai::value::name::Name;

libfuzzer_sys::fuzz_target!(|typed: &str| guitai_fuzz::check_stable(Name::parse, typed));
