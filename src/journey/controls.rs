//! Values of visible controls, also of those that were set without an event, such as by a password manager.

use super::Journey;
use super::answers::tick;
use super::assessed::AssessedDraft;
use crate::draft::Draft;
use crate::form::Form;

/// A control of the page and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    /// Its name.
    pub name: String,
    /// Its value; for a checkbox, the value that it adds when it is ticked.
    pub value: String,
    /// Its kind.
    pub kind: ControlKind,
}

/// The kinds of controls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of the fields are enough")]
pub enum ControlKind {
    /// A text field.
    Text,
    /// A select. It is empty while its options lack the answer.
    Select,
    /// A radio button.
    Radio { checked: bool },
    /// A checkbox.
    Checkbox { checked: bool },
}

impl Journey {
    /// Takes over the values that differ from those that were drawn: the visible value of a control is its
    /// answer.
    pub(super) fn read_controls(&mut self, controls: &[Control]) {
        let (session, drawn) = &self.drawn;
        if *session != self.session || !self.can_change() {
            return;
        }
        for control in controls {
            read(&self.content.form, drawn, &mut self.draft, control);
        }
    }
}

/// Changes the draft only if the control has another value, because each change makes its assessment void.
fn read(form: &Form, drawn: &Draft, draft: &mut AssessedDraft, control: &Control) {
    let Control { name, value, kind } = control;
    match *kind {
        ControlKind::Checkbox { checked } => {
            if checked != drawn.list(name).contains(value) {
                tick(form, draft, name, value, checked);
            }
        }
        ControlKind::Radio { checked } => {
            let is_drawn = drawn.text(name) == value;
            if checked && !is_drawn {
                draft.set_text(name, value);
            } else if is_drawn && !checked && draft.text(name) == value {
                draft.set_text(name, "");
            }
        }
        ControlKind::Select if value.is_empty() => {}
        ControlKind::Select | ControlKind::Text => {
            if drawn.text(name) != value {
                draft.set_text(name, value);
            }
        }
    }
}
