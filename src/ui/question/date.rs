//! Dates and date-times: separate controls for 民國 year, month, day and time, echoed in both calendars.

use crate::answer::Answer;
use crate::control::part_name;
use crate::form::Question;
use crate::text::Word;
use crate::ui::question::fieldset;
use crate::ui::question::text::input;
use crate::ui::tree::{Tag, tag};
use crate::ui::view::{View, element_id};

/// The fieldset of a date.
pub fn date(view: &View, question: &Question, name: &str, frame: Tag) -> Tag {
    let mut parts = tag("div").class("parts");
    for part in question.kind.parts() {
        let (word, class) = match *part {
            "year" => (Word::Year, "year"),
            "month" => (Word::Month, "two"),
            "day" => (Word::Day, "two"),
            _ => (Word::Time, "time"),
        };
        let control = part_name(name, part);
        let typed = input(tag("input"), &control)
            .class(class)
            .set("type", "text")
            .set_some("inputmode", (*part != "time").then_some("numeric"))
            .set("autocomplete", "off")
            .set_true("aria-invalid", view.is_wrong(name, None))
            .value(view.draft.text(&control));
        parts = parts.tag(labelled_part(view, &control, word, typed));
    }
    let echo = match Answer::read(question, view.draft, name) {
        Ok(Some(Answer::Day(day))) => view.words.day(day),
        Ok(Some(Answer::Moment(moment))) => view.words.moment(moment),
        _ => String::new(),
    };
    let echo = tag("p").class("echo").set("aria-live", "polite").text(&echo);
    frame.tag(fieldset(view, question, name).tag(parts).tag(echo))
}

/// A control of a composite answer under its own label.
pub fn labelled_part(view: &View, control: &str, word: Word, typed: Tag) -> Tag {
    part(view, control, word).tag(typed)
}

/// The element with the label of such a control.
pub fn part(view: &View, control: &str, word: Word) -> Tag {
    let label = tag("label").set("for", &element_id(control)).text(view.say(word));
    tag("div").class("part").tag(label)
}
