//! The first step does not depend on anything that the loader does not compare.
#![allow(clippy::unwrap_used)]

use super::first_step;
use crate::config::Config;
use crate::form::{BUILTIN, Form, builtin};
use crate::journey::{Moment, Options, Storage};
use crate::json::Json;
use crate::ui::write::json;
use crate::validate::{Channel, Mode};
use std::rc::Rc;

/// Calls `check` for each workflow, language and mode.
fn each(check: impl Fn(&str, &dyn Fn(Options, u64) -> Json, Options)) {
    let config = Rc::new(Config::default());
    for name in BUILTIN {
        let form = Rc::new(config.apply(Form::read(builtin(name).unwrap_or_default()).unwrap()));
        let draw = |options, milliseconds| {
            let moment = Moment { milliseconds, random: [9; 16], is_online: milliseconds == 0 };
            json::write(first_step(&form, &config, options, moment))
        };
        for lang in ["zh-Hant", "en"] {
            for mode in [Mode::Web, Mode::Assisted, Mode::Kiosk] {
                let options = Options { lang: lang.to_owned(), mode, ..Options::default() };
                check(&format!("{name} {lang} {mode:?}"), &draw, options);
            }
        }
    }
}

#[test]
fn the_first_step_is_the_same_on_every_day() {
    each(|label, draw, options| {
        assert_eq!(draw(options.clone(), 0), draw(options, 1_795_226_400_000), "{label}");
    });
}

#[test]
fn the_first_step_is_the_same_for_every_other_setting() {
    each(|label, draw, options| {
        let first = draw(options.clone(), 0);
        for other in [
            Options { channel: Channel::Outreach, ..options.clone() },
            Options { title_errors: true, idle_timeout: 7, ..options.clone() },
            Options { prefill: Some(r#"{"name": "王小明"}"#.to_owned()), ..options.clone() },
            Options { has_endpoint: false, uploads_files: true, has_locks: false, ..options.clone() },
            Options { storage: Storage::Memory, ..options.clone() },
        ] {
            assert_eq!(draw(other, 0), first, "{label}");
        }
    });
}

#[test]
fn the_heading_level_changes_nothing_but_the_headings() {
    each(|label, draw, options| {
        for level in 1..=6 {
            let drawn = draw(Options { heading_level: level, ..options.clone() }, 0);
            let shifted = shift(draw(options.clone(), 0), i32::from(level) - 2);
            assert_eq!(drawn, shifted, "{label}, level {level}");
        }
    });
}

/// Adds a number of levels to each heading, as `www/first.js` does.
fn shift(drawn: Json, deeper: i32) -> Json {
    let Json::Array(mut parts) = drawn else { return drawn };
    if let Some(Json::String(name)) = parts.first_mut()
        && let Some(level) = name.strip_prefix('h').and_then(|level| level.parse::<i32>().ok())
    {
        *name = format!("h{}", (level + deeper).min(6));
    }
    Json::Array(parts.into_iter().map(|part| shift(part, deeper)).collect())
}
