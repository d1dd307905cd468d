//! Submissions: one that is accepted is accepted again as it is written, and written the same.
#![no_main]

use std::sync::LazyLock;

use guitai::config::Config;
use guitai::form::Form;
use guitai::receive::receive;

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(guitai_fuzz::forms);

libfuzzer_sys::fuzz_target!(|text: &str| {
    let find = |name: &str| FORMS.iter().find(|form| form.id == name);
    let accepted = |text: &str| receive(&find, &Config::default(), text, None).ok()?.submission;
    let Some(submission) = accepted(text) else { return };
    let written = submission.to_json();
    let again = accepted(&written).expect("what was accepted is refused");
    assert_eq!(again.to_json(), written);
});
