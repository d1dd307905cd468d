//! One question: its label, hint, problems and notes around the controls of its kind.

use super::prose::prose;
use super::view::{View, element_id};
use super::{address, choice, date, files, group, notes, signature, typed};
use crate::form::{Kind, Question};
use crate::text::Word;
use yew::prelude::*;

/// A question of a step; in a group, `name` holds the row.
pub fn question(view: &View, question: &Question, name: &str) -> Html {
    let controls = match question.kind {
        Kind::Date | Kind::DateTime => date::date(view, question, name),
        Kind::Address => address::address(view, question, name),
        Kind::Choice | Kind::Choices | Kind::YesNo => choice::choice(view, question, name),
        Kind::Files => files::files(view, question),
        Kind::Signature => signature::signature(view, question),
        Kind::Group => group::group(view, question),
        _ => typed::typed(view, question, name),
    };
    let class = if view.is_wrong(name, None) { "question wrong" } else { "question" };
    html! {
        <div key={name.to_owned()} class={class} part="question" data-question={name.to_owned()}>
            { controls }
            { notes::notes(view, name) }
        </div>
    }
}

/// Ids of the hint and the problems, for `aria-describedby`.
pub fn described_by(view: &View, question: &Question, name: &str) -> Option<String> {
    let id = element_id(name);
    let mut ids = Vec::new();
    if question.hint.is_some() || question.cite.is_some() {
        ids.push([&id, "-hint"].concat());
    }
    if view.is_wrong(name, None) {
        ids.push([&id, "-error"].concat());
    }
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// The label's words, with the mark of an optional question.
pub fn label(view: &View, question: &Question) -> Html {
    let mark = view.optional_mark(question);
    html! {
        <>
            { view.text(&question.label) }
            if !mark.is_empty() { <span class="optional">{ mark }</span> }
        </>
    }
}

/// The hint and the citation under a label.
pub fn hint(view: &View, question: &Question, name: &str) -> Html {
    if question.hint.is_none() && question.cite.is_none() {
        return Html::default();
    }
    let id = [&element_id(name), "-hint"].concat();
    html! {
        <div class="hint" part="hint" id={id}>
            if let Some(hint) = &question.hint { { prose(view.text(hint)) } }
            if let Some(cite) = &question.cite { <span class="cite" lang="zh-Hant">{ cite.clone() }</span> }
        </div>
    }
}

/// The problems of a question, above its controls.
pub fn errors(view: &View, name: &str) -> Html {
    if !view.is_wrong(name, None) {
        return Html::default();
    }
    let id = [&element_id(name), "-error"].concat();
    let errors = view.shown_at(name).map(|shown| {
        let remedy = shown.rule().and_then(|rule| view.form.rule(rule)).and_then(|rule| rule.remedy.as_ref());
        html! {
            <div class="error" part="error" data-part="error" data-for={name.to_owned()}>
                <p>
                    <span class="hidden">{ view.words.say(Word::ErrorMark) }</span>
                    { shown.say(view.form, view.words) }
                    if let Some(cite) = &shown.cite { <span class="cite" lang="zh-Hant">{ cite.clone() }</span> }
                </p>
                if let (Some(remedy), Some(rule)) = (remedy, shown.rule()) {
                    <button type="button" class="secondary" part="button" data-action="remedy" data-for={rule.to_owned()}>
                        { view.text(&remedy.label) }
                    </button>
                }
            </div>
        }
    });
    html! { <div id={id}>{ for errors }</div> }
}

/// A fieldset around several controls of one question.
pub fn fieldset(view: &View, question: &Question, name: &str, controls: Html) -> Html {
    let invalid = view.is_wrong(name, None).then_some("true");
    html! {
        <fieldset id={element_id(name)} aria-describedby={described_by(view, question, name)} aria-invalid={invalid}>
            <legend part="label">{ label(view, question) }</legend>
            { hint(view, question, name) }
            { errors(view, name) }
            { controls }
        </fieldset>
    }
}
