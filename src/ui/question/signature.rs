//! A signature that is drawn on the screen and kept as an image.

use crate::form::Question;
use crate::text::Word;
use crate::ui::question::files::chosen;
use crate::ui::question::{described, errors, hint, label};
use crate::ui::tree::{Tag, tag};
use crate::ui::view::{View, element_id};

/// The canvas to draw on, with a pointer or the arrow keys. The form offers signing on paper as an
/// alternative.
pub fn signature(view: &View, question: &Question, frame: Tag) -> Tag {
    let name = &question.id;
    let id = element_id(name);
    let label_id = [&id, "-label"].concat();
    let canvas = tag("canvas")
        .set("id", &id)
        .class("signature")
        .set("part", "signature")
        .set("name", name)
        .set("width", "600")
        .set("height", "200")
        .set("role", "application")
        .set("tabindex", "0")
        .set("aria-labelledby", &label_id);
    let label = label(view, question, tag("p").class("label").set("id", &label_id));
    let frame = errors(view, name, hint(view, question, name, frame.tag(label)));
    let frame = frame.tag(described(view, question, name, canvas));
    chosen(view, question, frame.tag(tag("p").class("hint").text(view.say(Word::SignHere))))
}
