//! Events: everything that can happen to a journey.

use super::action::Action;
use super::options::Options;
use crate::content::Content;
use crate::problem::Problem;
use crate::reply::Reply;
use crate::value::attachment::Attachment;
use std::rc::Rc;

/// Something that happened. Events with a `session` are ignored in a later session.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names of the fields are enough")]
pub enum Event {
    /// The person used a control that was drawn for this session.
    Input { session: u32, input: UserInput },
    /// A chosen file was read.
    FileRead { session: u32, question: String, file: ReadFile },
    /// A saved draft was read from a file, or could not be read.
    DraftFileRead { session: u32, text: Option<String> },
    /// The host page was offered the filing with this id, and took it over or not.
    Offered { id: String, taken: bool },
    /// The host page, which sends this filing itself, reports the outcome.
    HostReplied { id: String, reply: Reply, status: Option<u16> },
    /// A request with this filing ended.
    RequestEnded { id: String, end: RequestEnd },
    /// A part of the file was sent.
    UploadProgressed { file: String, percent: u32 },
    /// A request with this file ended.
    UploadEnded { file: String, end: RequestEnd },
    /// Another tab sent a message.
    MessageReceived(Message),
    /// This tab now holds the lock of the filing with this id.
    Locked { id: String },
    /// A timer expired.
    Woke(Timer),
    /// The network came back.
    Online,
    /// A list arrived, as JSON.
    ListLoaded { list: String, json: String },
    /// The pointer went down on the form.
    Touched,
    /// The host page changed its settings.
    OptionsChanged(Options),
    /// The same form in another language.
    ContentChanged(Content),
    /// The host page resets the form.
    Reset,
    /// The page was drawn.
    Drawn,
}

/// An input of the person on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of the fields are enough")]
pub enum UserInput {
    /// Text was typed into a control.
    Typed { name: String, value: String },
    /// An option was chosen, or typing into a control ended.
    Chosen { name: String, value: String },
    /// A box was ticked or cleared.
    Ticked { name: String, value: String, on: bool },
    /// Files with these names were chosen for a question.
    FilesChosen { question: String, names: Vec<String> },
    /// A file with a saved draft was chosen.
    DraftFileChosen,
    /// A button was pressed.
    Pressed(Action),
    /// A link of the error summary to this control was followed.
    LinkFollowed(String),
    /// Enter or the main button was pressed.
    Entered,
    /// A citation was opened or closed.
    CitationToggled,
    /// Values were entered before the engine ran.
    FilledIn,
}

/// A file that was read, or its name and the reason why it is refused.
pub type ReadFile = Result<Attachment, (String, Problem)>;

/// The end of one request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of the fields are enough")]
pub enum RequestEnd {
    /// The host page's function for headers failed; nothing was sent.
    NoHeaders,
    /// No response arrived, or only a part of it. The status is known if the part contains it.
    Broken { status: Option<u16> },
    /// A complete response. Status 0 is a redirect, which is not followed.
    Response {
        status: u16,
        /// `Retry-After` in seconds (RFC 9110, 10.2.3).
        retry_after: Option<u32>,
        body: String,
    },
}

/// A message between tabs that have the same draft.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of the fields are enough")]
pub enum Message {
    /// Asks for the frozen body of a filing.
    Ask { id: String },
    /// The frozen body of a filing.
    Body { id: String, body: Rc<str> },
    /// The filing was refused or given up; its body must not be sent.
    Released { id: String },
}

/// Timers. Setting one again replaces it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// Until the next attempt.
    Attempt,
    /// Until this tab sends its own body.
    Agreement,
    /// A second at a kiosk.
    Second,
}

impl Event {
    /// The session to which the event belongs; none if it applies to the current one.
    pub(super) fn session(&self) -> Option<u32> {
        match self {
            Self::Input { session, .. }
            | Self::FileRead { session, .. }
            | Self::DraftFileRead { session, .. } => Some(*session),
            _ => None,
        }
    }

    /// Returns whether the event is a use of the form or progress of a request.
    pub(super) fn is_activity(&self) -> bool {
        !matches!(
            self,
            Self::Drawn
                | Self::Woke(Timer::Second | Timer::Agreement)
                | Self::MessageReceived(_)
                | Self::Locked { .. }
                | Self::Online
                | Self::ListLoaded { .. }
        )
    }
}
