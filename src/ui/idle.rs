//! A public terminal that nobody touches forgets everything, and says so before.

use super::Msg;
use super::flow::{Page, first_step};
use super::tag::{Tag, tag};
use super::view::View;
use super::wizard::{Setup, Wizard};
use crate::text::Word;
use crate::validate::Mode;
use yew::prelude::*;

/// Seconds for which the warning stands.
const WARNING: u32 = 30;

impl Wizard {
    /// Counts the seconds at a public terminal.
    pub(super) fn watch(&self, ctx: &Context<Self>) {
        if self.options.mode == Mode::Kiosk {
            ctx.props().port.every_second(ctx.link().callback(|()| Msg::Second));
        }
    }

    /// A second has passed. Whether the screen changes.
    pub(super) fn pass_second(&mut self, setup: &Setup) -> bool {
        let fresh = self.draft.is_empty() && self.page == Page::Step(first_step(&setup.form));
        if self.options.mode != Mode::Kiosk || fresh {
            self.idle = 0;
            self.touched = setup.port.now();
            return false;
        }
        // By the clock: ticks stop while the machine sleeps.
        self.idle = u32::try_from((setup.port.now() - self.touched).num_seconds()).unwrap_or_default();
        if self.idle >= self.options.idle_timeout {
            self.idle = 0;
            self.forget(setup, "idle");
            return true;
        }
        self.seconds_left().is_some()
    }

    /// Seconds until everything is forgotten, once they are few.
    pub(super) fn seconds_left(&self) -> Option<u32> {
        let left = self.options.idle_timeout.saturating_sub(self.idle);
        (self.idle > 0 && left <= WARNING).then_some(left)
    }
}

/// Adds the warning. Its words are announced once; the countdown is for the eye.
pub fn warning(view: &View, left: Option<u32>, page: Tag) -> Tag {
    let Some(left) = left else { return page };
    let countdown = tag("strong").set("aria-hidden", "true").text(&left.to_string());
    let warning = tag("div")
        .part("idle-warning")
        .set("role", "alert")
        .tag(tag("p").text(view.say(Word::IdleWarning)))
        .tag(countdown)
        .tag(view.button("stay", Word::Stay, "primary"));
    page.tag(warning)
}
