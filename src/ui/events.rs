//! Events of the page as messages to the wizard, by the names of controls and the actions of buttons.

use super::Msg;
use crate::draft::Draft;
use wasm_bindgen::prelude::*;
use web_sys::Element;

#[wasm_bindgen]
extern "C" {
    /// Any control: input, select, textarea.
    type Control;
    #[wasm_bindgen(method, getter)]
    fn name(this: &Control) -> String;
    #[wasm_bindgen(method, getter)]
    fn value(this: &Control) -> String;
    #[wasm_bindgen(method, setter)]
    fn set_value(this: &Control, value: &str);
    #[wasm_bindgen(method, getter, js_name = type)]
    fn kind(this: &Control) -> String;
    #[wasm_bindgen(method, getter)]
    fn checked(this: &Control) -> bool;
    #[wasm_bindgen(method)]
    fn focus(this: &Control);
}

fn target(event: &web_sys::Event) -> Option<Element> {
    event.target().map(JsCast::unchecked_into)
}

/// Typing.
pub fn input(event: &web_sys::Event) -> Option<Msg> {
    let control: Control = target(event)?.unchecked_into();
    match control.kind().as_str() {
        "radio" | "checkbox" | "file" | "select-one" => None,
        _ => Some(Msg::Typed { name: control.name(), value: control.value() }),
    }
}

/// A choice, or the end of typing.
pub fn change(event: &web_sys::Event) -> Option<Msg> {
    let input = target(event)?;
    let control: Control = input.clone().unchecked_into();
    let (name, value) = (control.name(), control.value());
    Some(match control.kind().as_str() {
        "checkbox" => Msg::Ticked { name, value, on: control.checked() },
        "file" => Msg::Files { name, input },
        _ => Msg::Chosen { name, value },
    })
}

/// A button, a citation, or an entry of the error summary. The main buttons submit their form, see `submit`.
pub fn click(event: &web_sys::Event) -> Option<Msg> {
    let target = target(event)?;
    let attribute = |element: &Element, name: &str| element.get_attribute(name).unwrap_or_default();
    if let Some(link) = target.closest("a[data-for]").ok()? {
        event.prevent_default();
        return Some(Msg::Followed(attribute(&link, "data-for")));
    }
    if target.closest("summary").ok()?.is_some() {
        return Some(Msg::Opened);
    }
    let button = target.closest("button[type=button][data-action]").ok()??;
    Some(Msg::Pressed {
        action: attribute(&button, "data-action"),
        target: attribute(&button, "data-for"),
        item: attribute(&button, "data-item"),
    })
}

/// The main button, or Enter in a control.
pub fn submit(event: &web_sys::Event) -> Msg {
    event.prevent_default();
    Msg::Entered
}

/// Puts the focus on the element that has that selector, or on the first control of that question.
pub fn focus(root: &Element, selector: &str) {
    let element = if selector.starts_with('.') {
        root.query_selector(selector).ok().flatten()
    } else {
        first_control(root, selector)
    };
    if let Some(element) = element {
        element.unchecked_into::<Control>().focus();
    }
}

/// The control with that id, or the first inside it: one that is wrong, one that is chosen, any.
fn first_control(root: &Element, id: &str) -> Option<Element> {
    let find = |selector: String| root.query_selector(&selector).ok().flatten();
    let outer = ["[id=\"", id, "\"]"].concat();
    let inner = |which: &str| find([&outer, " ", which].concat());
    inner(":is(input, select)[aria-invalid]")
        .or_else(|| inner("input:checked"))
        .or_else(|| inner(":is(input, select, textarea, canvas, button)"))
        .or_else(|| find(outer.clone()))
}

/// Shows in each select what the draft holds: the browser keeps the place of a choice, not its value,
/// when the options change.
pub fn settle_selects(root: &Element, draft: &Draft) {
    for select in all(root, "select") {
        let control: Control = select.unchecked_into();
        let value = draft.text(&control.name()).to_owned();
        if control.value() != value {
            control.set_value(&value);
        }
    }
}

/// Canvases to sign on that were not prepared yet, with the question that they answer.
pub fn new_canvases(root: &Element) -> Vec<(Element, String)> {
    let new = all(root, "canvas[data-sign]:not([data-ready])");
    new.into_iter()
        .filter_map(|canvas| {
            canvas.set_attribute("data-ready", "").ok()?;
            let name = canvas.get_attribute("data-sign")?;
            Some((canvas, name))
        })
        .collect()
}

/// Wipes the canvas on which that question is signed.
pub fn wipe(root: &Element, question: &str) {
    let selector = ["canvas[data-sign=\"", question, "\"]"].concat();
    for canvas in all(root, &selector) {
        // Setting the width, even to what it is, empties a canvas.
        let width = canvas.get_attribute("width").unwrap_or_default();
        let _ = canvas.set_attribute("width", &width);
    }
}

fn all(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = root.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|index| list.get(index)).map(JsCast::unchecked_into).collect()
}
