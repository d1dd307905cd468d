//! The contact details of the portal's agency.

use crate::ui::tree::{Tag, tag};
use crate::ui::view::View;

/// Adds the agency, if the portal's config names one.
pub fn agency(view: &View, outer: Tag) -> Tag {
    let Some(agency) = &view.config.agency else { return outer };
    let mut address = tag("address").part("agency").tag(tag("strong").text(view.text(&agency.name)));
    for line in [&agency.phone, view.text(&agency.address), view.text(&agency.hours)] {
        if !line.is_empty() {
            address = address.tag(tag("span").text(line));
        }
    }
    outer.tag(address)
}
