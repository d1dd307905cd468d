//! The rules, one per line. Names are module paths in this package, or paths in other crates, separated by
//! spaces. A rule about a module also holds for the modules below it.

/// The modules that depend only on their arguments.
const PURE: &str =
    "json problem value form config draft answer validate submission content receive reply deadline text";

/// The crates of the browser.
const BROWSER: &str = "gloo js_sys wasm_bindgen web_sys yew";

/// Modules, the imports that are forbidden in them, and the reason.
#[rustfmt::skip]
pub const FORBIDDEN: &[(&str, &str, &str)] = &[
    (PURE, "ui host server command", "the core runs without a browser and without a server"),
    (PURE, BROWSER, "the core compiles natively"),
    (PURE, "std::fs std::net std::env std::io std::process std::thread tokio", "the core does no input or output"),
    (PURE, "std::time chrono::Utc chrono::Local", "the current time is an argument"),
    (PURE, "getrandom std::hash::RandomState std::collections::hash_map", "random numbers are arguments"),
    (PURE, "std::collections::HashMap std::collections::HashSet", "results must not depend on hash seeds"),
    ("value", "form config draft validate receive submission reply schema", "values are parsed without a form"),
    ("value problem form draft answer validate submission", "text", "words are chosen when a problem is shown"),
    ("ui", "host server command", "drawing does not depend on transport and storage"),
    ("ui", "web_sys::Headers web_sys::Request web_sys::RequestInit web_sys::Response", "drawing sends no requests"),
    ("ui", "web_sys::Storage", "drawing stores nothing"),
    ("schema seal", "server command ui host", "schemas and seals are made without a portal"),
    ("paper", "server command ui host", "forms are printed without a portal"),
    ("render", "server command host", "first steps are drawn without a portal and without a browser"),
    ("server", "command ui host", "the portal is a library"),
    ("server::http", "server::store server::forms server::ops server::staff server::intake server::site", "all handlers use it"),
    ("server::store", "server::http server::forms server::ops server::staff server::intake server::site", "all handlers use it"),
    ("server::forms", "server::http server::store server::ops server::staff server::intake server::site", "all handlers use it"),
    ("server::ops", "server::staff server::intake server::site", "operations do not depend on the handlers"),
    ("server::staff", "server::intake server::site", "the inbox depends on what is stored, not on how it arrives"),
    ("server::site", "server::store server::staff server::intake server::ops", "public pages contain nothing that is stored"),
    ("server::http server::store server::forms", "server::portal server::routes server::settings", "only the composition root imports all modules"),
    ("server::ops server::staff server::intake server::site", "server::portal server::routes server::settings", "only the composition root knows all modules"),
];

/// Crates and modules, the only modules that may import them, and the reason.
#[rustfmt::skip]
pub const CONFINED: &[(&str, &str, &str)] = &[
    (BROWSER, "ui host fault password", "only the browser's modules use the browser"),
    ("axum hyper hyper_util tower_http http_body_util", "server", "only the portal serves HTTP"),
    ("sqlx", "server::store server::http::problem server::settings", "only the store uses the database"),
    ("object_store", "server::store server::http::problem server::settings", "only the store uses the attachment storage"),
    ("tokio", "server command", "only the portal is asynchronous"),
    ("askama", "paper render server::site server::staff server::http::problem", "only pages are rendered from templates"),
    ("clap", "main command", "only the command has options"),
    ("text::portal", "server", "the portal's words must not be in the bundle"),
    ("text::paper", "paper", "the words of printed forms must not be in the bundle"),
    ("text::render", "render", "the words around a first step must not be in the bundle"),
    ("std::time::SystemTime", "server::http::clock command", "tests set the portal's clock"),
    ("getrandom", "server::staff::token server::settings", "only secrets are random"),
];

/// Modules and their layers. A module imports only from its own layer and those below it. A module below one
/// that is not listed has its parent's layer.
pub const LAYERS: &[(&str, u8)] = &[
    ("json", 0),
    ("control", 0),
    ("place", 0),
    ("problem", 1),
    ("value", 1),
    ("form", 2),
    ("deadline", 2),
    ("config", 3),
    ("draft", 3),
    ("answer", 4),
    ("submission", 5),
    ("validate", 5),
    ("text", 6),
    ("content", 7),
    ("receive", 7),
    ("reply", 7),
    ("journey", 8),
    ("form::check", 8),
    ("config::check", 8),
    ("paper", 8),
    ("schema", 8),
    ("seal", 8),
    ("password", 8),
    ("fault", 8),
    ("ui", 9),
    ("host", 10),
    ("render", 10),
    ("server", 11),
    ("command", 11),
    ("lib", 12),
    ("main", 12),
];

/// The composition root of the portal.
pub const ROOTS: [&str; 4] = ["server", "server::portal", "server::routes", "server::settings"];

/// The folders and files of the portal below its composition root.
pub const FOLDERS: [&str; 7] = ["http", "store", "forms", "ops", "staff", "intake", "site"];
