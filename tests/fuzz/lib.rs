//! Shared code of the fuzz targets.

use std::fmt::{Debug, Display};

use guitai::form::{BUILTIN, Form, builtin};

/// Checks that a parser does not panic, and that the canonical form of a valid text parses to itself.
pub fn check_stable<Value: Display, Error: Debug>(
    parse: impl Fn(&str) -> Result<Value, Error>,
    typed: &str,
) {
    let Ok(value) = parse(typed) else { return };
    let canonical = value.to_string();
    let again = parse(&canonical).map(|value| value.to_string());
    assert_eq!(again.expect("the canonical form is invalid"), canonical);
}

/// Returns the built-in forms.
pub fn forms() -> Vec<Form> {
    let text = |name: &&str| builtin(name).expect("every built-in workflow has a definition");
    BUILTIN.iter().map(|name| Form::read(text(name)).expect("built-in definitions are valid")).collect()
}
