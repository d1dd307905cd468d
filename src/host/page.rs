//! Reads the values of a page's controls, see `www/page.js`.

use super::element::Host;
use crate::journey::{Control, ControlKind};
use web_sys::Element;

/// Returns the controls of the page with their values.
pub fn controls(host: &Host, root: &Element) -> Vec<Control> {
    let mut texts = host.controls(root).into_iter().map(|text| text.as_string().unwrap_or_default());
    let mut controls = Vec::new();
    while let (Some(kind), Some(name), Some(value), Some(checked)) =
        (texts.next(), texts.next(), texts.next(), texts.next())
    {
        let checked = !checked.is_empty();
        let kind = match kind.as_str() {
            "file" => continue,
            "checkbox" => ControlKind::Checkbox { checked },
            "radio" => ControlKind::Radio { checked },
            "select-one" => ControlKind::Select,
            _ => ControlKind::Text,
        };
        controls.push(Control { name, value, kind });
    }
    controls
}
