//! The warning of a kiosk that is about to reset.

use crate::journey::Action;
use crate::text::Word;
use crate::ui::tree::{Tag, tag};
use crate::ui::view::View;

/// Adds the warning, if the form resets within `left` seconds. Its words are announced once; the countdown is
/// visual.
pub fn idle_warning(view: &View, left: Option<u32>, page: Tag) -> Tag {
    match left {
        Some(left) => idle_warning_later(view, left, page),
        None => page,
    }
}

#[inline(never)]
fn idle_warning_later(view: &View, left: u32, page: Tag) -> Tag {
    let countdown = tag("strong").set("aria-hidden", "true").text(&left.to_string());
    let warning = tag("div")
        .part("idle-warning")
        .set("role", "alert")
        .tag(tag("p").text(view.say(Word::IdleWarning)))
        .tag(countdown)
        .tag(view.button(&Action::Stay, Word::Stay, "primary"));
    page.tag(warning)
}
