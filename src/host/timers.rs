//! The timers of a journey. Setting one again replaces it.

use crate::journey::{Event, Timer};
use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use yew::Callback;

/// The timers that are set.
#[derive(Default)]
pub struct Timers(RefCell<Vec<(Timer, Timeout)>>);

impl Timers {
    /// Sets a timer, which is reported after that many milliseconds.
    pub fn set(&self, timer: Timer, milliseconds: u32, report: &Callback<Event>) {
        let report = report.clone();
        let timeout = Timeout::new(milliseconds, move || report.emit(Event::Woke(timer)));
        let mut timers = self.0.borrow_mut();
        timers.retain(|(other, _)| *other != timer);
        timers.push((timer, timeout));
    }

    /// Clears every timer.
    pub fn clear(&self) {
        self.0.borrow_mut().clear();
    }
}
