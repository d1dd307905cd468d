//! What went wrong with filing, what that means for the person, and what to do now.

use super::Pause;
use super::prose::fill;
use super::tag::{Tag, tag};
use super::view::View;
use crate::reply::Reply;
use crate::text::Word;

/// What is on its way, and why it does not arrive yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The filing is sent.
    Filing,
    /// The next attempt has to wait.
    Paused(Pause),
    /// One of so many files, with the hundredths of it that were sent.
    File { number: usize, count: usize, percent: u32 },
}

/// The page while the submission is on its way.
pub fn sending(view: &View, way: Way, page: Tag) -> Tag {
    let fill = |word, values: &[(&str, &str)]| view.words.fill(word, values);
    let said = match way {
        Way::Filing => view.say(Word::Sending).to_owned(),
        Way::Paused(Pause::Waiting(seconds)) => fill(Word::Waiting, &[("seconds", &seconds.to_string())]),
        Way::Paused(Pause::Offline { .. }) => view.say(Word::Offline).to_owned(),
        Way::File { number, count, percent } => {
            let [number, count] = [number, count].map(|number| number.to_string());
            let values = [("number", number.as_str()), ("count", &count), ("percent", &percent.to_string())];
            fill(Word::Uploading, &values)
        }
    };
    let title = view.heading(0, view.say(Word::SendingTitle));
    let body = tag("div").part("sending").tag(title).tag(tag("p").set("role", "status").text(&said));
    // What may have arrived is waited for; what surely did not can still be changed.
    if !matches!(way, Way::Paused(Pause::Offline { .. }) | Way::File { .. }) {
        return page.tag(body);
    }
    let cancel = view.button("back", Word::Cancel, "secondary");
    page.tag(body.tag(tag("div").class("actions").tag(cancel)))
}

/// The failure page: answers are kept, and nothing is claimed that the backend did not say.
pub fn failure(view: &View, reply: &Reply, page: Tag) -> Tag {
    let (title, text) = wording(reply);
    let mut body = tag("div").part("failure").set("role", "alert").tag(view.heading(0, view.say(title)));
    if let Reply::RefusedWhole(own) = reply {
        body = fill(fill(body, &own.title), &own.detail);
    }
    body = agency(view, fill(body, view.say(text)));
    let actions = tag("div").class("actions");
    page.tag(body.tag(if reply.releases() {
        actions.tag(view.button("back", Word::BackToAnswers, "primary"))
    } else {
        actions
            .tag(view.button("retry", Word::TryAgain, "primary"))
            .tag(view.button("restart", Word::StartAgain, "secondary"))
            .tag(tag("p").class("hint").text(view.say(Word::StartAgainWarning)))
    }))
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

/// Adds whom to ask instead.
pub fn agency(view: &View, outer: Tag) -> Tag {
    let Some(agency) = &view.config.agency else { return outer };
    let mut address = tag("address").part("agency").tag(tag("strong").text(view.text(&agency.name)));
    for line in [&agency.phone, view.text(&agency.address), view.text(&agency.hours)] {
        if !line.is_empty() {
            address = address.tag(tag("span").text(line));
        }
    }
    outer.tag(address)
}
