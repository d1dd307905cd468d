//! The built-in workflows, as the texts of their definitions.

/// Their names.
pub const BUILTIN: [&str; 1] = ["exemption"];

/// The definition of a built-in workflow, as JSON. Not compiled into the bundle, which fetches the same file.
#[must_use]
pub fn builtin(name: &str) -> Option<&'static str> {
    match name {
        "exemption" => Some(include_str!("../../www/forms/exemption.json")),
        _ => None,
    }
}
