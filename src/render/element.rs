//! The element `guitai-form` with its first step, as HTML for a page.

use super::{Shadow, say};
use crate::text::render::RenderWord;
use askama::Template;

/// An element with its first step, and with other ways to file for a browser that cannot run the form.
#[derive(Clone, Debug)]
pub struct Element<'a> {
    /// The shadow root.
    pub shadow: Shadow<'a>,
    /// The attributes of the element, by name.
    pub attributes: &'a [(String, String)],
    /// URL of the form to print, if there is one.
    pub paper: Option<&'a str>,
}

#[derive(Template)]
#[template(path = "render/element.html")]
struct Page<'a> {
    attributes: &'a [(String, String)],
    /// HTML.
    shadow: String,
    agency: Option<Vec<&'a str>>,
    paper: Option<&'a str>,
    paper_label: &'a str,
}

impl Element<'_> {
    /// Returns the HTML of the element.
    ///
    /// # Errors
    /// The template fails.
    pub fn render(&self) -> Result<String, askama::Error> {
        let lang = self.shadow.options.lang.as_str();
        let lines = self.shadow.config.agency.as_ref().map(|agency| {
            let texts = [&agency.name, &agency.address, &agency.hours].map(|text| text.in_language(lang));
            let [name, address, hours] = texts;
            let lines = [name, &agency.phone, address, hours];
            lines.into_iter().filter(|line| !line.is_empty()).collect()
        });
        let page = Page {
            attributes: self.attributes,
            shadow: self.shadow.render()?,
            agency: lines,
            paper: self.paper,
            paper_label: say(RenderWord::Paper, lang),
        };
        page.render()
    }
}
