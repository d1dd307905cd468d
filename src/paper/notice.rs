//! The notices of a printed form. An empty form has a box for each; a filled form states when each was accepted.

use super::Paper;
use super::filled::Filled;
use crate::config::{PRIVACY_ITEMS, Privacy};
use crate::form::Notice;
use crate::text::paper::PaperWord;
use crate::text::{Words, privacy_item};
use crate::value::time::DateTime;

/// A notice.
pub struct PrintedNotice<'a> {
    pub title: &'a str,
    pub cite: Option<&'a str>,
    pub text: Option<&'a str>,
    /// The portal's own items, which replace the text.
    pub items: Vec<(&'a str, &'a str)>,
    pub is_accepted: bool,
    pub label: String,
}

/// Returns the notices of a form.
pub fn notices<'a>(
    paper: &Paper<'a>,
    words: &'a Words,
    filled: Option<&Filled<'a>>,
) -> Vec<PrintedNotice<'a>> {
    paper.form.notices.iter().map(|notice| printed(paper, words, filled, notice)).collect()
}

fn printed<'a>(
    paper: &Paper<'a>,
    words: &'a Words,
    filled: Option<&Filled<'a>>,
    notice: &'a Notice,
) -> PrintedNotice<'a> {
    let own: Option<&Privacy> = paper.config.privacy.as_ref().filter(|_| notice.id == "privacy");
    let version = own.map_or(&notice.version, |own| &own.version);
    let accepted = filled.and_then(|filled| filled.acceptance(&notice.id));
    let label = words.text(&notice.label);
    // The text is omitted if another version was accepted.
    let has_text = accepted.map_or(filled.is_none(), |(accepted, _)| accepted == version);
    let items = own.filter(|_| has_text).map(|own| {
        let named = PRIVACY_ITEMS.iter().zip(&own.items);
        named.map(|(name, text)| (privacy_item(name).map_or("", |word| words.say(word)), words.text(text)))
    });
    PrintedNotice {
        title: words.text(&notice.title),
        cite: notice.cite.as_deref(),
        text: (has_text && own.is_none()).then(|| words.text(&notice.text)),
        items: items.map(Iterator::collect).unwrap_or_default(),
        is_accepted: accepted.is_some(),
        label: accepted
            .map_or_else(|| label.to_owned(), |(version, at)| accepted_line(words, label, version, at)),
    }
}

fn accepted_line(words: &Words, label: &str, version: &str, at: &str) -> String {
    let time = DateTime::parse(at).map_or_else(|_| at.to_owned(), |at| words.moment(at));
    // `{label}` would change the case of its first letter.
    PaperWord::Accepted.fill(words.lang(), &[("notice", label), ("time", &time), ("version", version)])
}
