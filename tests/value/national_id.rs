//! National and resident ids.

use crate::{check, check_stable};
use chrono::NaiveDate;
use guitai::problem::Problem::{self, *};
use guitai::value::{masked, national_id::NationalId};
use proptest::prelude::*;

#[test]
fn accepts_every_kind_in_every_spelling() {
    let same = [
        "A123456789",
        "A800000014",
        "A900207177",
        "A870000015",
        "A880000018",
        "A890000011",
        "U800000002",
        "U900000013",
        "AA00000009",
        "AB23456789",
        "AC03095424",
        "HD02717288",
        "UC30000018",
    ];
    check(NationalId::parse, &same.map(|id| (id, Ok(id))));
    check(
        NationalId::parse,
        &[
            ("a123456789", Ok("A123456789")),
            ("Ａ１２３４５６７８９", Ok("A123456789")),
            (" A123456789　", Ok("A123456789")),
            ("A1234-56789", Ok("A123456789")),
            ("A1 2345 6789", Ok("A123456789")),
            ("A12　345　6789", Ok("A123456789")),
            ("A12345\u{200B}6789\u{FEFF}", Ok("A123456789")),
            ("ab23456789", Ok("AB23456789")),
        ],
    );
}

#[test]
fn reports_problems() {
    check(
        NationalId::parse,
        &[
            ("", Err(Required)),
            ("　 ", Err(Required)),
            ("A12345678", Err(NationalIdLength { actual: 9 })),
            ("A1234567890", Err(NationalIdLength { actual: 11 })),
            ("04595257", Err(NationalIdLength { actual: 8 })),
            ("A12345678王", Err(NationalIdCharacter { found: '王' })),
            ("A123456789。", Err(NationalIdCharacter { found: '。' })),
            ("1123456789", Err(NationalIdFirst { found: '1' })),
            ("A323456789", Err(NationalIdSecond { found: '3' })),
            ("AE23456785", Err(NationalIdSecond { found: 'E' })),
            ("A12345678O", Err(NationalIdDigit { place: 10, found: 'O' })),
            ("A1I3456789", Err(NationalIdDigit { place: 3, found: 'I' })),
            ("A123456788", Err(NationalIdChecksum)),
            ("A800000000", Err(NationalIdChecksum)),
            ("AA00000000", Err(NationalIdChecksum)),
            ("123456789012", Err(ResidencePermitNumber)),
        ],
    );
}

#[test]
fn old_resident_ids_expire() {
    for (id, is_old) in
        [("AB23456789", true), ("UC30000018", true), ("A800000014", false), ("A123456789", false)]
    {
        let id = NationalId::parse(id).unwrap();
        assert_eq!(id.is_old_resident(), is_old, "{id}");
        let on = |year, month, day| id.check_on(NaiveDate::from_ymd_opt(year, month, day).unwrap());
        assert_eq!(on(2030, 12, 31), Ok(()), "{id}");
        assert_eq!(on(2031, 1, 1), if is_old { Err(Problem::ResidentIdExpired) } else { Ok(()) }, "{id}");
    }
}

/// Compares with the crate `tw-id-num`, which lacks L, R, S and Y of new resident ids.
#[test]
fn agrees_with_another_implementation_on_every_letter() {
    let mut accepted = 0;
    for letter in 'A'..='Z' {
        for second in "1289".chars().filter(|c| !("LRSY".contains(letter) && "89".contains(*c))) {
            for seed in 0..40_u32 {
                let id = format!("{letter}{second}{:08}", (u64::from(seed) * 7_654_321 + 13) % 100_000_000);
                let ours = NationalId::parse(&id).is_ok();
                assert_eq!(ours, tw_id_num::check(&id), "{id}");
                accepted += usize::from(ours);
            }
        }
    }
    assert!(accepted > 200, "only {accepted} valid ones were compared");
}

/// A wrong digit is always detected where its weight is coprime to 10: 7, 3, 1 and 1.
#[test]
fn detects_a_wrong_digit() {
    let id = "A123456789";
    for place in [2, 6, 8, 9] {
        for digit in '0'..='9' {
            let slip: String =
                id.chars().enumerate().map(|(at, c)| if at == place { digit } else { c }).collect();
            let expected = if slip == id { Ok(()) } else { Err(NationalIdChecksum) };
            assert_eq!(NationalId::parse(&slip).map(|_| ()), expected, "{slip}");
        }
    }
}

proptest! {
    #[test]
    fn never_panics(typed in any::<String>()) {
        check_stable(NationalId::parse, &typed);
    }

    #[test]
    fn canonical_is_stable(typed in "[ -]?[A-Za-zＡ-Ｚ][1289A-Da-d][0-9０-９]{7}[0-9 -]{1,3}") {
        check_stable(NationalId::parse, &typed);
    }
}

#[test]
fn masks_numbers() {
    let cases = [("A123456789", "A12*****89"), ("一二三四五六", "一二三*五六"), ("12345", "12345"), ("", "")];
    for (text, expect) in cases {
        assert_eq!(masked(text), expect);
    }
}
