//! The review: every answer with a button to change it, the notices to accept, and the submit button.

use crate::form::{Kind, Question};
use crate::journey::Action;
use crate::text::Word;
use crate::ui::page::read_back::show_button;
use crate::ui::page::step::main_button;
use crate::ui::part::error_summary::error_summary;
use crate::ui::part::notes::notes;
use crate::ui::part::notice::notice;
use crate::ui::question::files::chosen;
use crate::ui::tree::{Tag, tag};
use crate::ui::view::{View, button, hidden};
use crate::value::masked;

/// The review of all answers before filing.
pub fn review(view: &View, page: Tag) -> Tag {
    let page = error_summary(view, page.tag(view.button(&Action::Back, Word::Back, "back")));
    let page = answers(view, Use::Review, page.tag(view.heading(0, view.say(Word::Review))));
    let mut page = notes(view, "review", page);
    for own in &view.form.notices {
        page = page.tag(notice(view, own));
    }
    let actions = tag("div").class("actions").tag(main_button(view, &Action::Submit, Word::Submit));
    page.tag(show_button(view, actions))
}

/// The use of a list of answers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Each answer has a button to change it.
    Review,
    /// The person at a counter checks every answer.
    ReadBack,
    /// The copy on the receipt. Sensitive answers are masked.
    Copy,
}

/// Adds all answers by step.
pub fn answers(view: &View, own: Use, outer: Tag) -> Tag {
    let mut review = tag("div").part("review");
    for step in view.form.steps.iter().filter(|step| view.assessment.shows(step)) {
        let mut list = tag("dl");
        for question in view.questions(step) {
            list = list.tag(row(view, question, own));
        }
        let title = view.heading(1, view.text(&step.title));
        review = review.tag(tag("section").key(&step.id).class("answers").tag(title).tag(list));
    }
    outer.tag(review)
}

fn row(view: &View, question: &Question, own: Use) -> Tag {
    let name = view.text(question.name());
    let value = tag("dd");
    let value = match view.display(question) {
        Some(_) if question.kind == Kind::Files && own == Use::Review => chosen(view, question, value),
        Some(lines) => lines.iter().fold(value, |value, line| {
            let line = if question.sensitive && own == Use::Copy { &masked(line) } else { line };
            value.tag(tag("p").text(line))
        }),
        None => value.tag(tag("p").class("empty").text(view.say(Word::NotProvided))),
    };
    let row = tag("div").key(&question.id).class("row").set("data-answer", &question.id);
    let row = row.tag(tag("dt").text(name)).tag(value);
    if own != Use::Review {
        return row;
    }
    let link = button(&Action::Change(question.id.clone()), "link").text(view.say(Word::Change));
    row.tag(tag("dd").class("change").tag(link.tag(hidden(name))))
}
