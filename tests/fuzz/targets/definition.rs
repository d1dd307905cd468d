//! Form definitions, and what is done first with one that can be read.
#![no_main]

use guitai::draft::Draft;
use guitai::form::{Form, check};
use guitai::validate::{Channel, Circumstances, Mode, assess};
use guitai::value::roc_date::RocDate;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let Ok(form) = Form::read(text) else { return };
    check(&form);
    let today = RocDate::parse("115/11/21").expect("a day").day();
    assess(&form, &Draft::default(), Circumstances { today, mode: Mode::Web, channel: Channel::Web });
});
