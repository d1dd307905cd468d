//! The first step of a form in a declarative shadow root, which a portal writes into its page.

use super::{first_step, say};
use crate::config::Config;
use crate::form::{Form, Step};
use crate::journey::{Moment, Options, Storage};
use crate::text::render::RenderWord;
use crate::ui::write::html;
use askama::Template;
use std::rc::Rc;

/// The shadow root of one form. Its options must be those of the element's attributes.
#[derive(Clone, Debug)]
pub struct Shadow<'a> {
    /// The form, with the config applied.
    pub form: &'a Rc<Form>,
    /// The config of the form's workflow.
    pub config: &'a Rc<Config>,
    /// The checksum of the portal's config, see [`checksum`](super::checksum).
    pub checksum: u32,
    /// The options of the element.
    pub options: Options,
    /// URL of the style sheet of the delivery.
    pub style: &'a str,
}

#[derive(Template)]
#[template(path = "render/shadow.html")]
struct Page<'a> {
    style: &'a str,
    no_script: &'a str,
    key: String,
    version: &'a str,
    is_simple: bool,
    checksum: u32,
    busy: &'a str,
    /// HTML.
    step: String,
}

impl Shadow<'_> {
    /// Returns the `template` element, for the first place inside `guitai-form`.
    ///
    /// # Errors
    /// The template fails.
    pub fn render(&self) -> Result<String, askama::Error> {
        let Options { lang, mode, storage, heading_level, .. } = &self.options;
        // `www/first.js` compares this key with the options of the element.
        let is_local = *storage == Storage::Local;
        let key = format!("{lang},{},{is_local},{heading_level}", mode.as_str());
        let step = first_step(self.form, self.config, self.options.clone(), Moment::default());
        let page = Page {
            style: self.style,
            no_script: say(RenderWord::NoScript, lang),
            key,
            version: &self.form.version,
            is_simple: self.form.steps.first().is_some_and(Step::is_simple),
            checksum: self.checksum,
            busy: say(RenderWord::Busy, lang),
            step: html::write(step),
        };
        page.render()
    }
}
