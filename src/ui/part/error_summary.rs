//! The summary of problems above a step's heading; each entry leads to its control.

use crate::text::Word;
use crate::ui::tree::{Tag, tag};
use crate::ui::view::{View, element_id};

const TITLE: &str = "g-summary";

/// Adds the summary, if there are problems. It takes the focus when it appears.
pub fn error_summary(view: &View, outer: Tag) -> Tag {
    if view.problems.is_empty() {
        return outer;
    }
    let mut list = tag("ul");
    for problem in view.problems {
        let words = problem.say(view.form, view.words);
        let entry = if problem.control.is_empty() {
            tag("li").text(&words)
        } else {
            let link = tag("a")
                .set("href", &["#", &element_id(&problem.control)].concat())
                .set("data-for", &problem.control);
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
