//! A notice with the checkbox that accepts it. The portal's own privacy items replace the form's text.

use crate::config::{PRIVACY_ITEMS, Privacy};
use crate::control::{ACCEPTED, notice_name};
use crate::form::Notice;
use crate::text::privacy_item;
use crate::ui::part::law::clauses;
use crate::ui::part::prose::fill;
use crate::ui::question::choice::{card, tickable};
use crate::ui::question::{errors, frame};
use crate::ui::tree::{Tag, tag};
use crate::ui::view::{View, element_id};

/// Draws a notice on the review.
pub fn notice(view: &View, notice: &Notice) -> Tag {
    let name = notice_name(&notice.id);
    let own = view.config.privacy.as_ref().filter(|_| notice.id == "privacy");
    let text = tag("div").class("text");
    let text = match own {
        Some(privacy) => items(view, privacy, text),
        None => fill(text, view.text(&notice.text)),
    };
    let id = element_id(&name);
    let framed = frame(view, &name).tag(view.heading(1, view.text(&notice.title)));
    let framed = errors(view, &name, framed.tag(clauses(view, text, notice.cite.as_ref().as_slice())));
    let chosen = view.draft.list(&name).iter().any(|value| value == ACCEPTED);
    let label = tag("span").text(view.text(&notice.label));
    let wrong = view.is_wrong(&name, None);
    let error = [&id, "-error"].concat();
    let control = tickable("checkbox", &id, &name, ACCEPTED, chosen)
        .set_true("aria-invalid", wrong)
        .set_some("aria-describedby", wrong.then_some(error.as_str()));
    framed.tag(tag("div").class("options").tag(card(control, &id, None, label)))
}

fn items(view: &View, privacy: &Privacy, outer: Tag) -> Tag {
    let mut list = tag("dl");
    for (item, text) in PRIVACY_ITEMS.iter().zip(&privacy.items) {
        let term = privacy_item(item).map_or("", |word| view.say(word));
        list = list.tag(tag("dt").text(term)).tag(fill(tag("dd"), view.text(text)));
    }
    outer.tag(list)
}
