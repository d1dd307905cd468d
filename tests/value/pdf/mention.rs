//! Search for `/Encrypt` in pieces of any size.

use guitai::value::attachment::pdf::{Mention, asks_for_password};
use proptest::prelude::*;

pub fn mentions(bytes: &[u8], size: usize) -> bool {
    let mut mention = Mention::default();
    bytes.chunks(size).for_each(|piece| mention.add(piece));
    mention.is_found()
}

#[test]
fn finds_the_key() {
    for (text, expected) in [
        ("<</Encrypt 5 0 R>>", true),
        ("//Encrypt", true),
        ("/EncryptMetadata", true),
        ("/#45#6e#63#72#79#70#74", true),
        ("/#45#6E#63#72#79#70#74", true),
        ("/Encr/Encrypt", true),
        ("/E#6/Encrypt", true),
        ("/E#/Encrypt", true),
        ("Encrypt", false),
        ("/encrypt", false),
        ("/ Encrypt", false),
        ("/Encryp", false),
        ("#2FEncrypt", false),
        ("/E#6", false),
        ("/E#6gncrypt", false),
        ("/E##6encrypt", false),
    ] {
        for size in 1..20 {
            assert_eq!(mentions(text.as_bytes(), size), expected, "{text}, {size} bytes at a time");
        }
    }
}

proptest! {
    #[test]
    fn finds_every_key_that_the_lexer_reads(text in "[/#E4n6crypt0 ]{0,40}/?(E|#45)ncr(y|#79)pt[ /a]?") {
        let pdf = format!("trailer<</Root 1 0 R {text} 5 0 R>>");
        prop_assert!(mentions(pdf.as_bytes(), 3) || !asks_for_password(pdf.as_bytes()));
        prop_assert_eq!(mentions(pdf.as_bytes(), 3), mentions(pdf.as_bytes(), 1000));
    }
}
