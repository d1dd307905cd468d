//! One question: its label, hint, problems and notes around the controls of its kind.

mod address;
pub mod choice;
mod date;
mod display;
pub mod files;
mod group;
mod signature;
mod suggestions;
pub mod text;

use crate::form::{Kind, Question};
use crate::journey::Action;
use crate::text::Word;
use crate::ui::part::law::clauses;
use crate::ui::part::notes::notes;
use crate::ui::part::prose::fill;
use crate::ui::tree::{Tag, tag};
use crate::ui::view::{View, button, element_id, hidden};

/// Draws a question. In a group, `name` contains the row.
pub fn question(view: &View, question: &Question, name: &str) -> Tag {
    let frame = frame(view, name);
    let drawn = match question.kind {
        Kind::Date | Kind::DateTime | Kind::Address | Kind::Files | Kind::Signature | Kind::Group => {
            question_later(view, question, name, frame)
        }
        Kind::Choice | Kind::Choices | Kind::YesNo => choice::choice(view, question, name, frame),
        _ => text::text(view, question, name, frame),
    };
    let drawn = clauses(view, drawn, &cites(view, question, name));
    // Notes at a step with the same id are shown once, on the step.
    let is_step = view.form.steps.iter().any(|step| step.id == name);
    if is_step { drawn } else { notes(view, name, drawn) }
}

#[inline(never)]
fn question_later(view: &View, question: &Question, name: &str, frame: Tag) -> Tag {
    match question.kind {
        Kind::Date | Kind::DateTime => date::date(view, question, name, frame),
        Kind::Address => address::address(view, question, name, frame),
        Kind::Files => files::files(view, question, frame),
        Kind::Signature => signature::signature(view, question, frame),
        _ => group::group(view, question, frame),
    }
}

/// The frame around a question, marked while it has a problem.
pub fn frame(view: &View, name: &str) -> Tag {
    let class = if view.is_wrong(name, None) { "question wrong" } else { "question" };
    tag("div").key(name).class(class).set("part", "question").set("data-question", name)
}

/// A label for one control, its hint and its problems.
pub fn labelled(view: &View, question: &Question, name: &str, frame: Tag) -> Tag {
    let label = label(view, question, tag("label").set("for", &element_id(name)));
    errors(view, name, hint(view, question, name, frame.tag(label)))
}

/// A fieldset for several controls, with its legend, hint and problems. ARIA 1.2 allows no `aria-invalid` on the
/// role `group`, so it is set on the controls, or on a set of radios, whose role is `radiogroup`.
pub fn fieldset(view: &View, question: &Question, name: &str) -> Tag {
    let set = described_by(view, question, name, tag("fieldset").set("id", &element_id(name)));
    let set = set.tag(label(view, question, tag("legend")));
    errors(view, name, hint(view, question, name, set))
}

/// The label's words, with the mark of an optional question.
pub fn label(view: &View, question: &Question, outer: Tag) -> Tag {
    let label = outer.set("part", "label").text(view.text(&question.label));
    if view.is_optional(question) {
        return label.tag(optional(view));
    }
    label
}

/// The mark of a question that may be left empty.
pub fn optional(view: &View) -> Tag {
    tag("span").class("optional").text(view.say(Word::Optional))
}

/// Sets `aria-describedby` and `aria-invalid` of a control.
pub fn described(view: &View, question: &Question, name: &str, control: Tag) -> Tag {
    described_by(view, question, name, control).set_true("aria-invalid", view.is_wrong(name, None))
}

/// Sets `aria-describedby` to the hint and the problems.
fn described_by(view: &View, question: &Question, name: &str, control: Tag) -> Tag {
    let id = element_id(name);
    let mut ids = String::new();
    if has_hint(question) {
        ids = [&id, "-hint "].concat();
    }
    if view.is_wrong(name, None) {
        ids = [&ids, &id, "-error"].concat();
    }
    let ids = ids.trim_end();
    control.set_some("aria-describedby", Some(ids).filter(|ids| !ids.is_empty()))
}

/// Returns the citations of the question and of its options, without those that a problem shows already.
fn cites<'a>(view: &'a View, question: &'a Question, name: &str) -> Vec<&'a String> {
    let mut cites: Vec<&String> = Vec::new();
    let options = choice::offered(view, question).filter_map(|option| option.cite.as_ref());
    for cite in question.cite.iter().chain(options) {
        let is_shown = view.problems_at(name).any(|problem| problem.cite.as_ref() == Some(cite));
        if !is_shown && !cites.contains(&cite) {
            cites.push(cite);
        }
    }
    cites
}

/// Adds the hint.
pub fn hint(view: &View, question: &Question, name: &str, outer: Tag) -> Tag {
    if !has_hint(question) {
        return outer;
    }
    let mut hint =
        tag("div").class("hint").set("part", "hint").set("id", &[&element_id(name), "-hint"].concat());
    if let Some(text) = &question.hint {
        hint = fill(hint, view.text(text));
    }
    if question.kind == Kind::Files {
        hint = fill(hint, &files::limits(view, question));
    }
    outer.tag(hint)
}

fn has_hint(question: &Question) -> bool {
    question.hint.is_some() || question.kind == Kind::Files
}

/// Adds the problems of a question above its controls, each with the button of its remedy, if it has one.
pub fn errors(view: &View, name: &str, outer: Tag) -> Tag {
    if !view.is_wrong(name, None) {
        return outer;
    }
    let mut errors = tag("div").set("id", &[&element_id(name), "-error"].concat());
    for problem in view.problems_at(name) {
        let text = tag("p").tag(hidden(view.say(Word::ErrorMark))).text(&problem.say(view.form, view.words));
        let error = tag("div").part("error").set("data-for", name).tag(text);
        let mut error = clauses(view, error, problem.cite.as_ref().as_slice());
        let rule = problem.rule().and_then(|rule| view.form.rule(rule));
        if let Some((rule, remedy)) = rule.and_then(|rule| Some((rule, rule.remedy.as_ref()?))) {
            let label = view.text(&remedy.label);
            error = error.tag(button(&Action::Remedy(rule.id.clone()), "secondary").text(label));
        }
        errors = errors.tag(error);
    }
    outer.tag(errors)
}
