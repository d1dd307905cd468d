//! Code that all handlers share: reading requests, problem responses, headers, limits, client addresses, and
//! the listener.

pub(super) mod body;
pub(super) mod client;
mod clock;
pub(super) mod delivery;
pub(super) mod disposition;
pub(super) mod headers;
pub(super) mod language;
pub(super) mod limits;
pub(super) mod listen;
pub(super) mod loopback;
mod metered;
pub(super) mod paths;
pub(super) mod problem;
mod public_url;
pub(super) mod rate_limit;
pub(super) mod slots;
pub(super) mod url;

pub use clock::Clock;
pub use limits::Limits;
pub use public_url::PublicUrl;
