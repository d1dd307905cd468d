//! Guitai: workflow forms for local government in Taiwan, with the same rules in the browser and on the
//! server.
//!
//! Data flows in one direction:
//!
//! ```text
//! form definition ─┐
//! typed text ──────┴→ draft → problems | submission ─┐
//!                           events → journey → effects → browser, backend
//!                                     └→ view → element tree → Yew | HTML
//! ```
//!
//! To validate submissions on a server, read a form definition with [`form::Form::read`], apply the portal's
//! config with [`config::Config::apply`], and pass each request body to [`receive::receive`]. [`form::check`]
//! finds faults in a form definition.

pub mod answer;
pub mod config;
pub mod content;
pub mod control;
pub mod deadline;
pub mod draft;
pub mod form;
pub mod journey;
pub mod json;
pub mod place;
pub mod problem;
pub mod receive;
pub mod reply;
pub mod submission;
pub mod text;
pub mod ui;
pub mod validate;
pub mod value;

#[cfg(feature = "server")]
pub mod paper;
#[cfg(feature = "server")]
pub mod render;
#[cfg(feature = "cli")]
pub mod schema;
#[cfg(feature = "server")]
pub mod seal;
#[cfg(feature = "server")]
pub mod server;

#[cfg(all(target_arch = "wasm32", not(feature = "password")))]
mod fault;
#[cfg(all(target_arch = "wasm32", not(feature = "password")))]
mod host;
#[cfg(all(target_arch = "wasm32", feature = "password"))]
mod password;
