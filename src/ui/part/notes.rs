//! Remarks under a question, on a step, on the review and the receipt.

use crate::config::PRIVACY_ITEMS;
use crate::text;
use crate::ui::part::law::clauses;
use crate::ui::part::prose::fill;
use crate::ui::tree::{Tag, tag};
use crate::ui::view::View;

/// Adds the notes of this place whose condition holds. The region around them is
/// permanent, so that a new note is announced. Placeholders are replaced by items of the portal's privacy notice.
pub fn notes(view: &View, place: &str, outer: Tag) -> Tag {
    let mut region = None;
    let own = view.config.privacy.as_ref().map(|privacy| &privacy.items);
    let own: Vec<(&str, &str)> =
        PRIVACY_ITEMS.into_iter().zip(own.into_iter().flatten().map(|item| view.text(item))).collect();
    for note in view.form.notes.iter().filter(|note| note.at.iter().any(|at| at == place)) {
        let notes = region.unwrap_or_else(|| tag("div").set("aria-live", "polite"));
        region = Some(if view.assessment.holds(note.when.as_ref()) {
            let drawn = tag("div").key(&note.id).part("note").set("data-note", &note.id);
            let drawn = fill(drawn, &text::fill(view.text(&note.text), &own));
            notes.tag(clauses(view, drawn, note.cite.as_ref().as_slice()))
        } else {
            notes
        });
    }
    region.into_iter().fold(outer, Tag::tag)
}
