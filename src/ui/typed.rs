//! Answers typed into one control: texts, names, numbers.

use super::question::{described_by, errors, hint, label};
use super::view::{View, element_id};
use crate::form::{Kind, Question};
use crate::validate::Mode;
use yew::prelude::*;

/// Label, hint, problems and the control.
pub fn typed(view: &View, question: &Question, name: &str) -> Html {
    html! {
        <>
            <label for={element_id(name)} part="label">{ label(view, question) }</label>
            { hint(view, question, name) }
            { errors(view, name) }
            { control(view, question, name) }
        </>
    }
}

fn control(view: &View, question: &Question, name: &str) -> Html {
    let id = element_id(name);
    let described = described_by(view, question, name);
    let invalid = view.is_wrong(name, None).then_some("true");
    let value = view.draft.text(name).to_owned();
    let autocomplete = autocomplete(view, question);
    if question.kind == Kind::LongText {
        return html! {
            <textarea id={id} name={name.to_owned()} part="input" rows="5" aria-describedby={described}
                aria-invalid={invalid} autocomplete={autocomplete} value={value} />
        };
    }
    let list = suggestions(view, question);
    let list_id = list.as_ref().map(|_| [&id, "-list"].concat());
    html! {
        <>
            <input id={id} name={name.to_owned()} part="input" class={width(question.kind)} type={input_type(question.kind)}
                aria-describedby={described} aria-invalid={invalid} autocomplete={autocomplete} list={list_id.clone()}
                inputmode={input_mode(question.kind)} spellcheck={spellcheck(question.kind)} value={value} />
            if let (Some(list), Some(list_id)) = (list, list_id) {
                <datalist id={list_id}>
                    { for list.iter().map(|entry| html! { <option value={entry.clone()} /> }) }
                </datalist>
            }
        </>
    }
}

/// Tokens of WCAG 1.3.5 on the web. Nothing is kept by the browser at a counter or a public terminal,
/// nor where there is no token: Chromium would write a national id to disk.
pub fn autocomplete(view: &View, question: &Question) -> String {
    match &question.autocomplete {
        Some(token) if view.mode == Mode::Web => token.clone(),
        _ => "off".to_owned(),
    }
}

fn suggestions<'a>(view: &'a View, question: &Question) -> Option<&'a Vec<String>> {
    let wanted = question.suggest_from.as_ref()?;
    view.suggestions.iter().find(|(list, _)| list == wanted).map(|(_, entries)| entries)
}

fn input_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Mobile | Kind::Phone => "tel",
        Kind::Email => "email",
        _ => "text",
    }
}

fn input_mode(kind: Kind) -> Option<&'static str> {
    (kind == Kind::Ubn).then_some("numeric")
}

fn spellcheck(kind: Kind) -> Option<&'static str> {
    (kind != Kind::Text).then_some("false")
}

fn width(kind: Kind) -> &'static str {
    match kind {
        Kind::NationalId | Kind::Ubn | Kind::Mobile => "medium",
        Kind::Phone | Kind::Name => "wide",
        _ => "full",
    }
}
