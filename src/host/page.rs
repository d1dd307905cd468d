//! The drawn page: values of its controls, and the focus.

use crate::draft::Draft;
use crate::journey::{Control, ControlKind, Focus};
use crate::ui::element_id;
use wasm_bindgen::prelude::*;
use web_sys::Element;

#[wasm_bindgen]
extern "C" {
    /// Any control: input, select, textarea.
    pub type Field;
    #[wasm_bindgen(method, getter)]
    pub fn name(this: &Field) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn value(this: &Field) -> String;
    #[wasm_bindgen(method, setter)]
    fn set_value(this: &Field, value: &str);
    #[wasm_bindgen(method, getter, js_name = type)]
    pub fn kind(this: &Field) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn checked(this: &Field) -> bool;
    #[wasm_bindgen(method)]
    fn focus(this: &Field);
}

/// Returns the controls of the page with their values.
pub fn controls(root: &Element) -> Vec<Control> {
    let fields: Vec<Field> =
        all(root, ":is(input, select, textarea)[name]").into_iter().map(JsCast::unchecked_into).collect();
    fields.iter().filter_map(control).collect()
}

fn control(field: &Field) -> Option<Control> {
    let kind = match field.kind().as_str() {
        "file" => return None,
        "checkbox" => ControlKind::Checkbox { checked: field.checked() },
        "radio" => ControlKind::Radio { checked: field.checked() },
        "select-one" => ControlKind::Select,
        _ => ControlKind::Text,
    };
    Some(Control { name: field.name(), value: field.value(), kind })
}

/// Moves the focus.
pub fn focus(root: &Element, focus: &Focus) {
    let find = |selector| root.query_selector(selector).ok().flatten();
    let element = match focus {
        Focus::Heading => find(".heading"),
        Focus::Summary => find(".error-summary"),
        Focus::Control(name) => first_control(root, &element_id(name)),
    };
    if let Some(element) = element {
        element.unchecked_into::<Field>().focus();
    }
}

/// Returns the control with this id, or the first inside it: a wrong one, a chosen one, any.
fn first_control(root: &Element, id: &str) -> Option<Element> {
    let find = |selector: String| root.query_selector(&selector).ok().flatten();
    let outer = ["[id=\"", id, "\"]"].concat();
    let inner = |which: &str| find([&outer, " ", which].concat());
    inner(":is(input, select)[aria-invalid]")
        .or_else(|| inner("input:checked"))
        .or_else(|| inner(":is(input, select, textarea, canvas, button)"))
        .or_else(|| find(outer.clone()))
}

/// Shows in each select the value of the draft: when options change, the browser keeps the index of the chosen one.
pub fn settle_selects(root: &Element, draft: &Draft) {
    for select in all(root, "select") {
        let field: Field = select.unchecked_into();
        let value = draft.text(&field.name()).to_owned();
        if field.value() != value {
            field.set_value(&value);
        }
    }
}

/// Returns the elements that match a selector.
pub fn all(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = root.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|index| list.get(index)).map(JsCast::unchecked_into).collect()
}
