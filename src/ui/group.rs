//! A repeating group: rows of questions that can be added and removed.

use super::question::{errors, fieldset, question};
use super::view::{View, button_for, element_id};
use crate::draft::row_name;
use crate::form::Question;
use crate::text::Word;
use yew::prelude::*;

/// The rows and the button to add one.
pub fn group(view: &View, group: &Question) -> Html {
    let count = view.draft.rows(&group.id);
    let may_add = group.range.max.is_none_or(|most| count < most);
    let controls = html! {
        <>
            { for (0..count).map(|row| self::row(view, group, row)) }
            if may_add { { button_for("add", &group.id, None, html! { view.words.say(Word::Add) }, "secondary") } }
        </>
    };
    fieldset(view, group, &group.id, controls)
}

fn row(view: &View, group: &Question, row: usize) -> Html {
    let number = (row + 1).to_string();
    let title = view.words.fill(Word::Row, &[("label", view.text(group.name())), ("number", &number)]);
    let target = [&group.id, ".", &row.to_string()].concat();
    let remove = html! {
        <>{ view.words.say(Word::Remove) }<span class="hidden">{ title.clone() }</span></>
    };
    html! {
        <fieldset class="row" key={row} id={element_id(&target)}>
            <legend>{ title }</legend>
            { errors(view, &target) }
            { for group.questions.iter().map(|own| question(view, own, &row_name(&group.id, row, &own.id))) }
            { button_for("remove", &group.id, Some(row.to_string()), remove, "link") }
        </fieldset>
    }
}
