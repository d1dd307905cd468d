//! A notice with the checkbox that accepts it. The portal's own privacy items replace the form's text.

use super::prose::prose;
use super::question::errors;
use super::view::{View, element_id};
use crate::config::{PRIVACY_ITEMS, Privacy};
use crate::form::Notice;
use crate::text::{Word, privacy_item};
use yew::prelude::*;

/// The name of a notice's checkbox.
pub fn control_name(id: &str) -> String {
    ["notice.", id].concat()
}

/// A notice, as it stands on the review.
pub fn notice(view: &View, notice: &Notice) -> Html {
    let name = control_name(&notice.id);
    let id = element_id(&name);
    let wrong = view.is_wrong(&name, None);
    let described = wrong.then(|| [&id, "-error"].concat());
    html! {
        <div class={if wrong { "question notice wrong" } else { "question notice" }} part="notice">
            { view.heading_with_id(1, view.text(&notice.title), &[&id, "-title"].concat()) }
            { notice_text(view, notice) }
            { errors(view, &name) }
            <div class="options"><div class="option">
                <input type="checkbox" id={id.clone()} name={name.clone()} part="input" value="accepted"
                    checked={view.draft.list(&name).iter().any(|value| value == "accepted")}
                    aria-invalid={wrong.then_some("true")} aria-describedby={described} />
                <label for={id}>{ view.text(&notice.label) }</label>
            </div></div>
        </div>
    }
}

/// The text of a notice: the portal's own privacy items, if it is that notice and the portal has them.
pub fn notice_text(view: &View, notice: &Notice) -> Html {
    let own = view.config.privacy.as_ref().filter(|_| notice.id == "privacy");
    html! {
        <div class="prose">
            { own.map_or_else(|| prose(view.text(&notice.text)), |privacy| items(view, privacy)) }
            if let Some(cite) = &notice.cite { <span class="cite" lang="zh-Hant">{ cite.clone() }</span> }
        </div>
    }
}

fn items(view: &View, privacy: &Privacy) -> Html {
    let items = PRIVACY_ITEMS.iter().zip(&privacy.items).map(|(item, text)| {
        let term = privacy_item(item).map_or("", |word: Word| view.words.say(word));
        html! { <><dt>{ term }</dt><dd>{ prose(view.text(text)) }</dd></> }
    });
    html! { <dl>{ for items }</dl> }
}
