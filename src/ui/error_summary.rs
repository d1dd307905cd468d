//! The summary of problems above a step's heading; each entry leads to its control.

use super::view::{View, element_id};
use crate::text::Word;
use yew::prelude::*;

/// The summary, if there are problems. It takes the focus when it appears.
pub fn error_summary(view: &View) -> Html {
    if view.shown.is_empty() {
        return Html::default();
    }
    let entries = view.shown.iter().map(|shown| {
        let words = shown.say(view.form, view.words);
        if shown.name.is_empty() {
            return html! { <li>{ words }</li> };
        }
        html! {
            <li><a href={["#", &element_id(&shown.name)].concat()} data-for={shown.name.clone()}>{ words }</a></li>
        }
    });
    html! {
        <div class="summary" part="error-summary" data-part="error-summary" role="alert" tabindex="-1"
            aria-labelledby="g-summary">
            { view.heading_with_id(0, view.words.say(Word::ThereIsAProblem), "g-summary") }
            <ul>{ for entries }</ul>
        </div>
    }
}
