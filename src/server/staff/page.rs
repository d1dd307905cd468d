//! The frame of the staff's pages.

use crate::text::Lang;
use crate::text::portal::PortalWord;
use axum::http::header;
use axum::response::{Html, IntoResponse};

/// The language and title of a page, and whether it has a button to sign out.
pub struct Frame {
    pub lang: Lang,
    pub title: String,
    pub is_signed_in: bool,
}

impl Frame {
    /// Returns the page's language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Returns the text in the page's language.
    pub fn say(&self, word: PortalWord) -> &'static str {
        word.say(self.lang)
    }

    /// Returns the title of the document.
    pub fn page_title(&self) -> String {
        PortalWord::InboxTitle.fill(self.lang, &[("title", &self.title)])
    }
}

/// Returns the page as a response that is not cached, since it may hold personal data.
pub fn uncached(page: String) -> impl IntoResponse + use<> {
    ([(header::CACHE_CONTROL, "no-store")], Html(page))
}
