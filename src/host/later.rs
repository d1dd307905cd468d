//! The second module of the engine. It contains the functions whose names end with `_later` (see
//! `xtask/src/split.rs`). Until it is connected, the first module handles only answers and Continue on simple steps,
//! and a reset. Other events wait.

use crate::form::{Kind, Step};
use crate::journey::{Action, Event, Journey, Page, UserInput};
use std::cell::Cell;

thread_local! {
    static IS_CONNECTED: Cell<bool> = const { Cell::new(false) };
}

/// Returns whether the second module is connected.
pub fn is_connected() -> bool {
    IS_CONNECTED.get()
}

/// Notes that the second module is connected.
pub fn connect() {
    IS_CONNECTED.set(true);
}

/// Returns whether the first module can handle an event.
pub fn can_handle(journey: &Journey, event: &Event) -> bool {
    let Event::Input { input, .. } = event else { return matches!(event, Event::Drawn | Event::Touched) };
    let is_known = matches!(
        input,
        UserInput::Typed { .. }
            | UserInput::Chosen { .. }
            | UserInput::Ticked { .. }
            | UserInput::FilledIn
            | UserInput::Entered
            | UserInput::Pressed(Action::Next)
    );
    is_known && step(journey).is_some_and(Step::is_simple)
}

/// Returns whether the first module can draw the page.
pub fn can_draw(journey: &Journey) -> bool {
    step(journey).is_some_and(|step| step.questions.iter().all(|question| !is_composite(question.kind)))
}

/// Returns whether the second module draws questions of a kind.
fn is_composite(kind: Kind) -> bool {
    !kind.parts().is_empty() || matches!(kind, Kind::Files | Kind::Signature | Kind::Group)
}

/// Returns the step that is shown.
fn step(journey: &Journey) -> Option<&Step> {
    let Page::Step(id) = journey.page() else { return None };
    journey.form().steps.iter().find(|step| step.id == *id)
}
