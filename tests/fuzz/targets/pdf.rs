//! PDFs: whether one asks for a password. Whatever its bytes are, the work is bounded by its length, and a file that never
//! mentions encryption needs no password.
#![no_main]

use guitai::value::attachment::pdf::{Mention, examine};

/// Bytes that may be read for each byte of the file, and besides. The tests have the same bound.
const FACTOR: usize = 25;
const BESIDES: usize = 3 * 1024 * 1024;

libfuzzer_sys::fuzz_target!(|pdf: &[u8]| {
    let examined = examine(pdf);
    assert!(examined.work <= pdf.len() * FACTOR + BESIDES, "{} bytes read of {}", examined.work, pdf.len());
    // A portal looks for the mention while the file arrives in pieces.
    let (mut whole, mut pieces) = (Mention::default(), Mention::default());
    whole.add(pdf);
    pdf.chunks(5).for_each(|piece| pieces.add(piece));
    assert_eq!(whole.is_found(), pieces.is_found());
    assert!(whole.is_found() || !examined.asks_for_password);
});
