//! One tap that moves the facts of a ground that does not hold to the one that may.

use super::flow::tick;
use super::view::View;
use crate::draft::Draft;
use crate::form::{Form, Remedy};

/// What the text will hold: what it holds already, then each answer that is carried over, under its name.
pub fn carried(view: &View, remedy: &Remedy) -> String {
    let mut text = view.draft.text(&remedy.into).to_owned();
    for question in remedy.from.iter().filter_map(|id| view.form.question(id)) {
        if let Some(lines) = view.display(question) {
            if !text.is_empty() {
                text.push('\n');
            }
            text.extend([view.text(question.name()), "：", &lines.join("\n")]);
        }
    }
    text
}

/// Replaces the option and fills in the text.
pub fn apply(form: &Form, draft: &mut Draft, remedy: &Remedy, text: &str) {
    tick(form, draft, &remedy.question, &remedy.value, false);
    tick(form, draft, &remedy.question, &remedy.with, true);
    draft.set_text(&remedy.into, text);
}
