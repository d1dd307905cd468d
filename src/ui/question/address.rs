//! A postal address: county and township from the official lists, street, postal code.

use crate::control::part_name;
use crate::form::Question;
use crate::text::Word;
use crate::ui::question::choice::entry;
use crate::ui::question::date::{labelled_part, part};
use crate::ui::question::fieldset;
use crate::ui::question::text;
use crate::ui::tree::{Tag, tag};
use crate::ui::view::View;
use crate::value::address::{counties, townships};

/// The fieldset of an address.
pub fn address(view: &View, question: &Question, name: &str, frame: Tag) -> Tag {
    let county = view.draft.text(&part_name(name, "county"));
    let places: Vec<&str> = counties().collect();
    let towns: Vec<&str> = townships(county).map(|(town, _)| town).collect();
    let off = text::autocomplete(view, question) == "off";
    let token = |token| if off { "off" } else { token };
    let set = fieldset(view, question, name)
        .tag(select(view, name, "county", Word::County, &places))
        .tag(select(view, name, "township", Word::Township, &towns))
        .tag(street(view, name, token("address-line1")))
        .tag(labelled_part(
            view,
            &part_name(name, "postal_code"),
            Word::PostalCode,
            input(view, name, "postal_code", "code", token("postal-code")).set("inputmode", "numeric"),
        ));
    frame.tag(set)
}

fn select(view: &View, name: &str, part: &str, word: Word, places: &[&str]) -> Tag {
    let control = part_name(name, part);
    let select = text::input(tag("select"), &control)
        .set("lang", "zh-Hant")
        .set_true("aria-invalid", view.is_wrong(name, Some(part)))
        .tag(tag("option").set("value", "").set("lang", view.words.tag()).text(view.say(Word::ChooseOne)));
    let chosen = view.draft.text(&control);
    let options = places.iter().map(|place| entry(place, *place == chosen).text(place));
    labelled_part(view, &control, word, select.all(options))
}

/// Suggests the villages of the township. Villages change over the years, so any text is accepted.
fn street(view: &View, name: &str, token: &str) -> Tag {
    let chosen = |part| view.draft.text(&part_name(name, part));
    let villages = view.villages(chosen("county"), chosen("township"));
    let control = part_name(name, "street");
    let typed = input(view, name, "street", "full", token);
    text::suggesting(part(view, &control, Word::Street), typed, &control, &villages)
}

fn input(view: &View, name: &str, part: &str, class: &str, token: &str) -> Tag {
    let control = part_name(name, part);
    text::input(tag("input"), &control)
        .class(class)
        .set("type", "text")
        .set("autocomplete", token)
        .set_true("aria-invalid", view.is_wrong(name, Some(part)))
        .value(view.draft.text(&control))
}
