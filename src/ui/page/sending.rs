//! The page while a filing or its files are under way.

use crate::journey::{Action, Pause, Phase, Sending, Stage};
use crate::text::Word;
use crate::ui::part::title::title;
use crate::ui::tree::{Tag, tag};
use crate::ui::view::View;

/// The progress of sending, and the button that cancels it where that is safe.
pub fn sending(view: &View, stage: &Stage, page: Tag) -> Tag {
    let heading = view.heading(0, view.say(Word::SendingTitle));
    let status = tag("p").set("role", "status").text(&status(view, stage));
    let body = title(view, tag("div").part("sending")).tag(heading).tag(status);
    if !can_cancel(stage) {
        return page.tag(body);
    }
    let cancel = view.button(&Action::Back, Word::Cancel, "secondary");
    page.tag(body.tag(tag("div").class("actions").tag(cancel)))
}

/// A filing that may have arrived cannot be cancelled.
fn can_cancel(stage: &Stage) -> bool {
    match stage {
        Stage::Sending(sending) => matches!(sending.phase, Phase::Paused(Pause::Offline { .. })),
        Stage::Uploading(uploading) => !matches!(uploading.pause, Some(Pause::Waiting(_))),
        Stage::Open | Stage::Unresolved { .. } => false,
    }
}

fn status(view: &View, stage: &Stage) -> String {
    let pause = match stage {
        Stage::Sending(Sending { phase: Phase::Paused(pause), .. }) => Some(*pause),
        Stage::Uploading(uploading) => uploading.pause,
        _ => None,
    };
    match (pause, stage) {
        (Some(Pause::Waiting(seconds)), _) => {
            view.words.fill(Word::Waiting, &[("seconds", &seconds.to_string())])
        }
        (Some(Pause::Offline { .. }), _) => view.say(Word::Offline).to_owned(),
        (None, Stage::Uploading(file)) => {
            let [number, count] = [file.number, file.count].map(|number| number.to_string());
            let percent = file.percent.to_string();
            view.words.fill(Word::Uploading, &[("number", &number), ("count", &count), ("percent", &percent)])
        }
        _ => view.say(Word::Sending).to_owned(),
    }
}
