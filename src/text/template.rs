//! Templates: texts with placeholders such as `{label}`, or `{holder|the unit}` with a default.

use std::collections::BTreeSet;

/// Returns the names of a template's placeholders.
#[must_use]
pub fn placeholders(template: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    let mut rest = template;
    while let Some((name, after)) = rest.split_once('{').and_then(|(_, after)| after.split_once('}')) {
        names.insert(name_and_default(name).0);
        rest = after;
    }
    names
}

/// Returns the name and the default of a placeholder.
fn name_and_default(placeholder: &str) -> (&str, Option<&str>) {
    placeholder.split_once('|').map_or((placeholder, None), |(name, words)| (name, Some(words)))
}

/// Replaces placeholders by the values with their names, or else by their defaults. Placeholders without
/// either are kept. The first letter of a `{label}` after the start of the text becomes lower-case: "Enter
/// mobile number".
#[must_use]
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let found = after.split_once('}').and_then(|(name, tail)| {
            let (name, default) = name_and_default(name);
            let own = values.iter().find(|(other, _)| *other == name);
            Some((name, own.map(|(_, value)| *value).or(default)?, tail))
        });
        rest = match found {
            Some(("label", label, tail)) if !filled.is_empty() => {
                push_uncapitalised(&mut filled, label);
                tail
            }
            Some((_, value, tail)) => {
                filled.push_str(value);
                tail
            }
            None => {
                filled.push('{');
                after
            }
        };
    }
    filled.push_str(rest);
    filled
}

/// Appends a label with a lower-case first letter, unless the label starts with an abbreviation.
fn push_uncapitalised(text: &mut String, label: &str) {
    let mut characters = label.chars();
    let first = characters.next();
    match characters.next() {
        Some(second) if second.is_ascii_lowercase() => {
            text.extend(first.map(|first| first.to_ascii_lowercase()));
            text.push(second);
            text.push_str(characters.as_str());
        }
        _ => text.push_str(label),
    }
}
