//! The first step of a form, drawn natively with the code of the browser. Pages show it before the engine runs.

mod delivery;

pub use delivery::{CHECKSUM_OF_NONE, checksum, file};

use crate::config::Config;
use crate::form::Form;
use crate::journey::{Journey, Moment, Options, Stored};
use crate::json::Json;
use crate::ui::page;
use crate::ui::write::json;
use std::rc::Rc;

/// Draws the first step of a form without answers. The config is already applied to the form.
///
/// The step is the same at any time: `tests/render/first_step.rs` compares days.
fn first_step(form: &Rc<Form>, config: &Rc<Config>, options: Options, moment: Moment) -> Json {
    let (journey, _) =
        Journey::start(Rc::clone(form), Rc::clone(config), options, &Stored::default(), moment);
    json::write(page(&journey, &journey.assess()))
}
