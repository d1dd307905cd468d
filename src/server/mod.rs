//! The reference portal: a county's demonstration pages, an intake endpoint with a database, and an inbox for
//! the staff.
//!
//! A portal only needs the steps of `intake::submissions`: look up the key, validate by the form's rules,
//! store once, respond. Everything else is what such an endpoint needs on a public site.
//!
//! `portal` and `routes` compose the other modules. `staff`, `intake`, `site` and `ops` hold the handlers,
//! and `http`, `store` and `forms` what handlers share. No module imports `portal`, `routes` or `settings`.

mod forms;
mod http;
mod intake;
mod ops;
mod portal;
mod routes;
mod settings;
mod site;
mod staff;
mod store;

pub use forms::Sourced;
pub use http::{Clock, Limits, PublicUrl};
pub use portal::Portal;
pub use settings::{Settings, StartError};
pub use staff::Token;
pub use store::{AttachmentLocation, Database};
