//! The reference portal: a county's demonstration pages, an intake endpoint with a database, and a clerk's inbox.
//!
//! A portal of one's own needs only `intake`'s order of work: look the key up, validate by the same rules,
//! store once, answer. Everything else here is what surrounds such an endpoint in a real site.

mod answers;
mod attachments;
mod clock;
mod export;
mod headers;
mod health;
mod html;
mod inbox;
mod intake;
mod judging;
mod limit;
mod listen;
mod log;
mod loopback;
mod metrics;
mod pages;
mod portal;
mod problem;
mod reference;
mod reports;
mod retention;
mod routes;
mod staff;
mod store;
mod upload;
mod words;

pub use attachments::Place;
pub use clock::Clock;
pub use portal::{Document, Portal, Settings, StartError};
pub use staff::Token;
pub use store::Database;
