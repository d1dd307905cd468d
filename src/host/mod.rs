//! The browser's edge, one concern a file. It knows nothing of questions.

mod attachments;
mod clock;
mod element;
mod events;
mod panic;
mod port;
mod title;
mod transport;
#[cfg(feature = "verdict")]
mod verdict;
