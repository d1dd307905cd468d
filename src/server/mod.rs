//! The reference portal: a county's demonstration pages, an intake endpoint with a database, and a clerk's inbox.
//!
//! A portal of one's own needs only `intake`'s order of work: look the key up, validate by the same rules,
//! store once, answer. Everything else here is what surrounds such an endpoint in a real site.

mod answers;
mod attachments;
mod budget;
mod claims;
mod client;
mod clock;
mod disk;
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
mod metered;
mod metrics;
mod pages;
mod portal;
mod problem;
mod public_url;
mod quota;
mod reference;
mod reports;
mod retention;
mod routes;
mod settings;
mod slots;
mod staff;
mod store;
mod upload;
mod words;

pub use attachments::Place;
pub use clock::Clock;
pub use portal::Portal;
pub use public_url::PublicUrl;
pub use settings::{Document, Limits, Settings, StartError};
pub use staff::Token;
pub use store::Database;
