//! Form definitions: reading, the check, and the evaluation of an empty draft.
#![no_main]

use guitai::draft::Draft;
use guitai::form::{Form, check};
use guitai::validate::{Channel, Circumstances, Mode, assess};
use guitai::value::roc_date::RocDate;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let Ok(form) = Form::read(text) else { return };
    let _ = check(&form);
    let today = RocDate::parse("115/11/21").expect("a valid date").day();
    let _ = assess(&form, &Draft::default(), Circumstances { today, mode: Mode::Web, channel: Channel::Web });
});
