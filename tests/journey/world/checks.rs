//! The checks after every event.

mod answers;
mod attempts;
mod filing;
mod page;
mod stored;

use super::tab::Before;
use super::{Checked, World};
use guitai::draft::Draft;
use guitai::journey::{Control, Effect, Event};

/// What the world knows about the next event.
#[derive(Clone, Debug, Default)]
pub struct Expected {
    /// The answers of a saved draft that is opened.
    import: Option<Draft>,
    /// Whether the event belongs to an earlier session.
    is_ignored: bool,
}

impl World {
    pub(super) fn expect_import(&mut self, answers: Option<Draft>) {
        self.expected.import = answers;
    }

    pub(super) fn expect_ignored(&mut self, is_ignored: bool) {
        self.expected.is_ignored = is_ignored;
    }

    pub(super) fn check(
        &mut self,
        at: usize,
        before: &Before,
        event: &Event,
        effects: &[Effect],
        controls: &[Control],
    ) -> Checked {
        let expected = std::mem::take(&mut self.expected);
        self.check_wipe(at, before)?;
        self.check_answers(at, before, event, controls, &expected)?;
        self.check_receipt(at, before, event, effects)?;
        self.check_filing(at, before, event)?;
        self.check_attempts(at, before, event, effects)?;
        self.check_page(at)?;
        self.check_focus(at, before, effects)?;
        self.check_idle(at, before, event)?;
        self.tabs[at].is_changed |= !effects.is_empty();
        Ok(())
    }

    /// The checks after every step, of tabs that changed.
    pub(super) fn check_step(&mut self) -> Checked {
        for at in 0..self.tabs.len() {
            if std::mem::take(&mut self.tabs[at].is_changed) {
                self.check_stored(at)?;
                self.note_state(at);
            }
        }
        Ok(())
    }
}
