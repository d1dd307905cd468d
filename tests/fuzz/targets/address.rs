//! Postal addresses, from four controls.
#![no_main]

use guitai::value::address::Address;

libfuzzer_sys::fuzz_target!(|parts: (&str, &str, &str, &str)| {
    let Ok(address) = Address::from_parts(parts.0, parts.1, parts.2, parts.3) else { return };
    let again =
        Address::from_parts(address.county(), address.township(), address.street(), address.postal_code());
    assert_eq!(again, Ok(address));
});
