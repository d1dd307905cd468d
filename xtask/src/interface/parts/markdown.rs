//! Tables in Markdown.

use super::manifest::{Attribute, Element, Event, Member, Named, Property, Type};

/// Returns the table of a name.
pub(super) fn part(element: &Element, name: &str) -> Option<String> {
    match name {
        "attributes" => Some(attributes(element)),
        "members" => Some(members(element)),
        "events" => Some(events(element)),
        "parts" => Some(parts(element)),
        "properties" => Some(properties(element)),
        _ => None,
    }
}

fn attributes(element: &Element) -> String {
    let rows = element.attributes.iter().map(|Attribute { name, kind, default, description }| {
        let default = default.as_deref().map_or("–".to_owned(), |default| code(default.trim_matches('\'')));
        let default = if kind.text == "boolean" { "absent".to_owned() } else { default };
        [code(name), values(kind), default, description.clone()]
    });
    table(["attribute", "values", "default", "meaning"], rows)
}

fn members(element: &Element) -> String {
    let rows = element.members.iter().map(|member| match member {
        Member::Field { name, kind, description, .. } => [code(name), code(&kind.text), description.clone()],
        Member::Method { name, result, description } => {
            [code(&format!("{name}()")), code(&result.kind.text), description.clone()]
        }
    });
    table(["name", "type", "meaning"], rows)
}

fn events(element: &Element) -> String {
    let rows = element.events.iter().map(|Event { name, kind, description }| {
        let detail = kind.text.strip_prefix("CustomEvent<").and_then(|rest| rest.strip_suffix('>'));
        [code(name), code(detail.unwrap_or(&kind.text)), description.clone()]
    });
    table(["event", "detail", "meaning"], rows)
}

fn parts(element: &Element) -> String {
    let rows = element.css_parts.iter().map(|Named { name, description }| [code(name), description.clone()]);
    table(["part", "meaning"], rows)
}

fn properties(element: &Element) -> String {
    let rows = element
        .css_properties
        .iter()
        .map(|Property { name, default, description }| [code(name), code(default), description.clone()]);
    table(["custom property", "default", "meaning"], rows)
}

/// The values of an attribute for a table.
fn values(kind: &Type) -> String {
    if !kind.text.contains('\'') {
        return if kind.text == "string" { "text".to_owned() } else { kind.text.clone() };
    }
    let values = kind.text.split(" | ").map(|value| code(value.trim_matches('\'')));
    values.collect::<Vec<_>>().join(", ")
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

/// A table in Markdown.
fn table<const N: usize>(head: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let head = head.map(str::to_owned);
    let rule = head.each_ref().map(|_| "---".to_owned());
    let rows = [head, rule].into_iter().chain(rows).map(|cells| {
        let cells = cells.map(|cell| cell.replace('|', "\\|"));
        format!("| {} |\n", cells.join(" | "))
    });
    rows.collect()
}
