//! Configs, applied to every workflow.
#![no_main]

use std::sync::LazyLock;

use guitai::config::Config;
use guitai::form::Form;

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(guitai_fuzz::forms);

libfuzzer_sys::fuzz_target!(|text: &str| {
    let Ok(config) = Config::read(text) else { return };
    for form in FORMS.iter() {
        let _ = config.apply(form.clone());
    }
});
