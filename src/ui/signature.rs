//! A signature drawn on the screen, kept as an image; drawn again as often as wanted.

use super::files::chosen;
use super::question::{described_by, errors, hint, label};
use super::view::{View, element_id};
use crate::form::Question;
use crate::text::Word;
use yew::prelude::*;

/// The canvas to draw on. Who can't draw signs on paper instead: the form offers that beside it.
pub fn signature(view: &View, question: &Question) -> Html {
    let name = &question.id;
    let label_id = [&element_id(name), "-label"].concat();
    html! {
        <>
            <p id={label_id.clone()} class="label" part="label">{ label(view, question) }</p>
            { hint(view, question, name) }
            { errors(view, name) }
            <canvas id={element_id(name)} class="signature" part="signature" data-sign={name.clone()} width="600"
                height="200" role="img" tabindex="0" aria-labelledby={label_id}
                aria-describedby={described_by(view, question, name)}>
            </canvas>
            <p class="hint">{ view.words.say(Word::SignHere) }</p>
            { chosen(view, question) }
        </>
    }
}
