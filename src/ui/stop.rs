//! A page that ends the workflow, says why, and says where to go instead.

use super::prose::prose;
use super::view::{View, button};
use crate::form::Stop;
use crate::text::Word;
use yew::prelude::*;

/// The stop page. Back leads to the question that decided.
pub fn stop(view: &View, stop: &Stop) -> Html {
    html! {
        <>
            { button("back", view.words.say(Word::Back), "back") }
            <div class="stop" part="stop" data-part="stop" data-stop={stop.id.clone()}>
                { view.heading(0, view.text(&stop.title)) }
                { prose(view.text(&stop.text)) }
                if let Some(cite) = &stop.cite { <span class="cite" lang="zh-Hant">{ cite.clone() }</span> }
            </div>
        </>
    }
}
