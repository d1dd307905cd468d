//! Forms that exist on paper only: 委任書 and 聲明書.

use crate::form::Form;

/// Names of the forms that exist on paper only. No workflow has such a name.
pub const TEMPLATES: [&str; 2] = ["mandate", "declaration"];

/// Returns the form with that name, if it exists on paper only.
#[must_use]
pub fn template(name: &str) -> Option<Form> {
    let text = match name {
        "mandate" => include_str!("../../templates/paper/mandate.json"),
        "declaration" => include_str!("../../templates/paper/declaration.json"),
        _ => return None,
    };
    Form::read(text).ok()
}
