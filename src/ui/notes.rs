//! Remarks under a question, on a step, on the review and the receipt.

use super::prose::prose;
use super::view::View;
use yew::prelude::*;

/// The notes that stand at that place and hold now. The region around them stays, so that a note is announced.
pub fn notes(view: &View, place: &str) -> Html {
    let here: Vec<_> = view.form.notes.iter().filter(|note| note.at.iter().any(|at| at == place)).collect();
    if here.is_empty() {
        return Html::default();
    }
    let holding = here.iter().filter(|note| view.assessment.holds(note.when.as_ref()));
    let drawn = holding.map(|note| {
        html! {
            <div key={note.id.clone()} class="note" part="note" data-part="note" data-note={note.id.clone()}>
                { prose(view.text(&note.text)) }
                if let Some(cite) = &note.cite { <span class="cite" lang="zh-Hant">{ cite.clone() }</span> }
            </div>
        }
    });
    html! { <div aria-live="polite">{ for drawn }</div> }
}
