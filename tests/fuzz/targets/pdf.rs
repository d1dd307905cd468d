//! PDF passwords: the work is limited by the length, and a file without `/Encrypt` requires no password.
#![no_main]

use guitai::value::attachment::pdf::{Mention, examine};

/// Limit of the work: reads per byte of the file, and a constant. The tests use the same limit.
const READS_PER_BYTE: usize = 25;
const CONSTANT_READS: usize = 3 * 1024 * 1024;

libfuzzer_sys::fuzz_target!(|pdf: &[u8]| {
    let examined = examine(pdf);
    let limit = pdf.len() * READS_PER_BYTE + CONSTANT_READS;
    assert!(examined.work <= limit, "{} reads for {} bytes", examined.work, pdf.len());
    // A portal searches for the key while the file arrives in pieces.
    let (mut whole, mut pieces) = (Mention::default(), Mention::default());
    whole.add(pdf);
    pdf.chunks(5).for_each(|piece| pieces.add(piece));
    assert_eq!(whole.is_found(), pieces.is_found());
    assert!(whole.is_found() || !examined.asks_for_password);
});
