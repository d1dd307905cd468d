//! A signature drawn on the screen, kept as an image; drawn again as often as wanted.

use super::events;
use super::files::chosen;
use super::question::{described, errors, hint, label};
use super::tag::{Tag, tag};
use super::view::{View, element_id};
use super::wizard::Wizard;
use crate::form::Question;
use crate::text::Word;
use web_sys::Element;
use yew::prelude::*;

/// The attribute of a canvas with the id of the file that it shows.
const SHOWN: &str = "data-shown";

/// The canvas to draw on. Who can't draw signs on paper instead: the form offers that beside it.
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
        .set("role", "img")
        .set("tabindex", "0")
        .set("aria-labelledby", &label_id);
    let label = label(view, question, tag("p").class("label").set("id", &label_id));
    let frame = errors(view, name, hint(view, question, name, frame.tag(label)));
    let frame = frame.tag(described(view, question, name, canvas));
    chosen(view, question, frame.tag(tag("p").class("hint").text(view.say(Word::SignHere))))
}

impl Wizard {
    /// Lets new canvases be drawn on, and has each show the drawing that is kept.
    pub(super) fn draw_signatures(&self, ctx: &Context<Self>, root: &Element) {
        let setup = ctx.props();
        for (canvas, name) in events::canvases(root) {
            let file = self.draft.files_of(&name).last().map(|(_, file)| file);
            let id = file.map_or("", |file| file.id.as_str());
            let shown = canvas.get_attribute(SHOWN);
            if shown.as_deref() == Some(id) {
                continue;
            }
            let _ = canvas.set_attribute(SHOWN, id);
            let image = file.and_then(|file| file.content.as_deref()).unwrap_or_default();
            if shown.is_some() {
                setup.port.show_drawing(&canvas, image);
            } else {
                setup.port.sign(&canvas, &name, image, setup.form.limits, self.reader(ctx, &name));
            }
        }
    }
}
