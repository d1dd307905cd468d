//! The first step of a form, drawn natively with the code of the browser. Pages show it before the engine runs.

mod delivery;
mod element;
mod shadow;
#[cfg(test)]
mod tests;

pub use delivery::{checksum, file};
pub use element::Element;
pub use shadow::Shadow;

use crate::config::Config;
use crate::content::Content;
use crate::form::Form;
use crate::journey::{Journey, Moment, Options, Stored};
use crate::text::Lang;
use crate::text::render::RenderWord;
use crate::ui::{Tag, page};
use std::rc::Rc;

/// Draws the first step of a form without answers. The config is already applied to the form.
///
/// The step is the same at any time: `tests.rs` compares days.
fn first_step(form: &Rc<Form>, config: &Rc<Config>, options: Options, moment: Moment) -> Tag {
    let content = Content::new(Rc::clone(form), Rc::clone(config), &options.lang);
    let (journey, _) = Journey::start(content, options, &Stored::default(), moment);
    page(&journey, &journey.assess())
}

/// Returns a text in the language of a tag, or in Chinese.
fn say(word: RenderWord, lang: &str) -> &'static str {
    word.say(Lang::from_tag(lang).unwrap_or(Lang::ZhHant))
}
