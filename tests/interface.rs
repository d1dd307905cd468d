//! The manifest of the element, `www/custom-elements.json`, against the files that show it and the code that
//! reads it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../xtask/src/interface/parts/mod.rs"]
mod parts;

use parts::{Element, FILES, MANIFEST, fill};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Attributes that are not observed, because `www/element.js` reads them when it needs them.
const READ_ON_USE: [&str; 4] = ["closed", "csrf-header", "csrf-token", "draft-name"];
/// Observed attributes that `www/element.js` reads and passes on by other members of the options.
const READ_BY_ELEMENT: [&str; 3] = ["config", "src", "workflow"];

fn read(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect(file)
}

fn element() -> Element {
    Element::read(&read(MANIFEST)).unwrap()
}

/// The names in an array of strings that a script declares.
fn array(script: &str, name: &str) -> BTreeSet<String> {
    let start = script.split_once(&format!("const {name} = [")).expect(name).1;
    let body = start.split_once(']').unwrap().0;
    body.split(',')
        .map(|item| item.trim().trim_matches('"').to_owned())
        .filter(|item| !item.is_empty())
        .collect()
}

#[test]
fn generated_parts_are_up_to_date() {
    for file in FILES {
        let text = read(file);
        assert!(text.contains("generated: attributes"), "{file} has no generated part");
        let filled = fill(&element(), &text).expect(file);
        assert!(filled == text, "{file} is out of date: run `cargo xtask interface`");
    }
}

#[test]
fn the_options_read_the_listed_attributes() {
    let options = read("www/options.js");
    let listed: BTreeSet<String> = element().attributes.into_iter().map(|attribute| attribute.name).collect();
    let mut expected = array(&options, "ATTRIBUTES");
    assert!(READ_ON_USE.iter().all(|name| expected.insert((*name).to_owned())));
    assert_eq!(listed, expected);

    let mut used: BTreeSet<String> = ["attribute(\"", "hasAttribute(\"", "closest(\"["]
        .into_iter()
        .flat_map(|call| options.split(call).skip(1))
        .filter_map(|rest| Some(rest.split(['"', ']']).next()?.to_owned()))
        .collect();
    used.extend(READ_BY_ELEMENT.map(str::to_owned));
    assert_eq!(used, array(&options, "ATTRIBUTES"));
}

#[test]
fn the_bare_page_passes_every_attribute_on() {
    let listed: BTreeSet<String> = element().attributes.into_iter().map(|attribute| attribute.name).collect();
    assert_eq!(listed, array(&read("templates/assets/bare.js"), "ATTRIBUTES"));
}

/// The fallback value of each custom property in the style sheets, in light mode, is the default in the
/// manifest.
#[test]
fn the_defaults_of_custom_properties_are_those_of_the_style_sheets() {
    let style = read("www/style/base/theme.css") + &read("www/style/base/host.css");
    let mut used = BTreeMap::new();
    for rest in style.split("var(").skip(1).filter(|rest| rest.starts_with("--guitai-")) {
        let (name, rest) = rest.split_once(", ").unwrap();
        let value = rest.split_once(')').unwrap().0;
        used.entry(name.to_owned()).or_insert(value.to_owned());
    }
    let listed = element().css_properties.into_iter().map(|property| (property.name, property.default));
    assert_eq!(listed.collect::<BTreeMap<_, _>>(), used);
}
