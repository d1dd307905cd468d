//! Events of the page as messages to the wizard, by the names of controls and the actions of buttons.

use super::flow::tick;
use super::{Act, Msg};
use crate::draft::Draft;
use crate::form::Form;
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

/// The attribute of a page's form with the number of the session for which it was drawn.
pub const SESSION: &str = "data-session";

fn target(event: &web_sys::Event) -> Option<Element> {
    event.target().map(JsCast::unchecked_into)
}

/// A message about an element, for the session for which it was drawn. When a page is taken away, the browser fires the
/// `change` of the control that had the focus; by then another session may have begun.
fn message(element: &Element, act: Act) -> Option<Msg> {
    let form = element.closest("form").ok()??;
    Some(Msg::Act { session: form.get_attribute(SESSION)?.parse().ok()?, act })
}

/// Typing.
pub fn input(event: &web_sys::Event) -> Option<Msg> {
    let element = target(event)?;
    let control: Control = element.clone().unchecked_into();
    match control.kind().as_str() {
        "radio" | "checkbox" | "file" | "select-one" => None,
        _ => message(&element, Act::Typed { name: control.name(), value: control.value() }),
    }
}

/// A choice, or the end of typing.
pub fn change(event: &web_sys::Event) -> Option<Msg> {
    let input = target(event)?;
    let control: Control = input.clone().unchecked_into();
    let (name, value) = (control.name(), control.value());
    let act = match control.kind().as_str() {
        "checkbox" => Act::Ticked { name, value, on: control.checked() },
        "file" => Act::Files { name, input: input.clone() },
        _ => Act::Chosen { name, value },
    };
    message(&input, act)
}

/// A button, a citation, or an entry of the error summary. The main buttons submit their form, see `submit`.
pub fn click(event: &web_sys::Event) -> Option<Msg> {
    let target = target(event)?;
    let attribute = |element: &Element, name: &str| element.get_attribute(name).unwrap_or_default();
    if let Some(link) = target.closest("a[data-for]").ok()? {
        event.prevent_default();
        return message(&target, Act::Followed(attribute(&link, "data-for")));
    }
    if target.closest("summary").ok()?.is_some() {
        return message(&target, Act::Opened);
    }
    let button = target.closest("button[type=button][data-action]").ok()??;
    let act = Act::Pressed {
        action: attribute(&button, "data-action"),
        target: attribute(&button, "data-for"),
        item: attribute(&button, "data-item"),
    };
    message(&target, act)
}

/// The main button, or Enter in a control.
pub fn submit(event: &web_sys::Event) -> Option<Msg> {
    event.prevent_default();
    message(&target(event)?, Act::Entered)
}

/// Takes over the values of controls that differ from the drawn ones: also of those that a script has set without an
/// event, such as a password manager's. What is visible in a control is its answer.
pub fn read_screen(root: &Element, form: &Form, drawn: &Draft, draft: &mut Draft) {
    let controls: Vec<Control> =
        all(root, ":is(input, select, textarea)[name]").into_iter().map(JsCast::unchecked_into).collect();
    for control in &controls {
        let (name, value) = (control.name(), control.value());
        match control.kind().as_str() {
            "file" => {}
            "checkbox" => {
                let on = control.checked();
                if on != drawn.list(&name).contains(&value) {
                    tick(form, draft, &name, &value, on);
                }
            }
            "radio" => {
                let is_drawn = drawn.text(&name) == value;
                if control.checked() && !is_drawn {
                    draft.set_text(&name, &value);
                } else if is_drawn && !control.checked() && draft.text(&name) == value {
                    draft.set_text(&name, "");
                }
            }
            // A select shows nothing while its options lack the answer.
            "select-one" if value.is_empty() => {}
            _ if drawn.text(&name) != value => draft.set_text(&name, &value),
            _ => {}
        }
    }
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

/// The canvases to sign on, with the name of the question that they answer.
pub fn canvases(root: &Element) -> Vec<(Element, String)> {
    let canvases = all(root, "canvas[name]").into_iter();
    canvases.filter_map(|canvas| canvas.get_attribute("name").map(|name| (canvas, name))).collect()
}

fn all(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = root.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|index| list.get(index)).map(JsCast::unchecked_into).collect()
}
