//! Declarations in TypeScript, in the project's format.

use super::manifest::{Attribute, Element, Event, Member, Type};

/// The longest line of a comment.
const WIDTH: usize = 120;

/// Returns the declarations of a name.
pub(super) fn part(element: &Element, name: &str) -> Option<String> {
    match name {
        "attributes" => Some(attributes(element)),
        "members" => Some(members(element)),
        "events" => Some(events(element)),
        _ => None,
    }
}

fn attributes(element: &Element) -> String {
    let members = element.attributes.iter().map(|Attribute { name, kind, description, .. }| {
        let name = if name.contains('-') { format!("\"{name}\"") } else { name.clone() };
        comment(description) + &format!("  {name}?: {};\n", of_attribute(kind))
    });
    members.collect()
}

fn members(element: &Element) -> String {
    let members = element.members.iter().map(|member| match member {
        Member::Field { name, kind, readonly: true, description, .. } => {
            comment(description) + &format!("  readonly {name}: {};\n", declared(kind))
        }
        // Undefined gives the place back to the attribute.
        Member::Field { name, kind, attribute: Some(_), description, .. } => {
            let kind = declared(kind);
            comment(description)
                + &format!("  get {name}(): {kind};\n  set {name}(value: {kind} | undefined);\n")
        }
        Member::Field { name, kind, description, .. } => {
            comment(description) + &format!("  {name}: {};\n", declared(kind))
        }
        Member::Method { name, result, description } => {
            comment(description) + &format!("  {name}(): {};\n", declared(&result.kind))
        }
    });
    members.collect::<Vec<_>>().join("\n")
}

fn events(element: &Element) -> String {
    let events = element.events.iter().map(|Event { name, kind, description }| {
        comment(description) + &format!("  \"{name}\": {};\n", declared(kind))
    });
    events.collect()
}

/// The type in a declaration, with the quotation marks of the project's format.
fn declared(kind: &Type) -> String {
    kind.text.replace('\'', "\"")
}

/// The type of an attribute in a template, where numbers may be text and a present attribute may be empty.
fn of_attribute(kind: &Type) -> String {
    match kind.text.as_str() {
        "number" => "number | string".to_owned(),
        "boolean" => "boolean | \"\"".to_owned(),
        _ => declared(kind),
    }
}

/// A comment of a member, indented by two, on several lines if it is long.
fn comment(description: &str) -> String {
    let short = format!("  /** {description} */\n");
    if short.trim_end().chars().count() <= WIDTH {
        return short;
    }
    let mut lines = vec!["  /**".to_owned()];
    let mut line = "   *".to_owned();
    for word in description.split(' ') {
        if line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::replace(&mut line, "   *".to_owned()));
        }
        line.push(' ');
        line.push_str(word);
    }
    lines.extend([line, "   */\n".to_owned()]);
    lines.join("\n")
}
