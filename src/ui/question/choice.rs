//! Choices: radios, checkboxes, or a select for long lists.

use crate::form::{Choice, Kind, Question};
use crate::text::Word;
use crate::ui::question::text::input;
use crate::ui::question::{described, fieldset, labelled};
use crate::ui::tree::{Tag, tag};
use crate::ui::view::{View, element_id};

/// A choice with more options than this is a select.
const MOST_RADIOS: usize = 13;

/// The maximum width of labels that are placed side by side, in halves of a Chinese character.
const MAX_WIDTH_IN_ROW: usize = 14;

/// The controls of a choice.
pub fn choice(view: &View, question: &Question, name: &str, frame: Tag) -> Tag {
    let offered: Vec<&Choice> = offered(view, question).collect();
    if question.kind == Kind::Choice && offered.len() > MOST_RADIOS {
        return select(view, question, name, &offered, frame);
    }
    let is_short =
        offered.iter().all(|choice| choice.hint.is_none() && width(view, choice) <= MAX_WIDTH_IN_ROW);
    let class = if is_short { "options inline" } else { "options" };
    let options = offered.iter().map(|choice| option(view, question, choice, name));
    let mut set = fieldset(view, question, name);
    if question.kind != Kind::Choices {
        set = set.set("role", "radiogroup").set_true("aria-invalid", view.is_wrong(name, None));
    }
    frame.tag(set.tag(tag("div").key("options").class(class).all(options)))
}

/// Returns the options that are offered now.
pub fn offered<'a>(view: &'a View, question: &'a Question) -> impl Iterator<Item = &'a Choice> {
    question.options.iter().filter(|choice| view.assessment.holds(choice.when.as_ref()))
}

/// Returns the width of a label, in halves of a Chinese character.
fn width(view: &View, choice: &Choice) -> usize {
    view.words.choice_label(choice).chars().map(|char| if char.is_ascii() { 1 } else { 2 }).sum()
}

fn option(view: &View, question: &Question, choice: &Choice, name: &str) -> Tag {
    let value = choice.value.as_str();
    let id = element_id(&[name, "-", value].concat());
    let control = match question.kind {
        Kind::Choices => {
            tickable("checkbox", &id, name, value, view.draft.list(name).contains(&choice.value))
                .set_true("aria-invalid", view.is_wrong(name, None))
        }
        _ => tickable("radio", &id, name, value, view.draft.text(name) == value),
    };
    let label = tag("span").text(view.words.choice_label(choice));
    let hint = choice.hint.as_ref().map(|hint| view.text(hint));
    card(control, &id, hint, label).key(value)
}

/// A radio or a checkbox.
pub fn tickable(kind: &str, id: &str, name: &str, value: &str, chosen: bool) -> Tag {
    let control = tag("input").set("type", kind).set("id", id).set("name", name).set("part", "input");
    control.set("value", value).value(value).checked(chosen)
}

/// A card with a radio or a checkbox, its label and its hint.
pub fn card(control: Tag, id: &str, hint: Option<&str>, label: Tag) -> Tag {
    let label = tag("label").set("for", id).tag(label);
    let Some(hint) = hint else { return tag("div").class("option").tag(control).tag(label) };
    let hint_id = [id, "-hint"].concat();
    let control = control.set("aria-describedby", &hint_id);
    let hint = tag("p").class("hint").set("id", &hint_id).text(hint);
    tag("div").class("option").tag(control).tag(label).tag(hint)
}

/// An entry of a select.
pub fn entry(value: &str, is_chosen: bool) -> Tag {
    tag("option").set("value", value).set_some("selected", is_chosen.then_some(""))
}

fn select(view: &View, question: &Question, name: &str, offered: &[&Choice], frame: Tag) -> Tag {
    let nothing = tag("option").set("value", "").text(view.say(Word::ChooseOne));
    let mut select = described(view, question, name, input(tag("select"), name)).tag(nothing);
    for choice in offered {
        let is_chosen = view.draft.text(name) == choice.value;
        let option = entry(&choice.value, is_chosen).text(view.words.choice_label(choice));
        select = select.tag(option);
    }
    labelled(view, question, name, frame).tag(select)
}
