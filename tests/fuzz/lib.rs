//! What every reader holds, whatever it is given: no panic, and what it writes is read as the same again.

use std::fmt::{Debug, Display};

use guitai::form::{BUILTIN, Form, builtin};

/// A value's canonical form, of whatever was typed, parses to itself.
pub fn stable<Value: Display, Fault: Debug>(parse: impl Fn(&str) -> Result<Value, Fault>, typed: &str) {
    let Ok(value) = parse(typed) else { return };
    let canonical = value.to_string();
    let again = parse(&canonical).map(|value| value.to_string());
    assert_eq!(again.expect("the canonical form is refused"), canonical);
}

/// The definitions of the delivery.
pub fn forms() -> Vec<Form> {
    let text = |name: &&str| builtin(name).expect("a workflow without its definition");
    BUILTIN.iter().map(|name| Form::read(text(name)).expect("a definition that can't be read")).collect()
}
