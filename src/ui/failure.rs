//! What went wrong with filing, what that means for the person, and what to do now.

use super::prose::prose;
use super::view::{View, button};
use crate::reply::Reply;
use crate::text::Word;
use yew::prelude::*;

/// The page while the submission is on its way.
pub fn sending(view: &View, waiting: Option<u32>) -> Html {
    let said = match waiting {
        Some(seconds) => view.words.fill(Word::Waiting, &[("seconds", &seconds.to_string())]),
        None => view.words.say(Word::Sending).to_owned(),
    };
    html! {
        <div class="sending" part="sending" aria-busy="true">
            { view.heading(0, view.words.say(Word::SendingTitle)) }
            <p role="status">{ said }</p>
        </div>
    }
}

/// The failure page: answers are kept, and nothing is claimed that the backend did not say.
pub fn failure(view: &View, reply: &Reply) -> Html {
    let (title, text) = wording(reply);
    let own = match reply {
        Reply::RefusedWhole(own) => [own.title.as_str(), own.detail.as_str()].join("\n"),
        _ => String::new(),
    };
    html! {
        <div class="failure" part="failure" data-part="failure" role="alert">
            { view.heading(0, view.words.say(title)) }
            { prose(&own) }
            { prose(view.words.say(text)) }
            { agency(view) }
            <div class="actions">
                if reply.releases() {
                    { button("back", view.words.say(Word::BackToAnswers), "primary") }
                } else {
                    { button("retry", view.words.say(Word::TryAgain), "primary") }
                    { button("restart", view.words.say(Word::StartAgain), "secondary") }
                    <p class="hint">{ view.words.say(Word::StartAgainWarning) }</p>
                }
            </div>
        </div>
    }
}

fn wording(reply: &Reply) -> (Word, Word) {
    match reply {
        Reply::SignIn => (Word::SignInTitle, Word::SignInText),
        Reply::NoEndpoint => (Word::NoEndpointTitle, Word::NoEndpointText),
        Reply::NotReceived => (Word::NotReceivedTitle, Word::NotReceivedText),
        Reply::Busy(_) => (Word::BusyTitle, Word::BusyText),
        Reply::FilesRefused => (Word::FilesRefusedTitle, Word::FilesRefusedText),
        Reply::RefusedWhole(_) | Reply::Refused(_) => (Word::RefusedTitle, Word::RefusedText),
        Reply::Unknown | Reply::InProgress | Reply::Received(_) => (Word::UnknownTitle, Word::UnknownText),
    }
}

/// Whom to ask instead.
pub fn agency(view: &View) -> Html {
    let Some(agency) = &view.config.agency else { return Html::default() };
    html! {
        <address class="agency" part="agency">
            <strong>{ view.text(&agency.name) }</strong>
            if !agency.phone.is_empty() { <span>{ agency.phone.clone() }</span> }
            <span>{ view.text(&agency.address) }</span>
            <span>{ view.text(&agency.hours) }</span>
        </address>
    }
}
