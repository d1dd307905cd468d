//! E-mail addresses.
#![no_main]

use guitai::value::email::Email;

libfuzzer_sys::fuzz_target!(|typed: &str| guitai_fuzz::check_stable(Email::parse, typed));
