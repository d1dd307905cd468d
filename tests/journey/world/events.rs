//! Passes events to the journey of a tab, and checks the rules after each event.

use super::tab::{Before, Name};
use super::{Checked, World};
use guitai::journey::{Control, Event, Timer};

impl World {
    /// Handles the events that follow at once.
    pub(super) fn settle(&mut self) -> Checked {
        while let Some((name, event)) = self.queue.pop_front() {
            self.feed(name, &event)?;
        }
        Ok(())
    }

    pub(super) fn feed(&mut self, name: Name, event: &Event) -> Checked {
        self.feed_with(name, event, &[])
    }

    /// Passes an event to a tab, executes the effects and checks the rules.
    pub(super) fn feed_with(&mut self, name: Name, event: &Event, controls: &[Control]) -> Checked {
        let Some(at) = self.find(name) else { return Ok(()) };
        let moment = self.moment();
        let before = Before::of(&self.tabs[at]);
        self.counts.add_event(event);
        let effects = self.tabs[at].driver.update(moment, controls, event.clone());
        self.tell(|| format!("tab {name}: {event:?}"));
        self.tell(|| format!("    → {effects:?}"));
        if is_activity(event, before.session) {
            self.tabs[at].active_at = self.now;
        }
        self.note_answer(at, &before, event);
        if let Some(cut) = self.cut.take() {
            self.counts.add("fault: tab ended between two effects");
            let cut = cut % (effects.len() + 1);
            self.perform(at, &effects[..cut])?;
            return self.reload(at);
        }
        self.perform(at, &effects)?;
        let page = self.tabs[at].journey().page().clone();
        self.tell(|| format!("    = {page:?}"));
        self.check(at, &before, event, &effects, controls)
    }
}

/// Whether the event counts as use of a kiosk, by the contract.
fn is_activity(event: &Event, session: u32) -> bool {
    match event {
        Event::Input { session: own, .. }
        | Event::FileRead { session: own, .. }
        | Event::DraftFileRead { session: own, .. } => *own == session,
        Event::Drawn
        | Event::MessageReceived(_)
        | Event::Locked { .. }
        | Event::Online
        | Event::ListLoaded { .. } => false,
        Event::Woke(timer) => *timer == Timer::Attempt,
        _ => true,
    }
}
