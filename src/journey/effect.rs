//! Effects: the requests of a journey to the browser and the host page.

use super::event::{Message, Timer};
use crate::value::attachment::Attachment;
use std::rc::Rc;

/// A request to the browser side. Effects are executed in order; a request starts when earlier writes are
/// complete.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of the fields are enough")]
pub enum Effect {
    /// Draw the page again.
    Draw,
    /// Move the focus after the next drawing.
    Focus(Focus),
    /// Store the draft.
    SaveDraft(String),
    /// Store a large text by its name: the content of a file, or a frozen body.
    Store { name: String, content: String },
    /// Delete a large text.
    Delete { name: String },
    /// Delete the draft and all large texts.
    DeleteAll,
    /// Offer the filing to the host page; `Event::Offered` reports whether it took it.
    Offer { id: String, body: Rc<str> },
    /// Send the filing once, with fresh headers; `Event::RequestEnded` reports the end.
    Post { id: String, body: Rc<str> },
    /// Send a file once; `Event::UploadEnded` reports the end.
    Upload(Attachment),
    /// Abort the request that is under way.
    Abort,
    /// Request the lock of a filing; `Event::Locked` reports it.
    Lock { id: String },
    /// Release that lock, or withdraw the request for it.
    Unlock { id: String },
    /// Send a message to the other tabs.
    Send(Message),
    /// Set a timer.
    Wake { timer: Timer, milliseconds: u32 },
    /// Dispatch an event to the host page.
    Emit(HostEvent),
    /// Read the files that were chosen for this question.
    ReadFiles { question: String },
    /// Read the saved draft that was chosen.
    ReadDraftFile,
    /// Offer a file to the person as a download.
    Download { name: String, text: String },
    /// Load a list of the delivery; it may never arrive.
    LoadList { list: String, file: &'static str },
    /// Switch the form to a language.
    SetLanguage(String),
    /// Print the form.
    Print,
}

/// The target of the focus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The heading of the page.
    Heading,
    /// The summary of problems.
    Summary,
    /// The control, group or question of this name.
    Control(String),
}

/// An event of the public interface. No event carries an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of the fields are enough")]
pub enum HostEvent {
    /// The engine drives the form.
    Ready { workflow: String, version: String },
    /// A step was shown.
    Step { step: String, index: usize, count: usize },
    /// Problems were shown.
    Invalid { step: String, fields: Vec<String>, codes: Vec<String> },
    /// The backend has the submission.
    Submitted { id: String, reference: String },
    /// A failure was shown.
    Failed { kind: &'static str, status: Option<u16>, retryable: bool },
    /// All answers were deleted.
    Reset { reason: &'static str },
}
