//! A postal address: county and township from the official lists, street, postal code.

use super::date::labelled_part;
use super::question::fieldset;
use super::tag::{Tag, tag};
use super::typed;
use super::view::View;
use crate::draft::part_name;
use crate::form::Question;
use crate::text::Word;
use crate::value::address::{counties, townships};

/// The fieldset of an address.
pub fn address(view: &View, question: &Question, name: &str, frame: Tag) -> Tag {
    let county = view.draft.text(&part_name(name, "county"));
    let places: Vec<&str> = counties().collect();
    let towns: Vec<&str> = townships(county).map(|(town, _)| town).collect();
    let off = typed::autocomplete(view, question) == "off";
    let token = |token| if off { "off" } else { token };
    let set = fieldset(view, question, name)
        .tag(select(view, name, "county", Word::County, &places))
        .tag(select(view, name, "township", Word::Township, &towns))
        .tag(input(view, name, "street", Word::Street, "full", token("address-line1")))
        .tag(input(view, name, "postal_code", Word::PostalCode, "code", token("postal-code")));
    frame.tag(set)
}

fn select(view: &View, name: &str, part: &str, word: Word, places: &[&str]) -> Tag {
    let control = part_name(name, part);
    let select = typed::input(tag("select"), &control)
        .set("lang", "zh-Hant")
        .set_true("aria-invalid", view.is_wrong(name, Some(part)))
        .tag(tag("option").set("value", "").set("lang", view.words.tag()).text(view.say(Word::ChooseOne)));
    let options = places.iter().map(|place| tag("option").set("value", place).text(place).html()).collect();
    labelled_part(view, &control, word, select.all(options))
}

fn input(view: &View, name: &str, part: &str, word: Word, class: &str, token: &str) -> Tag {
    let control = part_name(name, part);
    let typed = typed::input(tag("input"), &control)
        .class(class)
        .set("type", "text")
        .set("autocomplete", token)
        .set_true("aria-invalid", view.is_wrong(name, Some(part)))
        .value(view.draft.text(&control));
    labelled_part(view, &control, word, typed)
}
