//! Choices: radios, checkboxes, or a select for long lists.

use super::question::{described_by, errors, fieldset, hint, label};
use super::view::{View, element_id};
use crate::form::{Choice, Kind, Question};
use yew::prelude::*;
use crate::text::Word;

/// More options than this are a select.
const MOST_RADIOS: usize = 13;

/// The controls of a choice.
pub fn choice(view: &View, question: &Question, name: &str) -> Html {
    let offered: Vec<&Choice> =
        question.options.iter().filter(|choice| view.assessment.holds(choice.when.as_ref())).collect();
    if question.kind == Kind::Choice && offered.len() > MOST_RADIOS {
        return select(view, question, name, &offered);
    }
    let several = question.kind == Kind::Choices;
    let controls = offered.iter().map(|choice| option(view, choice, name, several));
    let class = if question.kind == Kind::YesNo { "options inline" } else { "options" };
    fieldset(view, question, name, html! { <div class={class}>{ for controls }</div> })
}

fn option(view: &View, choice: &Choice, name: &str, several: bool) -> Html {
    let id = element_id(&[name, "-", &choice.value].concat());
    let chosen = if several {
        view.draft.list(name).contains(&choice.value)
    } else {
        view.draft.text(name) == choice.value
    };
    let hint_id = choice.hint.as_ref().map(|_| [&id, "-hint"].concat());
    html! {
        <div class="option" key={choice.value.clone()}>
            <input type={if several { "checkbox" } else { "radio" }} id={id.clone()} name={name.to_owned()}
                part="input" value={choice.value.clone()} checked={chosen} aria-describedby={hint_id.clone()} />
            <label for={id}>
                { view.choice_label(choice) }
                if let Some(cite) = &choice.cite { <span class="cite" lang="zh-Hant">{ cite.clone() }</span> }
            </label>
            if let Some(hint) = &choice.hint { <p class="hint" id={hint_id}>{ view.text(hint) }</p> }
        </div>
    }
}

fn select(view: &View, question: &Question, name: &str, offered: &[&Choice]) -> Html {
    let chosen = view.draft.text(name);
    let options = offered.iter().map(|choice| {
        html! {
            <option value={choice.value.clone()} selected={choice.value == chosen}>{ view.choice_label(choice) }</option>
        }
    });
    html! {
        <>
            <label for={element_id(name)} part="label">{ label(view, question) }</label>
            { hint(view, question, name) }
            { errors(view, name) }
            <select id={element_id(name)} name={name.to_owned()} part="input"
                aria-describedby={described_by(view, question, name)}
                aria-invalid={view.is_wrong(name, None).then_some("true")}>
                <option value="" selected={chosen.is_empty()}>{ view.words.say(Word::ChooseOne) }</option>
                { for options }
            </select>
        </>
    }
}
