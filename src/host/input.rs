//! Inputs of the page as inputs of the journey. `www/page.js` reads them from the events of the page.

use crate::control::SAVED_DRAFT;
use crate::journey::{Action, UserInput};
use crate::value::attachment::clean_name;

/// Reads an input: its kind, the name of its control or action, its value or target, and the item of the
/// target.
pub fn read(kind: &str, name: String, value: String, item: &str) -> Option<UserInput> {
    Some(match kind {
        "typed" => UserInput::Typed { name, value },
        "chosen" => UserInput::Chosen { name, value },
        "ticked" => UserInput::Ticked { name, value, on: true },
        "cleared" => UserInput::Ticked { name, value, on: false },
        "files" if name == SAVED_DRAFT => UserInput::DraftFileChosen,
        "files" => UserInput::FilesChosen { question: name, names: names_later(&value) },
        "pressed" => UserInput::Pressed(Action::parse(&name, &value, item)?),
        "followed" => UserInput::LinkFollowed(name),
        "toggled" => UserInput::CitationToggled,
        "filled" => UserInput::FilledIn,
        _ => UserInput::Entered,
    })
}

#[inline(never)]
fn names_later(names: &str) -> Vec<String> {
    names.split('/').map(clean_name).collect()
}
