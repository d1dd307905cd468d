//! Events of the page as inputs of the journey, by the names of controls and the actions of buttons.

use super::attachments;
use super::browser::Browser;
use super::component::Msg;
use super::page::Field;
use crate::control::SAVED_DRAFT;
use crate::journey::{Action, Event, UserInput};
use crate::ui::SESSION;
use wasm_bindgen::prelude::*;
use web_sys::Element;

/// Returns the message for an event of the page, if it has one.
pub fn read(event: &web_sys::Event, browser: &Browser) -> Option<Msg> {
    let event = match event.type_().as_str() {
        "mousedown" => return Some(Msg::Pointer { down: true }),
        "mouseup" | "mouseleave" => return Some(Msg::Pointer { down: false }),
        "input" => typed(event),
        "change" => changed(event, browser),
        "click" => clicked(event),
        _ => submitted(event),
    };
    event.map(Msg::Event)
}

fn target(event: &web_sys::Event) -> Option<Element> {
    event.target().map(JsCast::unchecked_into)
}

/// An input at an element, for the session for which it was drawn. When a page is removed, the browser fires the `change`
/// event of the focused control; another session may have begun by then.
fn at(element: &Element, input: UserInput) -> Option<Event> {
    let form = element.closest("form").ok()??;
    Some(Event::Input { session: form.get_attribute(SESSION)?.parse().ok()?, input })
}

/// Typing.
fn typed(event: &web_sys::Event) -> Option<Event> {
    let element = target(event)?;
    let field: Field = element.clone().unchecked_into();
    match field.kind().as_str() {
        "radio" | "checkbox" | "file" | "select-one" => None,
        _ => at(&element, UserInput::Typed { name: field.name(), value: field.value() }),
    }
}

/// A choice, or the end of typing. Chosen files wait in the browser until the journey asks to read them.
fn changed(event: &web_sys::Event, browser: &Browser) -> Option<Event> {
    let element = target(event)?;
    let field: Field = element.clone().unchecked_into();
    let (name, value) = (field.name(), field.value());
    let input = match field.kind().as_str() {
        "checkbox" => UserInput::Ticked { name, value, on: field.checked() },
        "file" => {
            let files = attachments::take_chosen(&element);
            let names = files.iter().map(attachments::name).collect();
            browser.chosen.replace(files);
            if name == SAVED_DRAFT {
                UserInput::DraftFileChosen
            } else {
                UserInput::FilesChosen { question: name, names }
            }
        }
        _ => UserInput::Chosen { name, value },
    };
    at(&element, input)
}

/// A button, a citation, or a link of the error summary. The main buttons submit their form.
fn clicked(event: &web_sys::Event) -> Option<Event> {
    let target = target(event)?;
    let attribute = |element: &Element, name: &str| element.get_attribute(name).unwrap_or_default();
    if let Some(link) = target.closest("a[data-for]").ok()? {
        event.prevent_default();
        return at(&target, UserInput::LinkFollowed(attribute(&link, "data-for")));
    }
    if target.closest("summary").ok()?.is_some() {
        return at(&target, UserInput::CitationToggled);
    }
    let button = target.closest("button[type=button][data-action]").ok()??;
    let [action, aim, item] = ["data-action", "data-for", "data-item"].map(|name| attribute(&button, name));
    at(&target, UserInput::Pressed(Action::parse(&action, &aim, &item)?))
}

/// The main button, or Enter in a control.
fn submitted(event: &web_sys::Event) -> Option<Event> {
    event.prevent_default();
    at(&target(event)?, UserInput::Entered)
}
