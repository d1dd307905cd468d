//! Attachments: chosen or dropped, listed with name and size, removed at any time.

use crate::form::Question;
use crate::journey::Action;
use crate::text::{Word, megabytes};
use crate::ui::part::undo_offer;
use crate::ui::question::text::input;
use crate::ui::question::{described, labelled};
use crate::ui::tree::{Tag, tag};
use crate::ui::view::{View, button, hidden};

/// The files of a question and the control to choose more; files can be dropped on it.
pub fn files(view: &View, question: &Question, frame: Tag) -> Tag {
    let name = &question.id;
    let control = described(view, question, name, input(tag("input"), name))
        .class("file")
        .set("type", "file")
        .set("multiple", "")
        .set("accept", ".pdf,.jpg,.jpeg,.png,.webp,.heic,application/pdf,image/*");
    // The browser labels a file control in its own language, so a text of the form covers the label.
    let words = tag("span").set("aria-hidden", "true").text(view.say(Word::ChooseFiles));
    let area = tag("div").class("drop").tag(control).tag(words);
    chosen(view, question, labelled(view, question, name, frame)).tag(area)
}

/// The limits of number and size.
pub fn limits(view: &View, question: &Question) -> String {
    let limits = &view.form.limits;
    let most = question.max_files(limits).to_string();
    let (each, total) = (megabytes(limits.each_bytes), megabytes(limits.total_bytes));
    view.words.fill(Word::FileLimits, &[("most", &most), ("each", &each), ("total", &total)])
}

/// The files that were chosen.
pub fn chosen(view: &View, question: &Question, outer: Tag) -> Tag {
    let mut list = None;
    for (_, file) in view.draft.files_of(&question.id) {
        let action = Action::Remove { question: question.id.clone(), item: file.id.clone() };
        let remove = button(&action, "link").text(view.say(Word::Remove)).tag(hidden(&file.name));
        let entry = tag("li")
            .key(&file.id)
            .part("file")
            .tag(tag("bdi").class("name").text(&file.name))
            .tag(tag("span").class("size").text(&megabytes(file.size)))
            .tag(remove);
        list = Some(list.unwrap_or_else(|| tag("ul").class("chosen")).tag(entry));
    }
    let outer = list.into_iter().fold(outer, Tag::tag);
    let mut preparing = tag("div").set("role", "status");
    for (_, name) in view.preparing.iter().filter(|(own, _)| *own == question.id) {
        let words = view.words.fill(Word::Preparing, &[("label", name)]);
        preparing = preparing.tag(tag("p").class("preparing").text(&words));
    }
    undo_offer::offer(view, Some(&question.id), outer.tag(preparing))
}
