//! Attachments: file names, and types detected from the content.
#![no_main]

use guitai::value::attachment::{Limits, clean_name, decode, encode, inspect};

libfuzzer_sys::fuzz_target!(|file: (&str, &[u8])| {
    let (name, bytes) = file;
    let clean = clean_name(name);
    assert_eq!(clean_name(&clean), clean);
    assert_eq!(decode(&encode(bytes)).as_deref(), Ok(bytes));
    let limits = Limits::default();
    let Ok(media) = inspect(name, bytes, &limits) else { return };
    for extension in media.extensions() {
        assert_eq!(inspect(&format!("file.{extension}"), bytes, &limits), Ok(media));
    }
});
