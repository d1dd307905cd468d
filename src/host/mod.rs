//! The browser side: executes the effects of a journey and reports events to it. It decides nothing.

mod attachments;
mod browser;
mod canvases;
mod clock;
mod component;
mod drafts;
mod element;
mod events;
mod input;
mod later;
mod page;
mod panic;
mod requests;
mod timers;
#[cfg(feature = "verdict")]
mod verdict;
