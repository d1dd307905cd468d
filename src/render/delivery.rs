//! The files of `first/` in a delivery: the first step of a form in one language, in each mode.

use super::{first_step, say};
use crate::config::Config;
use crate::form::{Form, Step};
use crate::journey::{Moment, Options, Storage};
use crate::json::Json;
use crate::text::render::RenderWord;
use crate::ui::write::json;
use crate::validate::Mode;
use std::rc::Rc;

/// The variants of a first step: mode and storage of the draft. A kiosk stores no draft.
const VARIANTS: [(&str, Mode, Storage); 5] = [
    ("web", Mode::Web, Storage::Session),
    ("web local", Mode::Web, Storage::Local),
    ("assisted", Mode::Assisted, Storage::Session),
    ("assisted local", Mode::Assisted, Storage::Local),
    ("kiosk", Mode::Kiosk, Storage::Memory),
];

/// Returns the content of `first/{workflow}.{lang}.json`. The config is already applied to the form.
#[must_use]
pub fn file(form: &Rc<Form>, config: &Rc<Config>, lang: &str) -> String {
    let steps = VARIANTS.map(|(name, mode, storage)| {
        let options = Options { lang: lang.to_owned(), mode, storage, ..Options::default() };
        (name.to_owned(), json::write(first_step(form, config, options, Moment::default())))
    });
    let members = [
        ("version", Json::from(form.version.as_str())),
        ("simple", Json::Bool(form.steps.first().is_some_and(Step::is_simple))),
        ("busy", Json::from(say(RenderWord::Busy, lang))),
        ("steps", Json::Object(steps.into())),
    ];
    Json::Object(members.map(|(name, value)| (name.to_owned(), value)).into()).write()
}

/// Returns the checksum of a portal's config, as `www/first.js` calculates it: FNV-1a of the UTF-16 code units
/// of the compact JSON. It is 0 without a config, or if the text is not JSON.
#[must_use]
pub fn checksum(config: Option<&str>) -> u32 {
    let step = |sum: u32, unit| (sum ^ u32::from(unit)).wrapping_mul(0x0100_0193);
    let json = config.and_then(|text| Json::read(text).ok());
    json.map_or(0, |json| json.write().encode_utf16().fold(0x811c_9dc5, step))
}
