//! Buttons for the form's languages, shown when the page's language is none of them: the page is in another
//! language, or the browser translates it.

use crate::journey::Action;
use crate::text::{Lang, Word};
use crate::ui::tree::{Tag, tag};
use crate::ui::view::{View, button};

/// Adds a button for each language of the form, unless the page's language is one of them.
pub fn offer(view: &View, page: Tag) -> Tag {
    if view.page_language.eq_ignore_ascii_case(view.words.tag()) {
        return page;
    }
    let mut list =
        tag("div").part("languages").set("role", "group").set("aria-label", view.say(Word::Languages));
    for own in &view.form.languages {
        let name = match Lang::from_tag(own) {
            Some(lang) => lang.name(),
            None => own,
        };
        list = list.tag(button(&Action::Language(own.clone()), "secondary").set("lang", own).text(name));
    }
    page.tag(list)
}
