//! Guitai: workflow forms of Taiwan's local government, the same rules in the browser and on a server.
//!
//! Data flows one way, and the modules stand in that order:
//!
//! ```text
//! form definition ─┐
//! what was typed ──┴→ draft → problems | submission → JSON → transport → host
//! ```

pub mod answer;
pub mod config;
pub mod deadline;
pub mod draft;
pub mod form;
pub mod json;
pub mod problem;
pub mod receive;
pub mod reply;
pub mod submission;
pub mod text;
pub mod validate;
pub mod value;

#[cfg(feature = "cli")]
pub mod schema;
#[cfg(feature = "cli")]
pub mod seal;
#[cfg(feature = "server")]
pub mod server;

#[cfg(all(target_arch = "wasm32", not(feature = "password")))]
mod fault;
#[cfg(all(target_arch = "wasm32", not(feature = "password")))]
mod host;
#[cfg(all(target_arch = "wasm32", feature = "password"))]
mod password;
#[cfg(all(target_arch = "wasm32", not(feature = "password")))]
mod ui;
