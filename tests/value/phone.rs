//! Telephone numbers.

use crate::{check, check_stable};
use guitai::problem::Problem::*;
use guitai::value::phone::{Mobile, Phone};
use phonenumber::{Mode, country};
use proptest::prelude::*;

#[test]
fn reads_mobiles_in_every_spelling() {
    let spellings = [
        "0912345678",
        "0912-345-678",
        "0912 345 678",
        "(0912)345678",
        "+886912345678",
        "+886-912-345-678",
        "+886 912 345 678",
        "886912345678",
        "+8860912345678",
        "(+886)912345678",
        "０９１２３４５６７８",
        "０９１２－３４５－６７８",
        "＋８８６９１２３４５６７８",
        "0912—345—678",
        "0912.345.678",
        "\u{202A}0912345678\u{202C}",
    ];
    check(Mobile::parse, &spellings.map(|typed| (typed, Ok("0912345678"))));
    check(Phone::parse, &spellings.map(|typed| (typed, Ok("0912345678"))));
    check(
        Mobile::parse,
        &[
            ("+81 90-1234-5678", Ok("+819012345678")),
            ("+1 (212) 555-0100", Ok("+12125550100")),
            ("+6721234", Ok("+6721234")),
            ("+123456789012345", Ok("+123456789012345")),
        ],
    );
}

#[test]
fn reports_problems_of_mobiles() {
    check(
        Mobile::parse,
        &[
            ("", Err(Required)),
            ("09123456789", Err(MobileTooMany { actual: 11 })),
            ("091234567", Err(MobileTooFew { actual: 9 })),
            ("+88691234567", Err(MobileTooFew { actual: 9 })),
            ("0991234567", Err(MobilePrefix)),
            ("912345678", Err(MobileStart)),
            ("8234567", Err(MobileStart)),
            ("03-8234567", Err(MobileIsLandline)),
            ("03-8234567#123", Err(MobileIsLandline)),
            ("+886-3-8234567", Err(MobileIsLandline)),
            ("0912345678#12", Err(MobileExtension)),
            ("110", Err(PhoneShortCode)),
            ("1999", Err(PhoneShortCode)),
            ("00819012345678", Err(PhoneNoPlus)),
            ("+0912345678", Err(ForeignCountryCode)),
            ("+81123", Err(ForeignLength { actual: 5 })),
            ("+1234567890123456", Err(ForeignLength { actual: 16 })),
            ("0912345678、0987654321", Err(PhoneSeveral)),
            ("0912345678/0987654321", Err(PhoneSeveral)),
            ("o912345678", Err(PhoneCharacter { found: 'o' })),
            ("手機0912345678", Err(PhoneCharacter { found: '手' })),
            ("0912+345678", Err(PhoneCharacter { found: '+' })),
            ("-", Err(MobileStart)),
        ],
    );
}

#[test]
fn reads_landlines() {
    check(
        Phone::parse,
        &[
            ("03-8234567", Ok("03-8234567")),
            ("038234567", Ok("03-8234567")),
            ("038-234567", Ok("03-8234567")),
            ("(03)823-4567", Ok("03-8234567")),
            ("（０３）８２３４５６７", Ok("03-8234567")),
            ("03一8234567", Ok("03-8234567")),
            ("+886-3-8234567", Ok("03-8234567")),
            ("+88638234567", Ok("03-8234567")),
            ("886-3-8234567", Ok("03-8234567")),
            ("02-2345-6789", Ok("02-23456789")),
            ("037-234567", Ok("037-234567")),
            ("04-23456789", Ok("04-23456789")),
            ("04-7234567", Ok("04-7234567")),
            ("049-2345678", Ok("049-2345678")),
            ("05-2345678", Ok("05-2345678")),
            ("06-2345678", Ok("06-2345678")),
            ("07-2345678", Ok("07-2345678")),
            ("08-7345678", Ok("08-7345678")),
            ("082-345678", Ok("082-345678")),
            ("0826-61234", Ok("0826-61234")),
            ("0836-22345", Ok("0836-22345")),
            ("089-345678", Ok("089-345678")),
            ("0800-123456", Ok("0800-123456")),
            ("0800-123-456", Ok("0800-123456")),
            ("0809123456", Ok("0809-123456")),
            ("+886-800-123-456", Ok("0800-123456")),
            ("08-0123456", Ok("08-0123456")),
            ("+81-3-1234-5678", Ok("+81312345678")),
        ],
    );
}

#[test]
fn reads_extensions() {
    let spellings = [
        "03-8234567#123",
        "03-8234567 # 123",
        "03-8234567＃１２３",
        "03-8234567 ext.123",
        "03-8234567 EXT 123",
        "03-8234567 extension 123",
        "03-8234567x123",
        "03-8234567分機123",
        "03-8234567 分機：123",
        "03-8234567轉123",
        "03-8234567轉分機123",
        "（03）8234567（分機123）",
        "03-8234567轉123號",
    ];
    check(Phone::parse, &spellings.map(|typed| (typed, Ok("03-8234567#123"))));
    check(
        Phone::parse,
        &[
            ("+81-3-1234-5678 ext 9", Ok("+81312345678#9")),
            ("03-8234567#123456", Ok("03-8234567#123456")),
            ("03-8234567#1234567", Err(PhoneExtension)),
            ("03-8234567#", Err(PhoneExtension)),
            ("03-8234567分機王小明", Err(PhoneExtension)),
            ("0912345678#1", Err(MobileExtension)),
        ],
    );
}

#[test]
fn reports_problems_of_landlines() {
    check(
        Phone::parse,
        &[
            ("", Err(Required)),
            ("8234567", Err(PhoneAreaCodeMissing)),
            ("8861234", Err(PhoneAreaCodeMissing)),
            ("912345678", Err(PhoneAreaCodeMissing)),
            ("無", Err(PhoneCharacter { found: '無' })),
            ("03-823456", Err(LandlineTooFew { actual: 8 })),
            ("03-823456789", Err(LandlineTooMany { actual: 11 })),
            ("0800-1234", Err(LandlineTooFew { actual: 8 })),
            ("0800-1234567", Err(LandlineTooMany { actual: 11 })),
            ("01-8234567", Err(PhoneAreaCode { found: "01".to_owned() })),
            ("00886-3-8234567", Err(PhoneNoPlus)),
            ("110", Err(PhoneShortCode)),
            ("1999#1", Err(PhoneShortCode)),
            ("823", Err(PhoneAreaCodeMissing)),
            ("12345", Err(PhoneAreaCodeMissing)),
            ("03-8234567、0912345678", Err(PhoneSeveral)),
            ("03-8234567或8234568", Err(PhoneSeveral)),
            ("03-8234567~9", Err(PhoneCharacter { found: '~' })),
            ("電話03-8234567", Err(PhoneCharacter { found: '電' })),
        ],
    );
}

/// Parses a number with the Rust port of libphonenumber. Where both accept a number, the results must be
/// equal.
fn in_e164(typed: &str) -> String {
    let number = phonenumber::parse(Some(country::Id::TW), typed).unwrap();
    number.format().mode(Mode::E164).to_string()
}

#[test]
fn agrees_with_another_implementation_on_landlines() {
    let numbers = [
        "02-2345-6789",
        "(02)2345-6789",
        "03-8234567",
        "038-234567",
        "+886-3-8234567",
        "037-234567",
        "04-23456789",
        "04-7234567",
        "049-2345678",
        "05-2345678",
        "06-2345678",
        "07-2345678",
        "08-7345678",
        "082-345678",
        "089-345678",
        "0836-22345",
        "0800-123456",
        "0800-12345",
        "0809-123456",
    ];
    for typed in numbers {
        let ours = Phone::parse(typed).unwrap().to_string();
        assert_eq!(in_e164(typed), in_e164(&ours), "{typed}");
        assert!(phonenumber::parse(Some(country::Id::TW), &ours).unwrap().is_valid(), "{ours}");
    }
}

proptest! {
    #[test]
    fn never_panics(typed in any::<String>()) {
        check_stable(Phone::parse, &typed);
        check_stable(Mobile::parse, &typed);
    }

    #[test]
    fn canonical_is_stable(typed in "[(+＋]{0,2}(886|0|８)?[-0-9０-９() ]{5,16}(#|ext\\.|分機|轉)?[0-9]{0,7}") {
        check_stable(Phone::parse, &typed);
        check_stable(Mobile::parse, &typed);
    }

    #[test]
    fn agrees_with_another_implementation_on_mobiles(typed in "(0|\\+886|\\+8860)9[0-8][0-9]{7}|09[0-8][0-9]-[0-9]{3}-[0-9]{3}") {
        let ours = Mobile::parse(&typed).unwrap().to_string();
        let number = phonenumber::parse(Some(country::Id::TW), &typed).unwrap();
        prop_assert!(number.is_valid(), "{}", typed);
        prop_assert_eq!(format!("+886{}", &ours[1..]), number.format().mode(Mode::E164).to_string());
    }

    /// Numbers that libphonenumber considers valid are accepted unchanged.
    #[test]
    fn accepts_foreign_numbers(typed in "\\+(81[1-9]|1[2-9][0-9]{2}|44[1-9]|84[1-9]|62[1-9]|66[1-9]|63[1-9])[0-9]{7,9}") {
        let number = phonenumber::parse(None, &typed);
        prop_assume!(number.as_ref().is_ok_and(phonenumber::PhoneNumber::is_valid));
        let ours = Mobile::parse(&typed).unwrap().to_string();
        prop_assert_eq!(number.unwrap().format().mode(Mode::E164).to_string(), ours);
    }
}
