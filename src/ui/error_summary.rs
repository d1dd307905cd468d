//! The summary of problems above a step's heading; each entry leads to its control.

use super::tag::{Tag, tag};
use super::view::{View, element_id};
use crate::text::Word;

const TITLE: &str = "g-summary";

/// Adds the summary, if there are problems. It takes the focus when it appears.
pub fn error_summary(view: &View, outer: Tag) -> Tag {
    if view.shown.is_empty() {
        return outer;
    }
    let mut list = tag("ul");
    for shown in view.shown {
        let words = shown.say(view.form, view.words);
        let entry = if shown.name.is_empty() {
            tag("li").text(&words)
        } else {
            let link =
                tag("a").set("href", &["#", &element_id(&shown.name)].concat()).set("data-for", &shown.name);
            tag("li").tag(link.text(&words))
        };
        list = list.tag(entry);
    }
    let title = view.heading(0, view.say(Word::ThereIsAProblem)).set("id", TITLE);
    let summary = tag("div")
        .part("error-summary")
        .set("role", "alert")
        .set("tabindex", "-1")
        .set("aria-labelledby", TITLE)
        .tag(title)
        .tag(list);
    outer.tag(summary)
}
