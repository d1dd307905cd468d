//! The receipt: the backend has it. The reference large, what happens next, what is still owed.

use super::failure::agency;
use super::notes::notes;
use super::prose::prose;
use super::review::answers;
use super::view::{View, button};
use crate::reply::Receipt;
use crate::text::Word;
use crate::value::roc_date::RocDate;
use yew::prelude::*;

/// The receipt page.
pub fn receipt(view: &View, receipt: &Receipt) -> Html {
    let expected = receipt.expected_by.as_deref().and_then(|day| RocDate::parse(day).ok()).map(|day| {
        let day = view.day(day);
        html! { <p>{ view.words.fill(Word::ExpectedBy, &[("day", &day)]) }</p> }
    });
    html! {
        <div class="receipt" part="receipt" data-part="receipt">
            <div class="panel">
                { view.heading(0, view.words.say(Word::Received)) }
                <p>{ view.words.say(Word::YourReference) }</p>
                <p class="reference" part="reference"><strong data-part="reference">{ receipt.reference.clone() }</strong></p>
            </div>
            <p class="title">{ view.text(&view.form.title) }</p>
            if let Some(message) = &receipt.message { { prose(message) } }
            { for expected }
            if let Some(next) = &view.form.next { { prose(view.text(next)) } }
            if let Some(url) = &receipt.status_url {
                <p><a href={url.clone()}>{ view.words.say(Word::FollowStatus) }</a></p>
            }
            { notes(view, "receipt") }
            { agency(view) }
            <div class="actions">
                { button("print", view.words.say(Word::Print), "primary") }
                { button("restart", view.words.say(Word::NewForm), "secondary") }
            </div>
            <details class="copy">
                <summary>{ view.words.say(Word::YourCopy) }</summary>
                { answers(view, false) }
            </details>
        </div>
    }
}
