//! The receipt: the reference in large type, the next steps, and missing documents.

#[cfg(test)]
mod tests;

use crate::deadline::{LAST_YEAR, Period};
use crate::form::{Condition, Operand};
use crate::journey::Action;
use crate::reply::Receipt;
use crate::text::Word;
use crate::ui::page::review::{Use, answers};
use crate::ui::part::agency::agency;
use crate::ui::part::calendar::calendar;
use crate::ui::part::notes::notes;
use crate::ui::part::prose::fill;
use crate::ui::part::title::title;
use crate::ui::tree::{Tag, tag};
use crate::ui::view::View;
use crate::validate::Mode;
use crate::value::roc_date::RocDate;
use chrono::Datelike;

/// The id of the reference, which describes the heading.
const REFERENCE: &str = "g-reference";

/// Returns the text about the expected reply: by the day from the backend, or else within the period from the
/// config. Returns `None` if the reply would come after the appointment.
fn reply(view: &View, receipt: &Receipt) -> Option<String> {
    if let Some(Ok(day)) = receipt.expected_by.as_deref().map(RocDate::parse) {
        let expected = receipt.expected_by.clone().map(Operand::Literal)?;
        if !is_in_time(view, |limit| Condition::Not(Box::new(Condition::Before(limit, expected)))) {
            return None;
        }
        let is_certain = day.day().year() <= LAST_YEAR;
        let word = if is_certain { Word::ExpectedBy } else { Word::ExpectedAbout };
        return Some(view.words.fill(word, &[("day", &view.words.day(day))]));
    }
    let is_due = view.assessment.holds(view.form.replies.as_ref());
    let days = view.config.reply_period.map_or(0, Period::least_days);
    let is_promised = is_due && is_in_time(view, |limit| Condition::AtLeastDays(Operand::Today, limit, days));
    let period = view.text(view.config.reply_within.as_ref().filter(|_| is_promised)?);
    Some(view.words.fill(Word::ReplyWithin, &[("period", period)]))
}

/// Returns whether `condition` holds for the day of the appointment; true without one.
fn is_in_time(view: &View, condition: impl FnOnce(Operand) -> Condition) -> bool {
    let limit = view.form.appointment.as_ref().map(|appointment| &appointment.at);
    let limit = limit.filter(|id| view.assessment.answer(id).is_some());
    limit.is_none_or(|id| view.assessment.holds(Some(&condition(Operand::Answer(id.clone())))))
}

/// Returns the label of the button that deletes all answers.
fn next(mode: Mode) -> Word {
    match mode {
        Mode::Web => Word::NewForm,
        Mode::Assisted => Word::NextPerson,
        Mode::Kiosk => Word::Finish,
    }
}

/// The receipt page.
pub fn receipt(view: &View, receipt: &Receipt, page: Tag) -> Tag {
    let reference = tag("strong").part("reference").set("id", REFERENCE).text(&receipt.reference);
    let panel = tag("div")
        .class("panel")
        .tag(view.heading(0, view.say(Word::Received)).set("aria-describedby", REFERENCE))
        .tag(tag("p").text(view.say(Word::YourReference)))
        .tag(tag("p").tag(reference));
    let mut body = title(view, tag("div").part("receipt")).tag(panel);
    if let Some(message) = &receipt.message {
        body = fill(body, message);
    }
    if let Some(said) = reply(view, receipt) {
        body = body.tag(tag("p").text(&said));
    }
    if let Some(next) = &view.form.next {
        body = fill(body, view.text(next));
    }
    if view.mode == Mode::Web {
        body = calendar(view, receipt, body);
    }
    if let Some(url) = &receipt.status_url {
        // At a public terminal, the form has no links to other pages.
        body = body.tag(match view.mode {
            Mode::Kiosk => tag("p").text(&[view.say(Word::FollowStatus), "：", url].concat()),
            _ => tag("p").tag(tag("a").set("href", url).text(view.say(Word::FollowStatus))),
        });
    }
    let actions = tag("div")
        .class("actions")
        .tag(view.button(&Action::Print, Word::Print, "primary"))
        .tag(view.button(&Action::Restart, next(view.mode), "secondary"));
    let copy = tag("details").class("copy").tag(tag("summary").text(view.say(Word::YourCopy)));
    page.tag(agency(view, notes(view, "receipt", body)).tag(actions).tag(answers(view, Use::Copy, copy)))
}
