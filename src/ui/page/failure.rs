//! The failure page: explains the failure and offers the next actions.

use crate::journey::Action;
use crate::reply::Reply;
use crate::text::Word;
use crate::ui::part::agency::agency;
use crate::ui::part::prose::fill;
use crate::ui::tree::{Tag, tag};
use crate::ui::view::View;

/// The failure page. The answers are kept, and the page claims nothing that the backend did not report.
pub fn failure(view: &View, reply: &Reply, page: Tag) -> Tag {
    let (title, text) = wording(reply);
    let mut body = tag("div").part("failure").set("role", "alert").tag(view.heading(0, view.say(title)));
    if let Reply::RefusedEntirely(own) = reply {
        body = fill(fill(body, &own.title), &own.detail);
    }
    body = agency(view, fill(body, view.say(text)));
    let actions = tag("div").class("actions");
    page.tag(body.tag(if reply.is_definite_refusal() {
        actions.tag(view.button(&Action::Back, Word::BackToAnswers, "primary"))
    } else {
        actions
            .tag(view.button(&Action::Retry, Word::TryAgain, "primary"))
            .tag(view.button(&Action::Restart, Word::StartAgain, "secondary"))
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
        Reply::RefusedEntirely(_) | Reply::Refused(_) => (Word::RefusedTitle, Word::RefusedText),
        Reply::Unknown | Reply::InProgress | Reply::Received(_) => (Word::UnknownTitle, Word::UnknownText),
    }
}
