//! A postal address: county and township from the official lists, street, postal code.

use super::question::fieldset;
use super::typed;
use super::view::{View, element_id};
use crate::draft::part_name;
use crate::form::Question;
use crate::text::Word;
use crate::value::address::{counties, townships};
use yew::prelude::*;

/// The fieldset of an address.
pub fn address(view: &View, question: &Question, name: &str) -> Html {
    let county = view.draft.text(&part_name(name, "county"));
    let towns: Vec<&str> = townships(county).map(|(town, _)| town).collect();
    let controls = html! {
        <>
            { select(view, name, "county", Word::County, &counties().collect::<Vec<_>>()) }
            { select(view, name, "township", Word::Township, &towns) }
            { input(view, question, name, "street", Word::Street, "full") }
            { input(view, question, name, "postal_code", Word::PostalCode, "code") }
        </>
    };
    fieldset(view, question, name, controls)
}

fn select(view: &View, name: &str, part: &str, word: Word, places: &[&str]) -> Html {
    let control = part_name(name, part);
    let id = element_id(&control);
    let chosen = view.draft.text(&control);
    let invalid = view.is_wrong(name, Some(part)).then_some("true");
    let options = places.iter().map(|place| {
        html! { <option value={(*place).to_owned()} selected={*place == chosen}>{ *place }</option> }
    });
    html! {
        <div class="part">
            <label for={id.clone()}>{ view.words.say(word) }</label>
            <select id={id} name={control} part="input" lang="zh-Hant" aria-invalid={invalid}>
                <option value="" selected={chosen.is_empty()}>{ view.words.say(Word::ChooseOne) }</option>
                { for options }
            </select>
        </div>
    }
}

fn input(view: &View, question: &Question, name: &str, part: &str, word: Word, class: &'static str) -> Html {
    let control = part_name(name, part);
    let id = element_id(&control);
    let invalid = view.is_wrong(name, Some(part)).then_some("true");
    let street = part == "street";
    let autocomplete = match (street, typed::autocomplete(view, question).as_str()) {
        (_, "off") => "off",
        (true, _) => "address-line1",
        (false, _) => "postal-code",
    };
    html! {
        <div class="part">
            <label for={id.clone()}>
                { view.words.say(word) }
                if !street { <span class="optional">{ view.words.say(Word::Optional) }</span> }
            </label>
            <input id={id} name={control.clone()} part="input" class={class} type="text"
                inputmode={(!street).then_some("numeric")} autocomplete={autocomplete} aria-invalid={invalid}
                value={view.draft.text(&control).to_owned()} />
        </div>
    }
}
