//! A repeating group: rows of questions that can be added and removed.

use crate::control::row_name;
use crate::form::Question;
use crate::journey::Action;
use crate::text::Word;
use crate::ui::part::undo_offer;
use crate::ui::question::{fieldset, question};
use crate::ui::tree::{Tag, tag};
use crate::ui::view::{View, button, element_id, hidden};

/// The rows and the button to add one.
pub fn group(view: &View, group: &Question, frame: Tag) -> Tag {
    let count = view.draft.rows(&group.id);
    let mut set = fieldset(view, group, &group.id);
    for index in 0..count {
        set = set.tag(row(view, group, index));
    }
    if group.range.max.is_none_or(|most| count < most) {
        set = set.tag(view.button(&Action::Add(group.id.clone()), Word::Add, "secondary"));
    }
    frame.tag(undo_offer::offer(view, Some(&group.id), set))
}

fn row(view: &View, group: &Question, index: usize) -> Tag {
    let number = (index + 1).to_string();
    let title = view.words.fill(Word::Row, &[("label", view.text(group.name())), ("number", &number)]);
    let row = index.to_string();
    let mut set = tag("fieldset")
        .key(&row)
        .class("row")
        .set("id", &element_id(&[&group.id, ".", &row].concat()))
        .tag(tag("legend").text(&title));
    for own in &group.questions {
        set = set.tag(question(view, own, &row_name(&group.id, index, &own.id)));
    }
    let remove = button(&Action::Remove { question: group.id.clone(), item: row }, "link");
    set.tag(remove.text(view.say(Word::Remove)).tag(hidden(&title)))
}
