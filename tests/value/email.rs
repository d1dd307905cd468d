//! E-mail addresses.

use crate::{check, check_stable};
use email_address::EmailAddress;
use guitai::problem::Problem::*;
use guitai::value::email::Email;
use proptest::prelude::*;

#[test]
fn reads_addresses() {
    let local = "a".repeat(64);
    let longest_local = format!("{local}@example.com");
    let of_length =
        |last: usize| format!("{local}@{}.tw", ["d".repeat(63), "e".repeat(63), "f".repeat(last)].join("."));
    let longest = of_length(58);
    assert_eq!(longest.len(), 254);
    let long_label = format!("a@{}.tw", "d".repeat(64));
    check(
        Email::parse,
        &[
            ("wang@example.com", Ok("wang@example.com")),
            (" wang@example.com\u{200B} ", Ok("wang@example.com")),
            ("ｗａｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ", Ok("wang@example.com")),
            ("Wang.XM+civil@Example.COM", Ok("Wang.XM+civil@Example.COM")),
            ("o'brien_{x}!#$%&*/=?^`|~@a-b.gov.tw", Ok("o'brien_{x}!#$%&*/=?^`|~@a-b.gov.tw")),
            ("a@1.2", Ok("a@1.2")),
            (&longest_local, Ok(&longest_local)),
            (&longest, Ok(&longest)),
            (&of_length(59), Err(EmailTooLong { actual: 255 })),
            (&format!("a{longest_local}"), Err(EmailLocalTooLong { actual: 65 })),
            (&long_label, Err(EmailDomain)),
            ("", Err(Required)),
            ("wang example@x.tw", Err(EmailSpace)),
            ("wang@example.com lin@example.com", Err(EmailSpace)),
            ("wang.example.com", Err(EmailNoAt)),
            ("wang@@example.com", Err(EmailSeveralAt)),
            ("@example.com", Err(EmailNoLocal)),
            ("王小明@example.com", Err(EmailCharacter { found: '王' })),
            ("wang@example。com", Err(EmailCharacter { found: '。' })),
            ("<wang@example.com>", Err(EmailCharacter { found: '<' })),
            ("wang@exam_ple.com", Err(EmailCharacter { found: '_' })),
            ("wang@gmail", Err(EmailDomain)),
            ("wang@", Err(EmailDomain)),
            ("wang@.com", Err(EmailDomain)),
            ("wang@example.com.", Err(EmailDomain)),
            ("wang@-example.com", Err(EmailDomain)),
            ("wang@example-.com", Err(EmailDomain)),
        ],
    );
}

proptest! {
    #[test]
    fn never_panics(typed in any::<String>()) {
        check_stable(Email::parse, &typed);
    }

    #[test]
    fn canonical_is_stable(typed in "[ a-zＡ-Ｚ.+]{1,9}[@＠][a-z.-]{1,9}[.．][a-z]{1,4} ?") {
        check_stable(Email::parse, &typed);
    }

    /// Compares with the crate `email_address`, on addresses without characters that only one of the two
    /// standards allows.
    #[test]
    fn agrees_with_another_implementation(address in "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]{1,70}@[a-z0-9]{1,66}([.-][a-z0-9]{1,9}){0,3}\\.[a-z-]{1,4}") {
        let trimmed = address.trim_end_matches('-');
        prop_assert_eq!(Email::parse(trimmed).is_ok(), EmailAddress::is_valid(trimmed), "{}", trimmed);
    }
}
