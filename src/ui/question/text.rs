//! Answers typed into one control: texts, names, numbers.

use crate::form::{Kind, Question};
use crate::ui::question::{described, labelled};
use crate::ui::tree::{Tag, tag};
use crate::ui::view::{View, element_id};
use crate::validate::Mode;

/// Label, hint, problems and the control.
pub fn text(view: &View, question: &Question, name: &str, frame: Tag) -> Tag {
    let frame = labelled(view, question, name, frame);
    let long = question.kind == Kind::LongText;
    let control = tag(if long { "textarea" } else { "input" });
    let control = described(view, question, name, input(control, name))
        .set("autocomplete", autocomplete(view, question))
        .value(view.draft.text(name));
    if long {
        return frame.tag(control.set("rows", "5"));
    }
    let (kind, class) = match question.kind {
        Kind::Mobile => ("tel", "medium"),
        Kind::Phone => ("tel", "wide"),
        Kind::Email => ("email", "full"),
        Kind::NationalId | Kind::Ubn => ("text", "medium"),
        Kind::Name => ("text", "wide"),
        _ => ("text", "full"),
    };
    let control = control
        .set("type", kind)
        .class(class)
        .set_some("inputmode", (question.kind == Kind::Ubn).then_some("numeric"))
        .set_some("autocapitalize", (question.kind == Kind::NationalId).then_some("characters"))
        .set_some("spellcheck", (question.kind != Kind::Text).then_some("false"));
    match view.suggestions(question) {
        Some(entries) => suggesting(frame, control, name, &entries),
        None => frame.tag(control),
    }
}

/// A control's id, name and part.
pub fn input(control: Tag, name: &str) -> Tag {
    control.set("id", &element_id(name)).set("name", name).set("part", "input")
}

/// A control that suggests entries while the person types.
pub fn suggesting(frame: Tag, control: Tag, name: &str, entries: &[&str]) -> Tag {
    let id = [&element_id(name), "-list"].concat();
    let options = entries.iter().map(|entry| tag("option").set("value", entry));
    frame.tag(control.set("list", &id)).tag(tag("datalist").set("id", &id).all(options))
}

/// Returns the `autocomplete` token (WCAG 1.3.5) on the web. It is `off` at a counter or a public terminal,
/// and for questions without a token: Chromium would write a national id to disk.
pub fn autocomplete<'a>(view: &View, question: &'a Question) -> &'a str {
    match &question.autocomplete {
        Some(token) if view.mode == Mode::Web => token,
        _ => "off",
    }
}
