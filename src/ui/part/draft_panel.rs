//! The panel that saves the draft to a file and opens one.

use crate::control::SAVED_DRAFT;
use crate::journey::Action;
use crate::text::Word;
use crate::ui::tree::{Tag, tag};
use crate::ui::view::{View, element_id};
use crate::validate::Mode;

/// Adds the panel, but not at a public terminal.
pub fn draft_panel(view: &View, page: Tag) -> Tag {
    if view.mode == Mode::Kiosk {
        return page;
    }
    let words = view.say(Word::OpenFile);
    // A label would be hidden in the closed panel, and some accessibility checkers would not find the name.
    let open = tag("input")
        .set("type", "file")
        .set("id", &element_id(SAVED_DRAFT))
        .set("name", SAVED_DRAFT)
        .set("part", "input")
        .class("file")
        .set("accept", ".json,application/json")
        .set("aria-label", words);
    // The browser labels a file control in its own language, so a text of the form covers the label.
    let cover = tag("span").set("aria-hidden", "true").text(words);
    let area = tag("div").class("drop").tag(open).tag(cover);
    let save = view.button(&Action::Save, Word::SaveToFile, "secondary");
    let mut panel = tag("details")
        .class("keep")
        .set("part", "keep")
        .tag(tag("summary").text(view.say(Word::KeepTitle)))
        .tag(tag("p").text(view.say(Word::KeepHint)))
        .tag(tag("div").class("actions").tag(save).tag(area));
    if view.is_stored_on_device {
        let erase = view.button(&Action::Restart, Word::Erase, "secondary");
        panel = panel.tag(tag("p").text(view.say(Word::KeptHere))).tag(erase);
    }
    page.tag(panel)
}
