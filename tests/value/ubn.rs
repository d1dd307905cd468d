//! 統一編號. The cases were computed by hand from the Ministry of Finance's rule of 2023-04-01.

use crate::{check, check_stable};
use guitai::problem::Problem::*;
use guitai::value::ubn::Ubn;
use proptest::prelude::*;

#[test]
fn follows_the_rule_since_2023() {
    let valid = [
        "04595257", "04595252", "10458575", "10458570", "10458574", "12345675", "12345676", "12345670",
        "12345671",
    ];
    check(Ubn::parse, &valid.map(|number| (number, Ok(number))));
    check(
        Ubn::parse,
        &[
            ("０４５９５２５７", Ok("04595257")),
            ("0459-5257", Ok("04595257")),
            (" 04595257\t", Ok("04595257")),
            ("12345672", Err(UbnChecksum)),
            ("04595253", Err(UbnChecksum)),
            ("00000000", Err(UbnZeros)),
            ("", Err(Required)),
            ("4595257", Err(UbnLength { actual: 7 })),
            ("045952570", Err(UbnLength { actual: 9 })),
            ("A123456789", Err(UbnCharacter { found: 'A' })),
            ("統編04595257", Err(UbnCharacter { found: '統' })),
        ],
    );
}

proptest! {
    #[test]
    fn never_panics(typed in any::<String>()) {
        check_stable(Ubn::parse, &typed);
    }

    #[test]
    fn canonical_is_stable(typed in "[0-9０-９ -]{8,9}") {
        check_stable(Ubn::parse, &typed);
    }
}
